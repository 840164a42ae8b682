namespace InBeeld.Frames.Documents;

/// <summary>One piece of a document, the same on the screen, on paper and in a file. Only one of its kinds is filled.</summary>
internal sealed record DocumentPart
{
    /// <summary>1 is the title of the document.</summary>
    public int Level { get; init; }

    public string Heading { get; init; } = "";
    public string Paragraph { get; init; } = "";

    /// <summary>What somebody said, with who by role and round.</summary>
    public string Quote { get; init; } = "";

    public string By { get; init; } = "";
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>The first row holds the headers.</summary>
    public IReadOnlyList<string[]> Table { get; init; } = [];

    public string Caption { get; init; } = "";

    /// <summary>All columns but the first hold numbers.</summary>
    public bool Numbers { get; init; }

    /// <summary>A view and what it draws, above the table that says the same; only on screen and paper.</summary>
    public (string View, object Model)? Picture { get; init; }

    public static DocumentPart Head(int level, string words) => new() { Level = level, Heading = words };

    public static DocumentPart Says(string words) => new() { Paragraph = words };

    public static DocumentPart Of(string caption, IReadOnlyList<string[]> table) => new() { Caption = caption, Table = table };
}
