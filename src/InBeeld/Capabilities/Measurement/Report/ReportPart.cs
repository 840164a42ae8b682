namespace InBeeld.Capabilities.Measurement.Report;

/// <summary>One piece of a report, the same on the screen, on paper and in a document. Only one of its kinds is filled.</summary>
internal sealed record ReportPart
{
    /// <summary>1 is the title of the report.</summary>
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

    /// <summary>Drawn above the table that says the same; only on screen and paper.</summary>
    public Blocks.BlockPicture? Picture { get; init; }

    public static ReportPart Head(int level, string words) => new() { Level = level, Heading = words };

    public static ReportPart Says(string words) => new() { Paragraph = words };

    public static ReportPart Of(string caption, IReadOnlyList<string[]> table, Blocks.BlockPicture? picture = null) => new() { Caption = caption, Table = table, Picture = picture };
}
