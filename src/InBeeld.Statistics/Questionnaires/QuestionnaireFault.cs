using System.Globalization;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Questionnaires;

/// <summary>What can be wrong with a questionnaire; a page words it in its own language.</summary>
public enum FaultReason
{
    /// <summary>Not JSON; About says where.</summary>
    NotJson,

    /// <summary>More than <see cref="QuestionnaireReader.MostCharacters"/>, or more within each other than <see cref="QuestionnaireReader.MostDepth"/>.</summary>
    TooLarge,

    /// <summary>The field is needed.</summary>
    Missing,

    /// <summary>There is no field with this name.</summary>
    UnknownField,

    /// <summary>Another type of value is expected; About says which.</summary>
    Type,

    /// <summary>One of a few words is expected; About lists them.</summary>
    Word,

    /// <summary>More characters than About.</summary>
    TooLong,

    /// <summary>More rows than About.</summary>
    TooMany,

    /// <summary>A key is small letters, digits, - and _, begins with a letter, and has at most 60 signs.</summary>
    Key,

    /// <summary>Another row has this key, code or concept as well.</summary>
    Twice,

    /// <summary>Refers to About, which is not there.</summary>
    NotThere,

    /// <summary>Written in one of the two languages only.</summary>
    OneLanguage,

    /// <summary>Outside About.</summary>
    Range,

    /// <summary>The least is more than the most, or the rows do not rise.</summary>
    Order,

    /// <summary>Does not belong to this kind of item.</summary>
    NotForKind,

    /// <summary>A choice needs two options or more.</summary>
    FewOptions,

    /// <summary>The expression cannot be read; About says why.</summary>
    Expression,

    /// <summary>The expression names About, which is no item.</summary>
    Name,

    /// <summary>The route depends on About, which is asked later.</summary>
    Later,

    /// <summary>The route depends on itself; About is the loop.</summary>
    Loop,

    /// <summary>The expression divides by zero.</summary>
    DividesByZero,

    /// <summary>The expression has a value per school location where one value is needed; use any, all, sum or count.</summary>
    PerLocation,

    /// <summary>It scores and stands in no field, or the other way round.</summary>
    Field,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Path">The row, counted from 1, such as "items[3]" or "items[3].options[2]"; "" for the whole.</param>
/// <param name="Field">The field in that row; "" for the whole row.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="About">What it is about, such as the key that is not there; may be "".</param>
/// <param name="Key">Key of the row, when it has one.</param>
public sealed record QuestionnaireFault(string Path, string Field, FaultReason Reason, string About, string Key = "")
{
    /// <summary>With <see cref="FaultReason.Expression"/>: what is wrong and where, for a page that words it in its own language.</summary>
    public ExpressionError? Error { get; init; }

    /// <summary>An English sentence that names row, field and reason.</summary>
    public string Message
    {
        get
        {
            var where = Path.Length == 0 ? Field : Field.Length == 0 ? Path : $"{Path}.{Field}";
            var named = Key.Length == 0 ? where : $"{where} (\"{Key}\")";
            var why = string.Format(CultureInfo.InvariantCulture, Wording(Reason), About);
            return named.Length == 0 ? why : $"{named}: {why}";
        }
    }

    private static string Wording(FaultReason reason) => reason switch
    {
        FaultReason.NotJson => "this is not JSON: {0}",
        FaultReason.TooLarge => "larger than {0}",
        FaultReason.Missing => "is missing",
        FaultReason.UnknownField => "there is no field with this name",
        FaultReason.Type => "must be {0}",
        FaultReason.Word => "must be one of {0}",
        FaultReason.TooLong => "has more than {0} characters",
        FaultReason.TooMany => "has more than {0} rows",
        FaultReason.Key => "\"{0}\" is no key: small letters, digits, - and _, beginning with a letter, at most 60",
        FaultReason.Twice => "\"{0}\" stands in it twice",
        FaultReason.NotThere => "\"{0}\" is not there",
        FaultReason.OneLanguage => "is written in one language only; \"{0}\" is missing",
        FaultReason.Range => "must lie in {0}",
        FaultReason.Order => "must rise: {0}",
        FaultReason.NotForKind => "does not belong to {0}",
        FaultReason.FewOptions => "a choice needs two options or more",
        FaultReason.Expression => "cannot be read: {0}",
        FaultReason.Name => "there is no item \"{0}\"",
        FaultReason.Later => "depends on \"{0}\", which is asked later",
        FaultReason.Loop => "depends on itself: {0}",
        FaultReason.DividesByZero => "divides by zero",
        FaultReason.PerLocation => "has a value per school location; use any, all, sum or count",
        _ => "points and field belong together: {0}",
    };

    /// <inheritdoc/>
    public override string ToString() => Message;
}

/// <summary>A questionnaire, or why it cannot be used.</summary>
/// <param name="Questionnaire">Null when it could not be built at all. With faults it is there for an editor to show, and may not be published.</param>
/// <param name="Faults">None when it can be used; at most 100.</param>
public sealed record ReadQuestionnaire(Questionnaire? Questionnaire, IReadOnlyList<QuestionnaireFault> Faults)
{
    /// <summary>It can be used.</summary>
    public bool Fine => Questionnaire is not null && Faults.Count == 0;
}
