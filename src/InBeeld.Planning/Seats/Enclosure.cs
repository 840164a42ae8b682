namespace InBeeld.Planning.Seats;

/// <summary>What a set of loose walls encloses: the outer border of each connected group of walls.
/// Walls are cut where they meet; the border is walked by always taking the next wall round a corner.</summary>
internal static class Enclosure
{
    /// <returns>Polygons; a wall that sticks out is walked up and down and counts for nothing by the even-odd rule.</returns>
    public static List<IReadOnlyList<Point>> Of(IReadOnlyList<Segment> walls, double tolerance)
    {
        var nodes = new List<Point>();
        var next = new List<SortedSet<int>>();
        var grid = new Dictionary<(long, long), List<int>>();
        for (var w = 0; w < walls.Count; w++)
        {
            var wall = walls[w];
            var (from, to) = (new Point(wall.X1, wall.Y1), new Point(wall.X2, wall.Y2));
            var cuts = new List<Point> { from, to };
            for (var u = 0; u < walls.Count; u++)
            {
                if (u != w)
                    Cut(wall, walls[u], tolerance, cuts);
            }

            var order = cuts.OrderBy(p => Geometry.Distance(from, p)).Select(Node).ToList();
            for (var i = 1; i < order.Count; i++)
            {
                if (order[i] == order[i - 1])
                    continue;
                next[order[i]].Add(order[i - 1]);
                next[order[i - 1]].Add(order[i]);
            }
        }

        return Walk(nodes, next);

        int Node(Point p)
        {
            var (cx, cy) = ((long)Math.Floor(p.X / tolerance), (long)Math.Floor(p.Y / tolerance));
            for (var x = cx - 1; x <= cx + 1; x++)
            {
                for (var y = cy - 1; y <= cy + 1; y++)
                {
                    foreach (var n in grid.GetValueOrDefault((x, y)) ?? [])
                    {
                        if (Geometry.Distance(nodes[n], p) <= tolerance)
                            return n;
                    }
                }
            }

            if (!grid.TryGetValue((cx, cy), out var cell))
                grid[(cx, cy)] = cell = [];
            cell.Add(nodes.Count);
            nodes.Add(p);
            next.Add([]);
            return nodes.Count - 1;
        }
    }

    /// <summary>Adds where the other wall touches or crosses this one.</summary>
    private static void Cut(Segment wall, Segment other, double tolerance, List<Point> cuts)
    {
        if (Math.Min(other.X1, other.X2) > Math.Max(wall.X1, wall.X2) + tolerance || Math.Max(other.X1, other.X2) < Math.Min(wall.X1, wall.X2) - tolerance
            || Math.Min(other.Y1, other.Y2) > Math.Max(wall.Y1, wall.Y2) + tolerance || Math.Max(other.Y1, other.Y2) < Math.Min(wall.Y1, wall.Y2) - tolerance)
            return;
        foreach (var end in new Point[] { new(other.X1, other.Y1), new(other.X2, other.Y2) })
        {
            if (Geometry.Distance(Geometry.Nearest(wall, end), end) <= tolerance)
                cuts.Add(end);
        }

        var (a, b, c, d) = (new Point(wall.X1, wall.Y1), new Point(wall.X2, wall.Y2), new Point(other.X1, other.Y1), new Point(other.X2, other.Y2));
        var (one, two) = (Geometry.Turn(c, d, a), Geometry.Turn(c, d, b));
        if (one * two < 0 && Geometry.Turn(a, b, c) * Geometry.Turn(a, b, d) < 0)
        {
            var at = one / (one - two);
            cuts.Add(new Point(a.X + at * (b.X - a.X), a.Y + at * (b.Y - a.Y)));
        }
    }

    /// <summary>Each border once in each direction; those that go round to the right are outer borders.</summary>
    private static List<IReadOnlyList<Point>> Walk(List<Point> nodes, List<SortedSet<int>> next)
    {
        var around = next.Select((set, v) => set.OrderBy(u => Math.Atan2(nodes[u].Y - nodes[v].Y, nodes[u].X - nodes[v].X)).ToArray()).ToArray();
        var done = new HashSet<(int, int)>();
        var shapes = new List<IReadOnlyList<Point>>();
        for (var v = 0; v < nodes.Count; v++)
        {
            foreach (var u in around[v])
            {
                if (done.Contains((v, u)))
                    continue;
                var shape = new List<Point>();
                for (var (from, to) = (v, u); done.Add((from, to));)
                {
                    shape.Add(nodes[from]);
                    var ways = around[to];
                    var back = Array.IndexOf(ways, from);
                    (from, to) = (to, ways[(back + ways.Length - 1) % ways.Length]);
                }

                if (Geometry.Area(shape) < -1e-9)
                    shapes.Add(shape);
            }
        }

        return shapes;
    }
}
