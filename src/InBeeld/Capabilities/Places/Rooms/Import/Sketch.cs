using System.Globalization;
using InBeeld.Capabilities.Places.Rooms.Model;

namespace InBeeld.Capabilities.Places.Rooms.Import;

/// <summary>What a drawing is made of while it is read: lines that mean walls, doors, windows or screens; tables, seats and words.</summary>
internal sealed class Sketch
{
    private const double Farthest = 10_000_000;

    private readonly List<(double X, double Y, double Radius, string Label, string Said)> seats = [];
    private readonly RoomPlan plan = new();

    public int Skipped { get; private set; }

    public int Drawn => seats.Count + plan.Walls.Count + plan.Doors.Count + plan.Windows.Count + plan.Screens.Count + plan.Tables.Count + plan.Words.Count;

    /// <summary>What a layer, class or name says that something is.</summary>
    public static string Kind(string said) =>
        Has(said, "table", "tafel", "desk", "bureau") ? "table" : Has(said, "screen", "scherm") ? "screen" : Has(said, "door", "deur") ? "door" : Has(said, "window", "raam") ? "window" : Has(said, "seat", "stoel", "chair", "plek") ? "seat" : "";

    public void Skip() => Skipped++;

    /// <exception cref="RoomFileException">The drawing has more lines than a room has.</exception>
    public void Line(string kind, double x1, double y1, double x2, double y2)
    {
        if (!Near(x1) || !Near(y1) || !Near(x2) || !Near(y2) || (x1 == x2 && y1 == y2))
        {
            Skipped++;
            return;
        }

        if (Drawn >= RoomDraft.MostLines * 2)
        {
            throw new RoomFileException("De tekening heeft meer dan {0} lijnen. Laat weg wat niet nodig is.", RoomDraft.MostLines);
        }

        (kind switch { "screen" => plan.Screens, "door" => plan.Doors, "window" => plan.Windows, _ => plan.Walls }).Add([[x1, y1], [x2, y2]]);
    }

    public void Shape(string kind, IReadOnlyList<(double X, double Y)> points, bool closed)
    {
        if (points.Count < 2)
        {
            Skipped++;
        }
        else if (kind == "table")
        {
            Table(points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y));
        }
        else
        {
            for (var i = 1; i < points.Count; i++)
            {
                Line(kind, points[i - 1].X, points[i - 1].Y, points[i].X, points[i].Y);
            }

            if (closed && points.Count > 2 && points[^1] != points[0])
            {
                Line(kind, points[^1].X, points[^1].Y, points[0].X, points[0].Y);
            }
        }
    }

    public void Table(double left, double top, double right, double bottom)
    {
        if (Near(left) && Near(top) && Near(right) && Near(bottom) && right > left && bottom > top && Drawn < RoomDraft.MostLines * 2)
        {
            plan.Tables.Add([left, top, right - left, bottom - top]);
        }
        else
        {
            Skipped++;
        }
    }

    public void Seat(double x, double y, double radius, string label, string said)
    {
        if (Near(x) && Near(y) && seats.Count <= RoomDraft.MostLines * 2)
        {
            seats.Add((x, y, double.IsFinite(radius) ? Math.Abs(radius) : 0, label.Trim(), said));
        }
        else
        {
            Skipped++;
        }
    }

    public void Word(double x, double y, string text)
    {
        text = new string([.. text.Where(c => !char.IsControl(c))]).Trim();
        if (text.Length is > 0 and <= 60 && Near(x) && Near(y) && plan.Words.Count < 500)
        {
            plan.Words.Add(new PlanWord(x, y, text));
        }
        else
        {
            Skipped++;
        }
    }

    /// <param name="unit">How many metres one unit is, as the file says; null: it does not.</param>
    /// <exception cref="RoomFileException">Nothing was drawn.</exception>
    public ReadRoom Room(string kind, double? unit)
    {
        if (Drawn == 0)
        {
            throw new RoomFileException("In deze tekening staan geen muren en geen stoelen.");
        }

        // A word in a circle is the name of the seat.
        var named = seats.ConvertAll(s => s.Label.Length is > 0 and <= 12 ? s : s with { Label = plan.Words.Find(w => w.Text.Length <= 12 && Math.Abs(w.X - s.X) <= s.Radius && Math.Abs(w.Y - s.Y) <= s.Radius)?.Text ?? "" });
        var names = named.Select(s => s.Label).Where(l => l.Length > 0).ToHashSet(StringComparer.Ordinal);
        plan.Words.RemoveAll(w => names.Contains(w.Text) && named.Exists(s => s.Label == w.Text && Math.Abs(w.X - s.X) <= s.Radius && Math.Abs(w.Y - s.Y) <= s.Radius));
        var used = new HashSet<string>(StringComparer.Ordinal);
        var next = 0;
        var all = new List<DraftSeat>();
        foreach (var s in named.OrderBy(s => s.Y).ThenBy(s => s.X))
        {
            var label = s.Label;
            while (label.Length == 0 || !used.Add(label))
            {
                label = (++next).ToString(CultureInfo.InvariantCulture);
                label = names.Contains(label) ? "" : label;
            }

            all.Add(new DraftSeat(label, s.X, s.Y, Has(s.Said, "accessible", "rolstoel", "wheelchair"), Has(s.Said, "socket", "stopcontact"), Has(s.Said, "quiet", "stil"), Has(s.Said, "computer")));
        }

        var draft = new RoomDraft { Plan = plan, Seats = all, Unit = unit, SeatsOnly = !plan.Places().Any() }.Fitted();
        return new ReadRoom(unit is { } factor ? draft.Times(factor) : draft, kind, [], "", Skipped);
    }

    private static bool Near(double v) => double.IsFinite(v) && Math.Abs(v) <= Farthest;

    private static bool Has(string said, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (said.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
