using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Kernel;
using InBeeld.Planning;
using InBeeld.Planning.Placing;

namespace InBeeld.Capabilities.Places.Rooms.Fit;

/// <summary>So many places fit in an empty room; no more than the bound can.</summary>
internal sealed record Fitted(RoomDraft Draft, int Count, int Bound, double Seconds)
{
    public bool Proven => Count >= Bound;
}

/// <summary>Places with a table each, free in an empty room: as many as keep the distance. What stands there (tables, inner walls) stays free.</summary>
internal static class FitTables
{
    public const double MostSeconds = 5;
    private const double Thin = 0.05;
    private const int MostObstacles = 200;

    /// <param name="distance">Metres between two places, more than 0.</param>
    /// <param name="margin">Metres between a place and walls or tables.</param>
    /// <param name="table">With a table of 70 by 50 centimetres before each seat.</param>
    public static Outcome<Fitted> Run(RoomDraft room, double distance, double margin, bool table, CancellationToken ct)
    {
        List<Point> outline = room.Plan.Outline.Count > 2 ? [.. room.Plan.Corners] : [new(0, 0), new(room.Width, 0), new(room.Width, room.Height), new(0, room.Height)];
        List<IReadOnlyList<Point>> inside = [.. room.Plan.Tables.Select(t => Box(t[0], t[1], t[0] + t[2], t[1] + t[3])), .. room.Plan.WallPieces.Select(Wall)];
        if (inside.Count > MostObstacles)
        {
            return Refusal.Of("In deze zaal staat te veel. Dit kan alleen in een lege zaal.");
        }

        try
        {
            var open = new OpenRoom(outline, inside);
            var placed = Placer.Most(new PlacingProblem(open, distance, margin), new Limits(MostSeconds / 2), cancel: ct);
            if (Rounding(placed.Centres, distance))
            {
                // Kept to the centimetre they would be a hair too near: then a hair farther apart.
                placed = placed with { Centres = Placer.Most(new PlacingProblem(open, distance + 0.015, margin), new Limits(MostSeconds / 2), cancel: ct).Centres };
            }

            if (placed.Count > RoomDraft.MostSeats)
            {
                return Refusal.Of("Meer dan {0} stoelen in een zaal kan niet.", RoomDraft.MostSeats);
            }

            var draft = RoomDraft.Read(room.Kept())!;
            var number = 0;
            foreach (var p in placed.Centres.OrderBy(p => Math.Round(p.Y, 1)).ThenBy(p => p.X))
            {
                draft.Seats.Add(new DraftSeat((++number).ToString(System.Globalization.CultureInfo.InvariantCulture), Math.Round(p.X, 2), Math.Round(p.Y, 2)));
                if (table)
                {
                    draft.Plan.Tables.Add([Math.Round(p.X - 0.35, 2), Math.Round(Math.Max(0, p.Y - 0.75), 2), 0.7, 0.5]);
                }
            }

            return new Fitted(draft, placed.Count, placed.UpperBound, placed.Seconds);
        }
        catch (PlacingException)
        {
            return Refusal.Of("Hiervoor moet de zaal vier muren hebben en niet te groot zijn.");
        }
    }

    private static bool Rounding(IReadOnlyList<Point> centres, double distance)
    {
        List<Point> kept = [.. centres.Select(p => new Point(Math.Round(p.X, 2), Math.Round(p.Y, 2))).OrderBy(p => p.X)];
        for (var i = 0; i < kept.Count; i++)
        {
            for (var j = i + 1; j < kept.Count && kept[j].X - kept[i].X < distance; j++)
            {
                if (Math.Sqrt(Math.Pow(kept[i].X - kept[j].X, 2) + Math.Pow(kept[i].Y - kept[j].Y, 2)) < distance - 1e-9)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Point[] Box(double left, double top, double right, double bottom) => [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];

    // A line as a thin plate.
    private static Point[] Wall(InBeeld.Planning.Seats.Segment s)
    {
        var (dx, dy) = (s.X2 - s.X1, s.Y2 - s.Y1);
        var length = Math.Max(1e-9, Math.Sqrt((dx * dx) + (dy * dy)));
        var (nx, ny) = (-dy / length * Thin / 2, dx / length * Thin / 2);
        return [new(s.X1 + nx, s.Y1 + ny), new(s.X2 + nx, s.Y2 + ny), new(s.X2 - nx, s.Y2 - ny), new(s.X1 - nx, s.Y1 - ny)];
    }
}
