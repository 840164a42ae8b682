using System.Globalization;
using System.Text.Json;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Places.Rooms.Drawing;

/// <summary>One thing that was done to the drawing.</summary>
/// <param name="Tool">wall, door, window, screen, table, seat, word or remove.</param>
/// <param name="X">Metres; the first end or corner.</param>
/// <param name="X2">The other end or corner; the last seat of a row.</param>
/// <param name="Text">The word, or the name of the seat.</param>
/// <param name="Count">So many seats from the first place to the other.</param>
internal sealed record Piece(string Tool, double X, double Y, double? X2 = null, double? Y2 = null, string Text = "", int Count = 1);

/// <summary>What was done so far, one after another; undoing takes the last away. Travels in the form, as nothing is kept before.</summary>
internal static class Pieces
{
    public const int Most = 1000;

    public static readonly IReadOnlyList<string> Tools = ["seat", "table", "wall", "screen", "door", "window", "word", "remove"];

    public static string Word(string tool) => tool switch { "table" => "Tafel", "wall" => "Muur", "screen" => "Scherm", "door" => "Deur", "window" => "Raam", "word" => "Woord", "remove" => "Gum", _ => "Stoel" };

    public static List<Piece> Read(string? kept)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<List<Piece>>(kept ?? "", RoomPlan.Json) ?? []).Where(p => p is { Tool: not null, Text: not null } && Tools.Contains(p.Tool)).Take(Most)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static string Keep(List<Piece> pieces) => JsonSerializer.Serialize(pieces, RoomPlan.Json);

    /// <summary>Adds a piece to the drawing, or says what is missing.</summary>
    public static Refusal? Do(RoomDraft draft, Piece p)
    {
        bool In(double? x, double? y) => x >= 0 && x <= draft.Width && y >= 0 && y <= draft.Height;
        if (!In(p.X, p.Y))
        {
            return new Refusal("X", "Kies een punt in de zaal: van 0 tot {0} en van 0 tot {1} meter.", Told(draft.Width), Told(draft.Height));
        }

        var two = p.Tool is "wall" or "door" or "window" or "screen" or "table";
        if ((two || p.Count > 1) && (!In(p.X2, p.Y2) || (p.X == p.X2 && p.Y == p.Y2)))
        {
            return new Refusal("X2", "Kies ook een tweede punt in de zaal.");
        }

        double[][] Line() => [[p.X, p.Y], [p.X2!.Value, p.Y2!.Value]];
        switch (p.Tool)
        {
            case "wall":
                draft.Plan.Walls.Add(Line());
                break;
            case "door":
                draft.Plan.Doors.Add(Line());
                break;
            case "window":
                draft.Plan.Windows.Add(Line());
                break;
            case "screen":
                draft.Plan.Screens.Add(Line());
                break;
            case "table" when p.X == p.X2 || p.Y == p.Y2:
                return new Refusal("X2", "Een tafel heeft twee hoeken die schuin tegenover elkaar liggen.");
            case "table":
                draft.Plan.Tables.Add([Math.Min(p.X, p.X2!.Value), Math.Min(p.Y, p.Y2!.Value), Math.Abs(p.X - p.X2.Value), Math.Abs(p.Y - p.Y2.Value)]);
                break;
            case "word" when p.Text.Trim().Length is < 1 or > 60:
                return new Refusal("Text", "Schrijf een woord van hooguit 60 tekens.");
            case "word":
                draft.Plan.Words.Add(new PlanWord(p.X, p.Y, p.Text.Trim()));
                break;
            case "remove":
                return Remove(draft, p.X, p.Y) ? null : new Refusal("X", "Op dit punt staat niets.");
            default:
                return Seats(draft, p);
        }

        return null;
    }

    private static Refusal? Seats(RoomDraft draft, Piece p)
    {
        var count = Math.Clamp(p.Count, 1, 100);
        var names = draft.Seats.Select(s => s.Label).ToHashSet(StringComparer.Ordinal);
        if (p.Text.Trim().Length > 12)
        {
            return new Refusal("Text", "Geef de stoel een naam van hooguit 12 tekens.");
        }

        if (p.Text.Trim().Length > 0 && names.Contains(p.Text.Trim()))
        {
            return new Refusal("Text", "De naam {0} staat er al.", p.Text.Trim());
        }

        if (draft.Seats.Count + count > RoomDraft.MostSeats)
        {
            return new Refusal("X", "Meer dan {0} stoelen in een zaal kan niet.", RoomDraft.MostSeats);
        }

        var next = 1;
        for (var i = 0; i < count; i++)
        {
            var label = i == 0 ? p.Text.Trim() : "";
            for (; label.Length == 0; next++)
            {
                var free = next.ToString(CultureInfo.InvariantCulture);
                label = names.Contains(free) ? "" : free;
            }

            names.Add(label);
            var share = count == 1 ? 0 : (double)i / (count - 1);
            draft.Seats.Add(new DraftSeat(label, Math.Round(p.X + (((p.X2 ?? p.X) - p.X) * share), 2), Math.Round(p.Y + (((p.Y2 ?? p.Y) - p.Y) * share), 2)));
        }

        return null;
    }

    /// <summary>What is nearest to the point, within half a metre; seats before words and lines, tables when the point lies on them.</summary>
    private static bool Remove(RoomDraft draft, double x, double y)
    {
        const double reach = 0.5;
        double Away(double px, double py) => Math.Sqrt(((px - x) * (px - x)) + ((py - y) * (py - y)));
        if (draft.Seats.MinBy(s => Away(s.X, s.Y)) is { } seat && Away(seat.X, seat.Y) <= reach)
        {
            return draft.Seats.Remove(seat);
        }

        if (draft.Plan.Words.MinBy(w => Away(w.X, w.Y)) is { } word && Away(word.X, word.Y) <= reach)
        {
            return draft.Plan.Words.Remove(word);
        }

        var lines = new[] { draft.Plan.Screens, draft.Plan.Doors, draft.Plan.Windows, draft.Plan.Walls }.SelectMany(all => all.Where(RoomPlan.IsLine).Select(line => (All: all, Line: line, Away: FromLine(line, x, y)))).ToList();
        if (lines.Count > 0 && lines.MinBy(l => l.Away) is var near && near.Away <= reach / 2)
        {
            return near.All.Remove(near.Line);
        }

        return draft.Plan.Tables.FindLast(t => x >= t[0] && x <= t[0] + t[2] && y >= t[1] && y <= t[1] + t[3]) is { } table && draft.Plan.Tables.Remove(table);
    }

    private static double FromLine(double[][] line, double x, double y)
    {
        var (a, b) = (line[0], line[1]);
        var (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        var length = (dx * dx) + (dy * dy);
        var at = length == 0 ? 0 : Math.Clamp((((x - a[0]) * dx) + ((y - a[1]) * dy)) / length, 0, 1);
        return Math.Sqrt(Math.Pow(a[0] + (at * dx) - x, 2) + Math.Pow(a[1] + (at * dy) - y, 2));
    }

    private static string Told(double metres) => metres.ToString("0.##", CultureInfo.CurrentCulture);
}
