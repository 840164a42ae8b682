namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>
/// Tables whose columns are set with spaces, as they come out of a PDF: two spaces or more between the cells, or one space when the header ends in words that are known and every row in as many numbers.
/// A row of which it is not sure which number belongs to which column has one cell, so that it is told and not read.
/// </summary>
internal static class SpacedTables
{
    private const int MostLabel = 8;

    private readonly record struct Run(int From, int To, string Text);

    /// <returns>Null: no table begins at this line.</returns>
    public static (Table? Table, int End) At(string[] lines, int header)
    {
        if (header + 2 >= lines.Length || lines[header].Contains('|', StringComparison.Ordinal) || lines[header].Contains('\t', StringComparison.Ordinal))
            return (null, header);
        var head = Runs(lines[header]);
        return head.Count > 1 ? Wide(lines, header, head) : head.Count == 1 ? Narrow(lines, header, head[0].Text) : (null, header);
    }

    private static (Table? Table, int End) Wide(string[] lines, int header, List<Run> head)
    {
        if (head.Count > Pieces.MostColumns || new Table([.. head.Select(h => h.Text)], []).Kinds.All(k => k == ColumnKind.Other))
            return (null, header);
        var (rows, end, label) = (new List<List<Run>>(), header + 1, "");
        for (; end < lines.Length; end++)
        {
            if (IsRule(lines[end]))
                continue;
            var row = Runs(lines[end]);
            if (row.Count > 1 && row.Skip(1).Any(r => IsNumber(r.Text)))
            {
                // The first words of a label that goes on in this line.
                if (label.Length > 0)
                    row[0] = row[0] with { Text = label + " " + row[0].Text };
                label = "";
                rows.Add(row);
            }
            else if (label.Length == 0 && row.Count == 1 && !row[0].Text.Any(char.IsAsciiDigit) && row[0].To <= head[^1].From && end + 1 < lines.Length && Runs(lines[end + 1]) is { Count: > 1 } next && next.Skip(1).Any(r => IsNumber(r.Text)) && rows.Count > 0)
            {
                label = row[0].Text;
            }
            else
            {
                break;
            }
        }

        if (rows.Count < 2)
            return (null, header);
        // Above the labels there is often nothing.
        if (head.Count + 1 == rows.Max(r => r.Count) && rows.TrueForAll(r => r[0].From < head[0].From && r[0].To <= head[0].To))
            head = [new(0, rows.Min(r => r[0].To), ""), .. head];
        var columns = head.Select((h, c) => rows.Where(r => r.Count == head.Count).Select(r => r[c]).Aggregate(h, (all, r) => all with { From = Math.Min(all.From, r.From), To = Math.Max(all.To, r.To) })).ToList();
        return (new([.. head.Select(h => h.Text)], [.. rows.Select(r => Cells(r, head, columns))]), end);
    }

    private static List<string> Cells(List<Run> row, List<Run> head, List<Run> columns)
    {
        var cells = Enumerable.Repeat("", head.Count).ToList();
        for (var i = 0; i < row.Count; i++)
        {
            // As many cells as columns: in their order, unless one stands below the header of another. Otherwise where it stands.
            var at = row.Count == head.Count ? Below(row[i], head) is var c && (c < 0 || Overlap(row[i], head[i]) > 0) ? i : -1 : Below(row[i], columns);
            if (at < 0 || cells[at].Length > 0)
                return [string.Join(' ', row.Select(r => r.Text))];
            cells[at] = row[i].Text;
        }

        return cells;
    }

    /// <returns>The one column that a cell stands below; -1: none, or as much below another.</returns>
    private static int Below(Run run, List<Run> columns)
    {
        var most = columns.Max(c => Overlap(run, c));
        return most > 0 && columns.Count(c => Overlap(run, c) == most) == 1 ? columns.FindIndex(c => Overlap(run, c) == most) : -1;
    }

    private static int Overlap(Run a, Run b) => Math.Min(a.To, b.To) - Math.Max(a.From, b.From);

    private static (Table? Table, int End) Narrow(string[] lines, int header, string text)
    {
        var words = text.Split(' ');
        var known = 0;
        while (known < words.Length && new Table([words[^(known + 1)]], []).Kinds[0] is ColumnKind.Count or ColumnKind.Percent or ColumnKind.Total)
            known++;
        if (known < 2 || words.Length - known > MostLabel)
            return (null, header);
        var (rows, end) = (new List<IReadOnlyList<string>>(), header + 1);
        for (; end < lines.Length && (IsRule(lines[end]) || Ending(lines[end], known) is not null); end++)
        {
            if (!IsRule(lines[end]))
                rows.Add(Ending(lines[end], known)!);
        }

        return rows.Count < 2 ? (null, header) : (new([string.Join(' ', words[..^known]), .. words[^known..]], rows), end);
    }

    /// <summary>"Advies over lezen 106 76 %": a label and the numbers at the end. Null: it does not end in so many.</summary>
    private static List<string>? Ending(string line, int cells)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        for (var i = words.Count - 1; i > 0; i--)
        {
            if (words[i] == "%")
            {
                words[i - 1] += " %";
                words.RemoveAt(i);
            }
        }

        if (words.Count <= cells || words.Count - cells > 2 * MostLabel || !words.TakeLast(cells).All(IsNumber) || !words[..^cells].Exists(w => w.Any(char.IsLetter)))
            return null;
        // A number before them can belong to the label, or be the thousands of the first.
        return char.IsAsciiDigit(words[^(cells + 1)][^1]) ? [string.Join(' ', words)] : [string.Join(' ', words[..^cells]), .. words.TakeLast(cells)];
    }

    private static bool IsNumber(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text is "-" or "–" or "—" || (text.Length > 1 && text[0] is '(' or '<' && char.IsAsciiDigit(text[1])));

    /// <summary>"-----  ----".</summary>
    private static bool IsRule(string line) => line.Count(c => c is '-' or '=' or '_' or '─') > 2 && line.All(c => c is '-' or '=' or '_' or '─' or ' ' or '\r');

    /// <summary>What stands between two spaces or more, with where.</summary>
    private static List<Run> Runs(string line)
    {
        var runs = new List<Run>();
        for (var i = 0; i < line.Length;)
        {
            if (char.IsWhiteSpace(line[i]))
            {
                i++;
                continue;
            }

            var (from, to) = (i, i);
            for (; i < line.Length && !(char.IsWhiteSpace(line[i]) && (i + 1 >= line.Length || char.IsWhiteSpace(line[i + 1]))); i++)
                to = i + 1;
            runs.Add(new(from, to, line[from..to].Trim('*', '_').Trim()));
        }

        return runs;
    }
}
