using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>Rooms and times under each other, days or times beside each other.</summary>
internal sealed class SlotGrid
{
    internal sealed record Line(string Head, string Under, IReadOnlyList<IReadOnlyList<SlotRow>> Cells);

    private SlotGrid(IReadOnlyList<string> columns, IReadOnlyList<Line> lines, Func<SlotRow, string> link, bool planner) => (Columns, Lines, Link, Planner) = (columns, lines, link, planner);

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<Line> Lines { get; }

    public Func<SlotRow, string> Link { get; }

    /// <summary>Sees who is expected; others see what is free.</summary>
    public bool Planner { get; }

    /// <summary>Of a day: a line per room, a column per time. Of a week: a line per time and room, a column per day.</summary>
    public static SlotGrid Of(IReadOnlyList<SlotRow> slots, DateOnly day, bool week, DateOnly today, Func<SlotRow, string> link, bool planner)
    {
        var libraries = slots.Select(s => s.LibraryId).Distinct().Count() > 1;
        string Place(SlotRow s) => libraries ? $"{s.Library}, {s.Room}" : s.Room;
        if (!week)
        {
            var times = slots.Select(s => s.Times).Distinct().Order(StringComparer.Ordinal).ToList();
            return new SlotGrid(times, [.. slots.GroupBy(s => (s.LibraryId, s.RoomId)).OrderBy(g => Place(g.First()), StringComparer.CurrentCulture)
                .Select(g => new Line(g.First().Room, libraries ? g.First().Library : "", [.. times.Select(t => (IReadOnlyList<SlotRow>)[.. g.Where(s => s.Times == t)])]))], link, planner);
        }

        var days = Enumerable.Range(0, 7).Select(day.AddDays).Where(d => d.DayOfWeek is not DayOfWeek.Sunday || slots.Any(s => s.Day == d)).Where(d => d.DayOfWeek is not DayOfWeek.Saturday || slots.Any(s => s.Day == d)).ToList();
        return new SlotGrid([.. days.Select(d => Show.Day(d, today))], [.. slots.GroupBy(s => (s.Times, s.RoomId)).OrderBy(g => g.Key.Times, StringComparer.Ordinal).ThenBy(g => Place(g.First()), StringComparer.CurrentCulture)
            .Select(g => new Line(g.Key.Times, Place(g.First()), [.. days.Select(d => (IReadOnlyList<SlotRow>)[.. g.Where(s => s.Day == d)])]))], link, planner);
    }

    /// <summary>What a cell says, in a word or two.</summary>
    public string Word(SlotRow s, Text text, DateTimeOffset now) => !s.Open ? text["gesloten"] : s.NoSupervision ? text["geen begeleiding"]
        : Planner ? text["{0} van {1}", s.Taken, s.Places]
        : s.Ends <= now ? text["voorbij"] : s.Free > 0 ? text["{0} vrij", s.Free] : text["vol"];

    /// <summary>How it looks, on top of the word: free, full, closed, unsupervised.</summary>
    public string Look(SlotRow s, DateTimeOffset now) => !s.Open ? "closed" : s.NoSupervision ? "unsupervised" : s.Ends <= now ? "past" : (Planner ? s.Taken + s.Held < s.Places : s.Free > 0) ? "free" : "full";
}
