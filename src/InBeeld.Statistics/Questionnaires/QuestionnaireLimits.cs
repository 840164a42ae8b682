namespace InBeeld.Statistics.Questionnaires;

/// <summary>How large a questionnaire may be. The same numbers stand in docs/schemas/questionnaire.schema.json.</summary>
public static class QuestionnaireLimits
{
    public const int Parts = 20;
    public const int Sections = 60;
    public const int Items = 500;
    public const int Options = 100;
    public const int Checks = 200;
    public const int CheckItems = 20;
    public const int Fields = 20;
    public const int Bands = 20;
    public const int Key = 60;
    public const int Title = 200;
    public const int Label = 500;
    public const int Help = 2000;
    public const int Unit = 60;
    public const int Source = 200;
    public const int Decimals = 4;
    public const int TextAnswer = 4000;

    /// <summary>No least, most or band is larger than this, and none smaller than its negative.</summary>
    public const decimal Number = 1_000_000_000_000m;

    /// <summary>Of one option, yes or band; with at most two decimals.</summary>
    public const decimal Points = 1000;

    /// <summary>More faults are not told at once.</summary>
    public const int Faults = 100;

    /// <summary>Small letters, digits, - and _, beginning with a letter, at most 60 signs.</summary>
    public static bool IsKey(string text) => text.Length is > 0 and <= Key && char.IsAsciiLetterLower(text[0]) && text.All(Sign);

    /// <summary>As a key, and it may begin with a digit.</summary>
    public static bool IsCode(string text) => text.Length is > 0 and <= Key && text[0] is not ('-' or '_') && text.All(Sign);

    private static bool Sign(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_';
}
