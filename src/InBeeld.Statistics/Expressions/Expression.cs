namespace InBeeld.Statistics.Expressions;

/// <summary>What can be wrong with the text of an expression; a page words it in its own language.</summary>
public enum ExpressionFault
{
    /// <summary>Nothing is written.</summary>
    Empty,

    /// <summary>Longer than <see cref="Expression.MostCharacters"/>.</summary>
    TooLong,

    /// <summary>More nested than <see cref="Expression.MostDepth"/>.</summary>
    TooDeep,

    /// <summary>More parts than <see cref="Expression.MostParts"/>.</summary>
    TooMany,

    /// <summary>A sign that means nothing here.</summary>
    Sign,

    /// <summary>A quote or a bracket is not closed.</summary>
    NotClosed,

    /// <summary>A number that cannot be read, such as with a comma or with more than 28 digits.</summary>
    Number,

    /// <summary>Something else was expected here.</summary>
    Unexpected,

    /// <summary>It ends too early.</summary>
    Ends,

    /// <summary>No function has this name.</summary>
    Function,

    /// <summary>The function takes another number of arguments.</summary>
    Arguments,

    /// <summary>No item, feature or value has this name.</summary>
    Name,
}

/// <summary>What is wrong, and where.</summary>
/// <param name="Position">Characters before it; 0 is the beginning.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="About">The sign, name or function it is about; "" when it is about none.</param>
/// <param name="Message">An English sentence that names the position, counted from 1.</param>
public sealed record ExpressionError(int Position, ExpressionFault Fault, string About, string Message);

/// <summary>A name in an expression and where it first stands.</summary>
public sealed record ExpressionName(string Name, int Position);

/// <summary>An expression, or what is wrong with its text.</summary>
/// <param name="Expression">Null when there are errors.</param>
/// <param name="Errors">None when it can be used.</param>
public sealed record ParsedExpression(Expression? Expression, IReadOnlyList<ExpressionError> Errors)
{
    /// <summary>It can be used.</summary>
    public bool Fine => Expression is not null;
}

/// <summary>
/// A condition or a sum over answers: comparisons, and, or, not, + - * /, names and a few functions; no loops, no side effects, no way to reach anything but the names that are handed in.
/// What is not known stays unknown (Kleene's three values), dividing by zero too. The language is described in docs/figures-expressions.md.
/// </summary>
public sealed class Expression
{
    /// <summary>No text may be longer.</summary>
    public const int MostCharacters = 4000;

    /// <summary>Brackets, functions and signs within each other.</summary>
    public const int MostDepth = 40;

    /// <summary>Names, values and operators together.</summary>
    public const int MostParts = 500;

    private readonly Node root;

    private Expression(string text, Node root, IReadOnlyList<ExpressionName> names) => (Text, this.root, Names) = (text, root, names);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Every name once, in the order of the text.</summary>
    public IReadOnlyList<ExpressionName> Names { get; }

    /// <summary>Reads a text; never throws for what stands in it.</summary>
    public static ParsedExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var (root, names) = Parser.Read(text);
            return new(new(text, root, names), []);
        }
        catch (ExpressionException e)
        {
            return new(null, [e.Error]);
        }
    }

    /// <summary>As <see cref="Parse(string)"/>, and every name must be one that is there.</summary>
    public static ParsedExpression Parse(string text, Func<string, bool> isName)
    {
        var parsed = Parse(text);
        if (parsed.Expression is null)
            return parsed;
        var errors = parsed.Expression.Names.Where(n => !isName(n.Name)).Select(n => ExpressionException.Of(n.Position, ExpressionFault.Name, n.Name)).ToList();
        return errors.Count == 0 ? parsed : new(null, errors);
    }

    /// <summary>The value. Where types do not fit (a text plus a number) the value is unknown.</summary>
    /// <param name="lookup">The value of a name; what the name means is up to the caller. Null counts as unknown.</param>
    public ExprValue Evaluate(Func<string, ExprValue?> lookup) => root.Evaluate(lookup);

    /// <summary>True, false, or null when that is not known.</summary>
    public bool? Holds(Func<string, ExprValue?> lookup)
    {
        var value = Evaluate(lookup);
        return value.IsTrue ? true : value.IsFalse ? false : null;
    }

    public override string ToString() => Text;
}
