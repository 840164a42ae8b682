using InBeeld.Frames.Exports;
using InBeeld.Capabilities.Contact.Pictures;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Contact.BoardOverview;

/// <summary>The table of schools as it is chosen in the address: for the page and for its export.</summary>
/// <param name="Path">The page it stands on.</param>
/// <param name="As">"table": the weeks as shares with their N instead of small lines.</param>
internal sealed record SchoolTable(FiguresView View, string Path, string? As)
{
    public bool Weeks => As == "table";

    public string Address(string? sort = null, string? level = null, string? @as = null)
    {
        var choices = new (string Name, string? Value)[] { ("as", @as ?? (Weeks ? "table" : null)), ("level", level ?? View.Level), ("sort", sort ?? (View.Sort == FiguresView.Sorts[0] ? null : View.Sort)) };
        var query = string.Join('&', choices.Where(c => !string.IsNullOrEmpty(c.Value)).Select(c => $"{c.Name}={Uri.EscapeDataString(c.Value!)}"));
        return query.Length == 0 ? Path : Path + "?" + query;
    }

    /// <summary>"ascending" or "descending" on the column that is sorted by; null on the others.</summary>
    public string? Sorted(string column) => View.Sort != column ? null : column is "name" or "share" ? "ascending" : "descending";

    public List<string> Headers(Text text) =>
    [
        text["School"], text["Soort onderwijs"], text["Plaats"], text["Kinderen"], text["Uit beeld"], text["Te laat"], text["Aan de beurt"], text["In beeld"], text["Telt niet mee"], text["Aandeel in beeld"],
        .. SchoolWeeks().SelectMany(w => new[] { text["week {0} bereikt", w.Label], text["week {0} kinderen", w.Label] }),
    ];

    public List<Cell[]> Rows(Text text)
    {
        var rows = View.Schools.Select(s => s.Shown
            ? Line(s.Name, text[FiguresView.LevelWord(s.Level)], s.Place, s.Now, w => View.Of(s, w))
            : [s.Name, text[FiguresView.LevelWord(s.Level)], s.Place, text[s.TooSmall ? "te klein om te tonen" : "nog geen klassenlijst"], .. Enumerable.Repeat(Cell.Empty, 6 + (2 * SchoolWeeks().Count()))]).ToList();
        rows.Add(Line(text["Samen, van de scholen met cijfers"], "", "", View.Now, View.Total));
        return rows;
    }

    private Cell[] Line(string name, string level, string place, StateCounts now, Func<WeekColumn, Reach> of) =>
    [
        name, level, place, now.Counted + now.Absent, now.Out, now.Late, now.Due, now.In, now.Absent, Cell.Share(now.In, now.Counted),
        .. SchoolWeeks().SelectMany(w => of(w) is { Of: > 0 } reach ? new Cell[] { reach.Reached, reach.Of } : [Cell.Empty, Cell.Empty]),
    ];

    private IEnumerable<WeekColumn> SchoolWeeks() => View.Spark.Where(w => !w.Holiday);
}
