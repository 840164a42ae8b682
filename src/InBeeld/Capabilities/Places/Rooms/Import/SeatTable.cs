using System.Globalization;
using CsvHelper;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Places.Rooms.Import;

/// <summary>A table of seats: a name, two places in metres, and what the seat has. Headings in Dutch or English, numbers with a comma or a point.</summary>
internal static class SeatTable
{
    private const int MostRows = 20_000;
    private static readonly char[] Delimiters = [';', '\t', ',', '|'];
    private static readonly string[] Yes = ["1", "ja", "j", "yes", "y", "true", "waar", "x", "v", "✓"];
    private static readonly string[] No = ["", "0", "nee", "n", "no", "false", "onwaar", "-"];

    private static readonly (string Field, string[] Names)[] Headings =
    [
        ("label", ["label", "naam", "name", "plek", "plaats", "stoel", "seat", "nummer", "nr", "number", "id"]),
        ("x", ["x", "links"]),
        ("y", ["y", "boven"]),
        ("accessible", ["accessible", "rolstoel", "toegankelijk", "wheelchair"]),
        ("socket", ["socket", "stopcontact", "stroom"]),
        ("quiet", ["quiet", "stil"]),
        ("computer", ["computer", "pc"]),
    ];

    /// <exception cref="RoomFileException">No heading with x and y, or no rows.</exception>
    public static ReadRoom Read(string text)
    {
        var first = text.AsSpan().TrimStart();
        var end = first.IndexOfAny('\r', '\n');
        var heading = (end < 0 ? first : first[..end]).ToString();
        var delimiter = Delimiters.MaxBy(d => heading.Count(c => c == d));
        try
        {
            return Read(text, delimiter);
        }
        catch (Exception broken) when (broken is CsvFormatException or CsvValidationException or ArgumentException or FormatException or OverflowException or InvalidOperationException or IOException)
        {
            throw new RoomFileException("Deze tabel is niet te lezen. Sluit elk aanhalingsteken en probeer het opnieuw.");
        }
    }

    private static ReadRoom Read(string text, char delimiter)
    {
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { Separator = delimiter, HasHeader = false, TrackLineNumbers = true, IncludeValuesInExceptions = false, OnMalformedRecord = _ => { } });
        Dictionary<string, int>? columns = null;
        string[] names = [];
        double? unit = null;
        var rows = 0;
        var seats = new List<DraftSeat>();
        var problems = new List<RowProblem>();
        var labels = new HashSet<string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = csv.GetString(i).Trim();
            }

            if (cells.All(c => c.Length == 0))
            {
                continue;
            }

            if (columns is null)
            {
                (names, columns) = (cells, Columns(cells));
                unit = UnitOf(cells);
                continue;
            }

            if (++rows > MostRows)
            {
                throw new RoomFileException("De tabel heeft meer dan {0} regels.", MostRows);
            }

            var row = (int)csv.LineNumber;
            if (Seat(cells, columns, names, rows, out var problem) is { } seat)
            {
                if (labels.Add(seat.Label))
                {
                    seats.Add(seat);
                    continue;
                }

                problem = (Named("label"), new Refusal("", "De naam {0} staat er al.", seat.Label));
            }

            problems.Add(new RowProblem(row, problem!.Value.Field, problem.Value.Why, string.Join(delimiter, cells.Select(c => Quoted(c, delimiter)))));
        }

        if (columns is null || seats.Count + problems.Count == 0)
        {
            throw new RoomFileException("De tabel heeft geen regels met stoelen.");
        }

        var draft = new RoomDraft { Seats = seats, Unit = unit, SeatsOnly = true }.Fitted();
        return new ReadRoom(unit is { } factor ? draft.Times(factor) : draft, "csv", problems, string.Join(delimiter, names.Select(c => Quoted(c, delimiter))));

        string Named(string field) => columns!.TryGetValue(field, out var at) ? names[at] : field;
    }

    private static DraftSeat? Seat(string[] cells, Dictionary<string, int> columns, string[] names, int row, out (string Field, Refusal Why)? problem)
    {
        problem = null;
        string Cell(string field) => columns.TryGetValue(field, out var at) && at < cells.Length ? cells[at] : "";
        string Named(string field) => columns.TryGetValue(field, out var at) ? names[at] : field;
        var label = columns.ContainsKey("label") ? Cell("label") : row.ToString(CultureInfo.InvariantCulture);
        if (label.Length is < 1 or > 12)
        {
            problem = (Named("label"), Refusal.Of("Geef de stoel een naam van hooguit 12 tekens."));
            return null;
        }

        var places = new double[2];
        foreach (var (field, i) in (ReadOnlySpan<(string, int)>)[("x", 0), ("y", 1)])
        {
            if (Number(Cell(field)) is not { } number)
            {
                problem = (Named(field), Refusal.Of("“{0}” is geen getal, zoals 1,5.", Short(Cell(field))));
                return null;
            }

            places[i] = number;
        }

        var has = new bool[4];
        string[] kinds = ["accessible", "socket", "quiet", "computer"];
        for (var i = 0; i < has.Length; i++)
        {
            var cell = Cell(kinds[i]).ToLowerInvariant();
            if (!Yes.Contains(cell) && !No.Contains(cell))
            {
                problem = (Named(kinds[i]), Refusal.Of("“{0}” is geen ja of nee.", Short(cell)));
                return null;
            }

            has[i] = Yes.Contains(cell);
        }

        return new DraftSeat(label, places[0], places[1], has[0], has[1], has[2], has[3]);
    }

    /// <summary>With a comma or a point before the decimals; null: no number, or one that is no place in a building.</summary>
    public static double? Number(string typed)
    {
        var text = typed.Trim().Replace(" ", "", StringComparison.Ordinal);
        text = text.Contains(',', StringComparison.Ordinal) ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= 1_000_000 ? number : null;
    }

    private static Dictionary<string, int> Columns(string[] cells)
    {
        var columns = new Dictionary<string, int>();
        for (var i = 0; i < cells.Length; i++)
        {
            var word = Plain(cells[i]);
            if (Headings.FirstOrDefault(h => h.Names.Contains(word)).Field is { } field)
            {
                columns.TryAdd(field, i);
            }
        }

        return columns.ContainsKey("x") && columns.ContainsKey("y") ? columns : throw new RoomFileException("Zet boven de tabel koppen, met ten minste x en y.");
    }

    // "X (mm)" and "x in cm" say their unit.
    private static string Plain(string heading) => heading.Trim('"', ' ', '\uFEFF').ToLowerInvariant().Split(['(', '[', ' ', '_'], 2)[0];

    private static double? UnitOf(string[] cells)
    {
        var heading = cells.FirstOrDefault(c => Plain(c) == "x")?.ToLowerInvariant() ?? "";
        return heading.Contains("mm", StringComparison.Ordinal) ? 0.001 : heading.Contains("cm", StringComparison.Ordinal) ? 0.01 : heading.EndsWith("(m)", StringComparison.Ordinal) || heading.Contains("meter", StringComparison.Ordinal) ? 1 : null;
    }

    private static string Short(string cell) => cell.Length > 30 ? cell[..30] + "…" : cell;

    private static string Quoted(string cell, char delimiter) => cell.AsSpan().IndexOfAny([delimiter, '"', '\n', '\r']) >= 0 ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell;
}
