namespace InBeeld.Planning.Seats;

/// <summary>Looks for what is probably wrong in a drawing of a room. Changes nothing and refuses nothing.</summary>
public static class RoomCheck
{
    /// <summary>Seats nearer to each other than this, in metres, overlap.</summary>
    public const double Overlap = 0.30;

    /// <summary>Ends of walls nearer than this, in metres, meet.</summary>
    public const double Tolerance = 0.02;

    /// <summary>A rule of more than this, in metres, is doubtful.</summary>
    public const double LargestDistance = 10;

    private const double WidestRoom = 200;
    private const double FarthestSeats = 20;
    private const double WidestDoor = 2.5;

    /// <returns>What was found: unit and distance first, then walls, then seats. Empty when nothing is wrong.</returns>
    public static IReadOnlyList<RoomFinding> Find(RoomDrawing room)
    {
        var found = new List<RoomFinding>();
        if (Unit(room) is { } unit)
            found.Add(unit);
        if (room.Distance == 0)
            found.Add(new DistanceNone());
        if (room.Distance > LargestDistance)
            found.Add(new DistanceLarge(room.Distance, new double?[] { 0.01, 0.001 }.FirstOrDefault(f => room.Distance * f is >= 0.5 and <= 5)));
        var gaps = Gaps(room.Walls).ToList();
        found.AddRange(gaps);
        found.AddRange(Outside(room, gaps));
        found.AddRange(Overlaps(room.Seats));
        return found;
    }

    private static UnitDoubtful? Unit(RoomDrawing room)
    {
        List<Point> all = [.. room.Seats.Select(At), .. room.Outline ?? [], .. room.Walls.SelectMany(w => new Point[] { new(w.X1, w.Y1), new(w.X2, w.Y2) })];
        if (all.Count == 0)
            return null;
        var width = Math.Max(all.Max(p => p.X) - all.Min(p => p.X), all.Max(p => p.Y) - all.Min(p => p.Y));
        double? nearest = null;
        if (room.Seats.Count > 1)
        {
            var near = Nearest(room.Seats);
            Array.Sort(near);
            nearest = near[near.Length / 2];
        }

        if (width <= WidestRoom && !(nearest > FarthestSeats))
            return null;
        // Seats stand about one metre apart, rooms are about twelve metres wide.
        double Off(double factor) => Math.Abs(Math.Log((nearest > 0 ? nearest.Value : width / 12) * factor));
        return new UnitDoubtful(width, nearest, Off(0.001) < Off(0.01) ? 0.001 : 0.01);
    }

    /// <summary>Sorted by x, so that only seats that are near in x are compared.</summary>
    private static double[] Nearest(IReadOnlyList<Seat> seats)
    {
        var order = seats.OrderBy(s => s.X).ToArray();
        var nearest = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var best = double.PositiveInfinity;
            for (var j = i - 1; j >= 0 && order[i].X - order[j].X < best; j--)
                best = Math.Min(best, Geometry.Distance(At(order[i]), At(order[j])));
            for (var j = i + 1; j < order.Length && order[j].X - order[i].X < best; j++)
                best = Math.Min(best, Geometry.Distance(At(order[i]), At(order[j])));
            nearest[i] = best;
        }

        return nearest;
    }

    private static IEnumerable<WallsOpen> Gaps(IReadOnlyList<Segment> walls)
    {
        var open = new List<WallsOpen>();
        for (var w = 0; w < walls.Count; w++)
        {
            foreach (var end in new Point[] { new(walls[w].X1, walls[w].Y1), new(walls[w].X2, walls[w].Y2) })
            {
                var (gap, other, towards) = (double.PositiveInfinity, -1, end);
                for (var u = 0; u < walls.Count; u++)
                {
                    // A wall may turn back onto itself only when it is a dot.
                    if (u == w)
                        continue;
                    var near = Geometry.Nearest(walls[u], end);
                    if (Geometry.Distance(near, end) is var d && d < gap - 1e-12)
                        (gap, other, towards) = (d, u, near);
                }

                if (gap > Tolerance)
                    open.Add(new WallsOpen(w, other < 0 ? null : other, end, towards, other < 0 ? 0 : gap));
            }
        }

        // Two ends that face each other are one gap.
        return open.Where((o, i) => !open.Take(i).Any(e => e.Other is not null && Geometry.Distance(e.At, o.Towards) < Tolerance && Geometry.Distance(o.At, e.Towards) < Tolerance));
    }

    private static IEnumerable<SeatOutside> Outside(RoomDrawing room, List<WallsOpen> gaps)
    {
        List<IReadOnlyList<Point>> shapes;
        IReadOnlyList<Segment> sides;
        if (room.Outline is { Count: > 2 } outline)
        {
            shapes = [outline];
            sides = [.. Geometry.Sides(outline)];
        }
        else
        {
            // A gap as wide as a door does not make what is behind it outside.
            sides = [.. room.Walls, .. gaps.Where(g => g.Other is not null && g.Metres <= WidestDoor).Select(g => new Segment(g.At.X, g.At.Y, g.Towards.X, g.Towards.Y))];
            shapes = Enclosure.Of(sides, Tolerance);
        }

        if (shapes.Count == 0)
            yield break;
        foreach (var seat in room.Seats)
        {
            var at = At(seat);
            if (shapes.Exists(s => Geometry.Inside(s, at)))
                continue;
            var away = sides.Min(s => Geometry.Distance(Geometry.Nearest(s, at), at));
            if (away > Tolerance)
                yield return new SeatOutside(seat.Id, away);
        }
    }

    private static IEnumerable<SeatsOverlap> Overlaps(IReadOnlyList<Seat> seats)
    {
        var nearest = new Dictionary<int, (int Other, double Metres)>();
        foreach (var (a, b) in ConflictGraph.Pairs(seats, Overlap))
        {
            var apart = Geometry.Distance(At(seats[a]), At(seats[b]));
            if (apart < Overlap - 1e-9 && (!nearest.TryGetValue(b, out var had) || apart < had.Metres))
                nearest[b] = (a, apart);
        }

        return nearest.OrderBy(n => n.Key).Select(n => new SeatsOverlap(seats[n.Key].Id, seats[n.Value.Other].Id, n.Value.Metres));
    }

    private static Point At(Seat seat) => new(seat.X, seat.Y);
}
