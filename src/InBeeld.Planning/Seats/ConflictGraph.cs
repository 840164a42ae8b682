namespace InBeeld.Planning.Seats;

/// <summary>Which seats cannot be used together. Built with a grid of cells as wide as the distance, so that only near seats are compared.</summary>
internal static class ConflictGraph
{
    private const double Rounding = 1e-9;

    /// <summary>Seats nearer than this are one seat, also with a rule of 0 metres.</summary>
    private const double SamePlace = 0.01;

    /// <summary>Metres; nothing on earth is farther, whatever the unit.</summary>
    private const double Largest = 1e8;

    /// <returns>For each seat the others it conflicts with, ascending.</returns>
    public static int[][] Build(SeatProblem problem)
    {
        var seats = problem.Seats;
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < seats.Count; i++)
        {
            if (!index.TryAdd(seats[i].Id, i))
                throw new SeatProblemException($"seats: the id \"{seats[i].Id}\" stands there twice.");
        }

        var near = new List<int>[seats.Count];
        for (var i = 0; i < near.Length; i++)
            near[i] = [];
        if (problem.Conflicts is { } conflicts)
        {
            foreach (var (one, other) in conflicts)
            {
                if (!index.TryGetValue(one, out var a) || !index.TryGetValue(other, out var b))
                    throw new SeatProblemException($"conflicts: [\"{one}\", \"{other}\"] names a seat that does not exist.");
                if (a == b)
                    throw new SeatProblemException($"conflicts: \"{one}\" is in conflict with itself.");
                near[a].Add(b);
                near[b].Add(a);
            }
        }
        else
        {
            Check(problem);
            foreach (var (a, b) in Pairs(seats, Math.Max(problem.Distance, SamePlace)))
            {
                var apart = Math.Sqrt(Square(seats[a].X - seats[b].X) + Square(seats[a].Y - seats[b].Y));
                if (apart < SamePlace - Rounding || (apart < problem.Distance - Rounding && !problem.Separators.Any(s => Between(s, seats[a], seats[b]))))
                {
                    near[a].Add(b);
                    near[b].Add(a);
                }
            }
        }

        return [.. near.Select(list => list.Distinct().Order().ToArray())];
    }

    private static void Check(SeatProblem problem)
    {
        if (!(problem.Distance is >= 0 and <= Largest))
            throw new SeatProblemException($"distance: {problem.Distance} is not a distance in metres of 0 or more.");
        if (problem.Seats.FirstOrDefault(s => !(Math.Abs(s.X) <= Largest && Math.Abs(s.Y) <= Largest)) is { } odd)
            throw new SeatProblemException($"seats: \"{odd.Id}\" has no place in the room.");
    }

    /// <summary>All pairs nearer than <paramref name="reach"/> and some others; the first is the earlier in the list.</summary>
    public static IEnumerable<(int, int)> Pairs(IReadOnlyList<Seat> seats, double reach)
    {
        var cells = new Dictionary<(long, long), List<int>>();
        for (var i = 0; i < seats.Count; i++)
        {
            var (cx, cy) = ((long)Math.Floor(seats[i].X / reach), (long)Math.Floor(seats[i].Y / reach));
            for (var x = cx - 1; x <= cx + 1; x++)
            {
                for (var y = cy - 1; y <= cy + 1; y++)
                {
                    foreach (var j in cells.GetValueOrDefault((x, y)) ?? [])
                        yield return (j, i);
                }
            }

            if (!cells.TryGetValue((cx, cy), out var cell))
                cells[(cx, cy)] = cell = [];
            cell.Add(i);
        }
    }

    /// <summary>Touching the end of a wall counts as behind it: walls are often drawn in pieces. A wall along the line of sight does not.</summary>
    private static bool Between(Segment s, Seat a, Seat b)
    {
        var (one, two) = (Side(a.X, a.Y, b.X, b.Y, s.X1, s.Y1), Side(a.X, a.Y, b.X, b.Y, s.X2, s.Y2));
        var (three, four) = (Side(s.X1, s.Y1, s.X2, s.Y2, a.X, a.Y), Side(s.X1, s.Y1, s.X2, s.Y2, b.X, b.Y));
        return three * four < 0 && one * two <= 0;
    }

    private static double Side(double ax, double ay, double bx, double by, double x, double y) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);

    private static double Square(double v) => v * v;
}
