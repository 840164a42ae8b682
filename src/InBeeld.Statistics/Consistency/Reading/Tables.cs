namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>What a column of a table holds, by its header.</summary>
internal enum ColumnKind
{
    Other,
    Count,

    /// <summary>Of the counts beside it.</summary>
    Percent,

    /// <summary>A percentage with more words in its header: of what, it does not say.</summary>
    OtherPercent,

    Total,
}

/// <summary>A table of Markdown, with tabs between its cells or set with spaces. A row with more or fewer cells than the header cannot be read.</summary>
internal sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public IReadOnlyList<ColumnKind> Kinds { get; } = [.. Header.Select((h, i) => i == 0 && !Rows.All(r => r[0].Length == 0 || char.IsAsciiDigit(r[0][0])) ? ColumnKind.Other : KindOf(h))];

    /// <summary>Whether a row is that of the total, or one of parts of another row.</summary>
    public static bool IsTotal(string label) => Words(label) is ["totaal" or "total" or "samen" or "together" or "eindtotaal", ..] or ["in", "totaal" or "total"] or ["alle" or "all", _];

    public static bool IsPart(string label) => Words(label) is ["waarvan" or "hiervan" or "daarvan" or "wv" or "thereof" or "subtotaal" or "subtotal", ..] or ["of", "which", ..];

    public static string Row(IEnumerable<string> cells) => string.Join(" | ", cells);

    private static ColumnKind KindOf(string header)
    {
        var words = Words(header);
        if (words is ["totaal" or "total"] or ["totaal" or "total", "aantal" or "number"] or ["aantal" or "number", "totaal" or "total"])
            return ColumnKind.Total;
        if (words is ["%"] or ["percentage"] or ["percentages"] or ["percent"] or ["procent"] or ["procenten"] or ["pct"] or ["in", "%" or "percent" or "procent"] or ["aandeel"] or ["aandeel", "%"] or ["share"] or ["share", "%"]
            or ["%" or "percentage", "van" or "of", "totaal" or "total"] or ["%" or "percentage", "van" or "of", "het" or "the", "totaal" or "total"])
            return ColumnKind.Percent;
        if (words is [("aantal" or "aantallen" or "n" or "count" or "counts" or "number" or "numbers" or "frequentie" or "frequency"), ..])
            return ColumnKind.Count;
        return words.Any(w => w is "%" or "percentage" or "percent" or "procent" or "aandeel" or "share") ? ColumnKind.OtherPercent : ColumnKind.Other;
    }

    private static List<string> Words(string text) => [.. Tokens.Of(text).Where(x => x.Word || x.Text == "%").Select(x => x.Text.TrimEnd('.').ToLowerInvariant())];
}

/// <summary>Parts tables from running text.</summary>
internal static class Pieces
{
    public const int MostColumns = 40;

    public static List<Piece> Of(string text)
    {
        List<Piece> pieces = [];
        var lines = text.Split('\n');
        var from = 0;
        for (var i = 0; i < lines.Length;)
        {
            var (table, end) = TableAt(lines, i);
            if (table is null)
            {
                i++;
                continue;
            }

            pieces.AddRange(Sentences.Of(string.Join('\n', lines[from..i])));
            pieces.Add(new(Table.Row(table.Header), PieceKind.Table, table));
            (i, from) = (end, end);
        }

        pieces.AddRange(Sentences.Of(string.Join('\n', lines[from..])));
        return pieces;
    }

    private static (Table? Table, int End) TableAt(string[] lines, int i)
    {
        if (i + 1 >= lines.Length)
            return (null, i);
        if (lines[i].Contains('|', StringComparison.Ordinal) && IsRule(lines[i + 1]))
            return Rows(lines, i, i + 2, l => l.Contains('|', StringComparison.Ordinal), Bars);
        // With tabs a table is only known by a header whose words are known.
        return lines[i].Contains('\t', StringComparison.Ordinal) && lines[i + 1].Contains('\t', StringComparison.Ordinal) && new Table(Tabs(lines[i]), []).Kinds.Any(k => k != ColumnKind.Other)
            ? Rows(lines, i, i + 1, l => l.Contains('\t', StringComparison.Ordinal), Tabs) : SpacedTables.At(lines, i);
    }

    private static (Table? Table, int End) Rows(string[] lines, int header, int first, Func<string, bool> isRow, Func<string, List<string>> cells)
    {
        var head = cells(lines[header]);
        if (head.Count is < 2 or > MostColumns)
            return (null, header);
        List<IReadOnlyList<string>> rows = [];
        var end = first;
        for (; end < lines.Length && isRow(lines[end]); end++)
        {
            var row = cells(lines[end]);
            if (row.Any(c => c.Length > 0))
                rows.Add([.. row, .. Enumerable.Repeat("", Math.Max(0, head.Count - row.Count))]);
        }

        return (new(head, rows), end);
    }

    /// <summary>"| --- | ---: |".</summary>
    private static bool IsRule(string line) => line.Contains('-', StringComparison.Ordinal) && line.Contains('|', StringComparison.Ordinal) && line.Trim().All(c => c is '-' or '|' or ':' or ' ');

    private static List<string> Bars(string line)
    {
        var inner = line.Trim();
        inner = inner.StartsWith('|') ? inner[1..] : inner;
        // A bar in a cell is written with a backslash before it.
        return Cells((inner.EndsWith('|') ? inner[..^1] : inner).Replace("\\|", "/", StringComparison.Ordinal), '|');
    }

    private static List<string> Tabs(string line) => Cells(line.TrimEnd('\r', '\n'), '\t');

    private static List<string> Cells(string line, char between) => [.. line.Split(between).Select(c => c.Trim().Trim('*', '_').Trim())];
}
