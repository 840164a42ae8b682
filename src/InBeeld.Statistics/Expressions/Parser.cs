namespace InBeeld.Statistics.Expressions;

/// <summary>Recursive descent, one method per strength: or, and, not, comparison, sum, product, sign, value.</summary>
internal sealed class Parser
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal) { "and", "or", "not", "in", "true", "false" };

    private readonly List<Token> tokens;
    private readonly List<ExpressionName> names = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int at;
    private int depth;
    private int parts;

    private Parser(List<Token> tokens) => this.tokens = tokens;

    private Token Now => tokens[at];

    public static (Node Root, IReadOnlyList<ExpressionName> Names) Read(string text)
    {
        var parser = new Parser(Tokens.Of(text));
        if (parser.Now.Kind == TokenKind.End)
            throw ExpressionException.At(0, ExpressionFault.Empty);
        var root = parser.Or();
        if (parser.Now.Kind != TokenKind.End)
            throw ExpressionException.At(parser.Now.Position, ExpressionFault.Unexpected, parser.Now.Text);
        return (root, parser.names);
    }

    private Node Or()
    {
        var left = And();
        while (Take("or"))
            left = Part(new Junction(left, And(), false));
        return left;
    }

    private Node And()
    {
        var left = Not();
        while (Take("and"))
            left = Part(new Junction(left, Not(), true));
        return left;
    }

    private Node Not()
    {
        if (!Take("not"))
            return Comparison();
        Deeper();
        var inner = Part(new Negation(Not()));
        depth--;
        return inner;
    }

    private Node Comparison()
    {
        var left = Sum();
        var sign = Now;
        if (Take("in"))
            return In(left);
        if (sign.Kind != TokenKind.Sign || sign.Text is not ("=" or "!=" or "<>" or "<" or "<=" or ">" or ">="))
            return left;
        at++;
        return Part(new Comparison(left, Sum(), sign.Text == "<>" ? "!=" : sign.Text));
    }

    private Node In(Node left)
    {
        Need("(");
        Node? all = null;
        do
        {
            var one = Part(new Comparison(left, Sum(), "="));
            all = all is null ? one : Part(new Junction(all, one, false));
        }
        while (Take(","));
        Need(")");
        return all;
    }

    private Node Sum()
    {
        var left = Product();
        while (Now.Is("+") || Now.Is("-"))
        {
            var sign = tokens[at++].Text[0];
            left = Part(new Arithmetic(left, Product(), sign));
        }

        return left;
    }

    private Node Product()
    {
        var left = Signed();
        while (Now.Is("*") || Now.Is("/"))
        {
            var sign = tokens[at++].Text[0];
            left = Part(new Arithmetic(left, Signed(), sign));
        }

        return left;
    }

    private Node Signed()
    {
        if (!Take("-"))
            return Value();
        Deeper();
        var inner = Part(new Arithmetic(new Literal(ExprValue.Of(0)), Signed(), '-'));
        depth--;
        return inner;
    }

    private Node Value()
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.End)
            throw ExpressionException.At(token.Position, ExpressionFault.Ends);
        at++;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Part(new Literal(ExprValue.Of(token.Number)));
            case TokenKind.Text:
                return Part(new Literal(ExprValue.Of(token.Text)));
            case TokenKind.Name:
                return Name(token);
            case TokenKind.Word when token.Text is "true" or "false":
                return Part(new Literal(ExprValue.Of(token.Text == "true")));
            case TokenKind.Word when Now.Is("("):
                return Function(token);
            case TokenKind.Word when !Keywords.Contains(token.Text):
                return Name(token);
            case TokenKind.Sign when token.Text == "(":
                Deeper();
                var inner = Or();
                Need(")");
                depth--;
                return inner;
            default:
                throw ExpressionException.At(token.Position, ExpressionFault.Unexpected, token.Text);
        }
    }

    private Reference Name(Token token)
    {
        if (seen.Add(token.Text))
            names.Add(new(token.Text, token.Position));
        return Part(new Reference(token.Text));
    }

    private Call Function(Token token)
    {
        if (Keywords.Contains(token.Text))
            throw ExpressionException.At(token.Position, ExpressionFault.Unexpected, token.Text);
        if (!Functions.All.TryGetValue(token.Text, out var function))
            throw ExpressionException.At(token.Position, ExpressionFault.Function, token.Text);
        at++;
        Deeper();
        var arguments = new List<Node>();
        if (!Now.Is(")"))
        {
            do
                arguments.Add(Or());
            while (Take(","));
        }

        Need(")");
        depth--;
        return arguments.Count < function.Least || arguments.Count > function.Most
            ? throw ExpressionException.At(token.Position, ExpressionFault.Arguments, token.Text)
            : Part(new Call(function, arguments));
    }

    private bool Take(string sign)
    {
        if (!Now.Is(sign))
            return false;
        at++;
        return true;
    }

    private void Need(string sign)
    {
        if (Take(sign))
            return;
        throw Now.Kind == TokenKind.End
            ? ExpressionException.At(Now.Position, ExpressionFault.Ends)
            : ExpressionException.At(Now.Position, ExpressionFault.Unexpected, Now.Text);
    }

    private void Deeper()
    {
        if (++depth > Expression.MostDepth)
            throw ExpressionException.At(Now.Position, ExpressionFault.TooDeep);
    }

    private T Part<T>(T node)
        where T : Node => ++parts > Expression.MostParts ? throw ExpressionException.At(Now.Position, ExpressionFault.TooMany) : node;
}
