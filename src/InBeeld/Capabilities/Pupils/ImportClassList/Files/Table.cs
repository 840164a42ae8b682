namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

internal enum TableKind
{
    Csv,
    Xlsx,
}

/// <param name="Line">Line where the row begins (CSV) or row of the sheet (XLSX), from 1.</param>
/// <param name="Cells">As many as there are headers; empty text for an empty cell.</param>
internal sealed record TableRow(int Line, IReadOnlyList<string> Cells);

/// <summary>
/// A table of text with one row of headers, whatever file it came from. Cells are as the file has them, a leading = or +
/// too; days in XLSX are written as 2016-03-14, whole numbers without a decimal point.
/// </summary>
internal sealed record Table(
    TableKind Kind,
    IReadOnlyList<string> Headers,
    IReadOnlyList<TableRow> Rows,
    IReadOnlyList<RejectedRow> Rejected)
{
    /// <summary>What was taken for the delimiter (CSV).</summary>
    public char? Delimiter { get; init; }

    /// <summary>The encoding that the text was read with (CSV).</summary>
    public string? Encoding { get; init; }

    /// <summary>The sheet that was read (XLSX).</summary>
    public string? Sheet { get; init; }
}

internal sealed record TableLimits
{
    public static TableLimits Default { get; } = new();

    /// <summary>Of the file as it comes in.</summary>
    public int MaxBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>Of an XLSX file once unpacked.</summary>
    public long MaxUnpackedBytes { get; init; } = 300L * 1024 * 1024;

    /// <summary>Unpacked against packed. Real sheets stay under 30; a bomb is far above 100.</summary>
    public int MaxRatio { get; init; } = 150;

    public int MaxRows { get; init; } = 100_000;

    public int MaxColumns { get; init; } = 200;

    /// <summary>As in Excel.</summary>
    public int MaxCellLength { get; init; } = 32_767;
}
