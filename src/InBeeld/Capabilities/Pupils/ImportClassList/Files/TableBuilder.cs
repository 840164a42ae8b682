namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>
/// Makes a table from rows as they come: finds the row with the headers, fits each row to it, names the rows that do not
/// fit. The rules are the same for CSV and XLSX, but that a sheet leaves empty cells out.
/// </summary>
internal sealed class TableBuilder(TableLimits limits, bool padShortRows)
{
    // A title and a few lines about the school may stand above the headers.
    private const int RowsBeforeHeader = 10;

    private readonly List<TableRow> start = [];
    private readonly List<TableRow> rows = [];
    private readonly List<RejectedRow> rejected = [];
    private List<string>? headers;

    /// <exception cref="RefusedException">Too many rows or columns.</exception>
    public void Add(int line, IReadOnlyList<string> cells)
    {
        var used = Used(cells);
        if (used == 0)
        {
            return;
        }

        if (used > limits.MaxColumns)
        {
            throw new RefusedException(new Reason(ReasonCode.TooManyColumns, limits.MaxColumns));
        }

        if (start.Count + rows.Count + rejected.Count > limits.MaxRows)
        {
            throw new RefusedException(new Reason(ReasonCode.TooManyRows, limits.MaxRows));
        }

        if (headers is not null)
        {
            Fit(new TableRow(line, cells));
            return;
        }

        start.Add(new TableRow(line, cells));
        if (IsHeader(cells) || start.Count == RowsBeforeHeader)
        {
            ChooseHeader();
        }
    }

    /// <exception cref="RefusedException">There is no header, or nothing below it.</exception>
    public (IReadOnlyList<string> Headers, IReadOnlyList<TableRow> Rows, IReadOnlyList<RejectedRow> Rejected) Finish()
    {
        if (headers is null)
        {
            if (start.Count == 0)
            {
                throw new RefusedException(new Reason(ReasonCode.EmptyFile));
            }

            ChooseHeader();
        }

        return rows.Count + rejected.Count == 0
            ? throw new RefusedException(new Reason(ReasonCode.HeaderOnly))
            : (headers!, rows, rejected);
    }

    private static bool IsHeader(IReadOnlyList<string> cells) => cells.Count(HeaderNames.IsKnown) >= 2;

    private void ChooseHeader()
    {
        var at = Math.Max(0, start.FindIndex(row => IsHeader(row.Cells)));
        var cells = start[at].Cells;
        headers = [.. cells.Take(Used(cells)).Select(cell => NameText.OrNull(cell) ?? "")];
        foreach (var row in start.Skip(at + 1))
        {
            Fit(row);
        }

        start.Clear();
    }

    private void Fit(TableRow row)
    {
        var expected = headers!.Count;
        if (Used(row.Cells) > expected)
        {
            Reject(row, new Reason(ReasonCode.TooManyCells, expected, row.Cells.Count));
        }
        else if (row.Cells.Count < expected && !padShortRows)
        {
            Reject(row, new Reason(ReasonCode.TooFewCells, expected, row.Cells.Count));
        }
        else if (row.Cells.Any(cell => cell.Length > limits.MaxCellLength))
        {
            Reject(row, new Reason(ReasonCode.CellTooLong, limits.MaxCellLength));
        }
        else
        {
            var cells = new string[expected];
            for (var i = 0; i < expected; i++)
            {
                cells[i] = i < row.Cells.Count ? row.Cells[i] : "";
            }

            rows.Add(row with { Cells = cells });
        }
    }

    private void Reject(TableRow row, Reason reason) => rejected.Add(new RejectedRow(row.Line, null, null, reason));

    // Programs write empty cells behind the last one that counts.
    private static int Used(IReadOnlyList<string> cells)
    {
        var used = cells.Count;
        while (used > 0 && string.IsNullOrWhiteSpace(cells[used - 1]))
        {
            used--;
        }

        return used;
    }
}
