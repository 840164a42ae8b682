using System.Globalization;

namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>Tables: counts with their percentages, a row and a column of totals. Columns are known by their header only.</summary>
public sealed partial class FigureReader
{
    /// <summary>A relation has at most 100 terms.</summary>
    private const int MostSummed = 90;
    private int tables;

    private sealed record Cell(string Text, long? Count, decimal? Percent, int Decimals, bool Assumed);

    /// <summary>A row of a column of counts as it became a statement.</summary>
    private sealed record Summed(string Id, Cell Cell, bool Part);

    private void ReadTable(Table table)
    {
        tables++;
        (sentence, t, at) = (Table.Row(table.Header), [], at + 1);
        var kinds = table.Kinds;
        foreach (var odd in table.Rows.Where(r => r.Count != table.Header.Count))
            unused.Add(new(Short(Table.Row(odd)), Short(odd[0]), ReadingRule.TableCell));
        var rows = table.Rows.Where(r => r.Count == table.Header.Count).ToList();
        if (kinds.All(k => k == ColumnKind.Other))
        {
            if (rows.FirstOrDefault(r => r.Any(c => c.Any(char.IsAsciiDigit))) is { } row)
                unused.Add(new(Short(Table.Row(row)), Short(row.First(c => c.Any(char.IsAsciiDigit))), ReadingRule.TableUnknown));
            return;
        }

        var counts = Of(kinds, ColumnKind.Count);
        var totals = Of(kinds, ColumnKind.Total);
        if (counts.Count == 0)
            (counts, totals) = (totals, []);
        for (var c = 1; c < kinds.Count; c++)
        {
            if ((kinds[c] == ColumnKind.Other || (totals.Count > 1 && totals.Contains(c))) && rows.FirstOrDefault(r => r[c].Length > 0 && char.IsAsciiDigit(r[c][0])) is { } cells)
                unused.Add(new(Short(Table.Row(cells)), Short(cells[c]), ReadingRule.TableColumn));
        }

        var percents = Of(kinds, ColumnKind.Percent);
        var total = totals.Count == 1 ? totals[0] : -1;
        Dictionary<int, int> pairs = counts.Count == 1 && percents.Count == 1 ? new() { [counts[0]] = percents[0] } : counts.Where(c => percents.Contains(c + 1)).ToDictionary(c => c, c => c + 1);
        List<Dictionary<int, string>> ids = [.. rows.Select(_ => new Dictionary<int, string>())];
        foreach (var c in counts)
            Column(rows, c, pairs.TryGetValue(c, out var p) ? p : -1, total, counts.Count == 1, ids);
        if (total >= 0 && counts.Count > 1)
            RowTotals(rows, counts, total, ids);
        foreach (var p in percents.Except(pairs.Values).Concat(Of(kinds, ColumnKind.OtherPercent)))
        {
            foreach (var row in rows)
            {
                if (Read(row, p, true) is { Percent: not null, Count: null } cell)
                    Row(row, cell, Unnamed(), null);
            }
        }
    }

    private static List<int> Of(IReadOnlyList<ColumnKind> kinds, ColumnKind kind) => [.. Enumerable.Range(0, kinds.Count).Where(c => kinds[c] == kind)];

    private void Column(List<IReadOnlyList<string>> rows, int c, int p, int total, bool only, List<Dictionary<int, string>> ids)
    {
        var cells = rows.Select(r => p < 0 ? Read(r, c, false) : With(Read(r, c, false), Read(r, p, true))).ToList();
        var all = c == 0 ? [] : Enumerable.Range(0, rows.Count).Where(i => Table.IsTotal(rows[i][0]) && cells[i]?.Count is not null).ToList();
        if (all.Count > 1 || (all.Count == 1 && all[0] != 0 && all[0] != rows.Count - 1))
        {
            unused.Add(new(Short(Table.Row(rows[all[0]])), Short(rows[all[0]][0]), ReadingRule.TableTotals));
            all = [];
        }

        var perRow = total >= 0 && only;
        var (whole, sum) = all.Count == 1 ? (all[0], cells[all[0]]!) : (-1, null);
        // A total row with another percentage than 100: the percentages are of something that is not in the table.
        var hundred = sum?.Percent is null or 100;
        string? wholeId = null;
        if (sum is not null)
            ids[whole][c] = wholeId = perRow ? PerRow(rows[whole], sum, total) : Row(rows[whole], hundred ? sum with { Percent = null } : sum, hundred ? Count() : Unnamed(), null);
        var parts = Enumerable.Range(0, rows.Count).Where(i => i != whole).Select(i => (I: i, Cell: cells[i], Part: c > 0 && Table.IsPart(rows[i][0]))).ToList();
        var addUp = AddUp([.. parts.Where(x => !x.Part).Select(x => x.Cell)]);
        var of = perRow ? null : sum is not null ? hundred ? new TotalOf(wholeId, ReadingRule.TableTotal, true) : null
            : lead ?? section ?? (addUp == 0 ? new TotalOf((dutch ? "tabel " : "table ") + tables.ToString(CultureInfo.InvariantCulture), ReadingRule.SameTable, false) : null);
        List<Summed> summed = [];
        foreach (var (i, cell, part) in parts)
        {
            if (cell is null)
            {
                summed.Add(new("", new("", null, null, 0, false), part));
                continue;
            }

            if (cell.Count is null && cell.Percent is null)
                continue;
            var id = perRow ? PerRow(rows[i], cell, total) : Row(rows[i], cell, of ?? (cell.Percent is null ? Count() : Unnamed()), null);
            ids[i][c] = id;
            summed.Add(new(id, cell, part));
        }

        var own = summed.Where(s => !s.Part).ToList();
        if (wholeId is not null)
            Sum(rows[whole], wholeId, sum!, own, hundred ? addUp : null, perRow);
        else if (of?.Why == ReadingRule.SameTable && own.All(s => s.Cell.Count is not null) && own.Count <= MostSummed)
            Holds($"\"{of.Name}\" = {Plus(own.Select(s => s.Id))}", [.. own.Select(s => s.Id)], false, own[0].Cell.Text);
    }

    /// <summary>The total is the sum of the rows; at least it, when a row has no number or the percentages stay below 100. Above 100 one thing can be in several rows.</summary>
    private void Sum(IReadOnlyList<string> row, string id, Cell sum, List<Summed> own, int? addUp, bool perRow)
    {
        var known = own.Where(s => s.Cell.Count is not null).ToList();
        if (known.Count < 2)
            return;
        if (known.Count > MostSummed)
        {
            unused.Add(new(Short(Table.Row(row)), sum.Text, ReadingRule.TableTooLong));
            return;
        }

        if (addUp > 0 && !perRow && known.Sum(s => (decimal)s.Cell.Count!.Value) > sum.Count)
        {
            unused.Add(new(Short(Table.Row(row)), sum.Text, ReadingRule.TableOverlaps));
            return;
        }

        var equal = known.Count == own.Count && (perRow || addUp is null or 0);
        string[] members = [id, .. known.Select(s => s.Id)];
        Holds($"{id} {(equal ? "=" : ">=")} {Plus(members[1..])}", members, equal && addUp == 0 && !perRow, sum.Text);
        // Of a column with a total per row the totals are added too.
        if (perRow && equal && members.All(m => readings[Number(m)].Statement.Total is not null))
            Holds($"{id}.total = {Plus(members[1..].Select(m => m + ".total"))}", members, false, sum.Text);
    }

    /// <summary>A sum that is kept; beyond the most there may be it is told that it is not.</summary>
    private void Holds(string text, string[] members, bool certain, string quote)
    {
        if (relations.Count < CheckLimits.Relations)
            relations.Add(new(text, members, certain));
        else
            unused.Add(new(readings[Number(members[0])].Sentence, Short(quote), ReadingRule.TableTooLong));
    }

    /// <summary>Whether percentages add up to 100: 0; to less: -1; to more: 1; null: not every row has one. Each may be half a unit off.</summary>
    private static int? AddUp(List<Cell?> cells)
    {
        if (cells.Count < 2 || cells.Any(c => c?.Percent is null))
            return null;
        var (sum, slack) = (cells.Sum(c => c!.Percent!.Value), cells.Sum(c => 0.5m * Share.Step(1, c!.Decimals)));
        return Math.Abs(sum - 100) <= slack ? 0 : sum < 100 ? -1 : 1;
    }

    private void RowTotals(List<IReadOnlyList<string>> rows, List<int> counts, int total, List<Dictionary<int, string>> ids)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (Read(rows[i], total, false) is not { Count: not null } cell || ids[i].Count == 0)
                continue;
            var id = Row(rows[i], cell with { Percent = null }, Count(), null);
            var parts = counts.Where(ids[i].ContainsKey).Select(c => ids[i][c]).ToList();
            Holds($"{id} {(parts.Count == counts.Count ? "=" : ">=")} {Plus(parts)}", [id, .. parts], false, cell.Text);
        }
    }

    private string PerRow(IReadOnlyList<string> row, Cell cell, int total) =>
        Read(row, total, false) is { Count: { } number } all ? Row(row, cell with { Assumed = cell.Assumed || all.Assumed }, new(null, ReadingRule.NamedInPhrase, true), number) : Row(row, cell, cell.Percent is null ? Count() : Unnamed(), null);

    private string Row(IReadOnlyList<string> row, Cell cell, TotalOf of, long? total)
    {
        var id = Id();
        var certain = of.Certain && !cell.Assumed;
        readings.Add(new(new(id, cell.Count, of.Name, total, cell.Percent, cell.Decimals), Short(Table.Row(row)), Short(cell.Text), certain, cell.Assumed && of.Certain ? ReadingRule.ThousandsAssumed : of.Why));
        return id;
    }

    private static TotalOf Count() => new(null, ReadingRule.OnlyCount, true);

    private static Cell? With(Cell? count, Cell? percent) =>
        count is null ? percent?.Percent is null ? null : percent : percent?.Percent is null || count.Percent is not null ? count
        : count with { Percent = percent.Percent, Decimals = percent.Decimals, Assumed = count.Assumed || percent.Assumed, Text = count.Text.Length > 0 ? count.Text : percent.Text };

    /// <summary>"5.386", "78 %", "5.386 (78 %)". Null: nothing that can be read; what is there is told.</summary>
    private Cell? Read(IReadOnlyList<string> row, int c, bool percent)
    {
        var text = row[c];
        if (text is "" or "-" or "–" or "—" or ".")
            return percent ? new("", null, null, 0, false) : null;
        var x = Tokens.Of(text);
        var shape = string.Concat(x.Select(w => w.Digits ? "9" : w.Text.Length == 1 && !w.Word ? w.Text : "w"));
        var (count, share) = shape switch
        {
            "9" => percent ? (null, x[0]) : (x[0], null),
            "9%" => (null, x[0]),
            "9(9%)" or "9(9)" => (x[0], x[2]),
            _ => ((Token?)null, (Token?)null),
        };
        var (n, p) = (count is null ? null : Tokens.Number(count.Text, dutch, true), share is null ? null : Tokens.Number(share.Text, dutch, false));
        var why = (count is null && share is null) || (count is not null && n is not { Decimals: 0 }) || (share is not null && p is not { Decimals: <= 6 }) ? ReadingRule.TableCell
            : n?.Value > CheckLimits.Number ? ReadingRule.TooLarge : p?.Value > 100 ? ReadingRule.OverHundred : (ReadingRule?)null;
        if (why is { } reason)
        {
            if (text.Any(char.IsAsciiDigit))
                unused.Add(new(Short(Table.Row(row)), Short(text), reason));
            return percent ? new("", null, null, 0, false) : null;
        }

        return new(text, n is null ? null : (long)n.Value.Value, p?.Value, p?.Decimals ?? 0, n?.Assumed == true || p?.Assumed == true);
    }

    /// <summary>The place of "#3" in the readings.</summary>
    private static int Number(string id) => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture) - 1;

    private static string Plus(IEnumerable<string> ids) => string.Join(" + ", ids);

    private static string Short(string text) => text.Length > 200 ? text[..200] : text;
}
