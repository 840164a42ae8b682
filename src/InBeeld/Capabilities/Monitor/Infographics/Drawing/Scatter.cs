namespace InBeeld.Capabilities.Monitor.Infographics.Drawing;

/// <summary>Marks over a rectangle: always the same for the same seed, as if strewn, and never one over another or over the edge.</summary>
internal static class Scatter
{
    private const int Tries = 60;

    // Strewing by chance fills about half of what is possible; above this share of the room a grid is taken.
    private const double Loose = 0.76;

    /// <param name="count">How many.</param>
    /// <param name="box">Where; all of each mark stays within.</param>
    /// <param name="largest">Radius of a mark when there is room.</param>
    /// <param name="seed">From the id of the unit.</param>
    /// <param name="radius">The radius at which they all fit.</param>
    public static List<(double X, double Y)> Place(int count, Box box, double largest, ulong seed, out double radius)
    {
        radius = 0;
        if (count <= 0 || box.Width <= 0 || box.Height <= 0)
        {
            return [];
        }

        var apart = Loose * Math.Sqrt(box.Width * box.Height / count);
        radius = Math.Min(Math.Min(largest, apart * 0.4), Math.Min(box.Width, box.Height) / 2);
        var chance = new Chance(seed);
        return Strewn(count, Inner(box, radius), apart, radius * 2.1, chance) ?? Grid(count, box, ref radius, chance);
    }

    public static ulong Seed(string text)
    {
        // FNV-1a: the same on every machine, which GetHashCode is not.
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return hash;
    }

    private static Box Inner(Box box, double radius) => new(box.X + radius, box.Y + radius, Math.Max(0, box.Width - 2 * radius), Math.Max(0, box.Height - 2 * radius));

    private static List<(double X, double Y)>? Strewn(int count, Box box, double apart, double least, Chance chance)
    {
        var cell = Math.Max(apart, least);
        var marks = new List<(double X, double Y)>(count);
        var grid = new Dictionary<(int, int), List<(double X, double Y)>>();
        var distance = apart;
        while (marks.Count < count)
        {
            var placed = false;
            for (var i = 0; i < Tries && !placed; i++)
            {
                var (x, y) = (box.X + chance.Next() * box.Width, box.Y + chance.Next() * box.Height);
                var (column, row) = ((int)(x / cell), (int)(y / cell));
                placed = Free(grid, column, row, x, y, distance);
                if (placed)
                {
                    marks.Add((x, y));
                    (grid.TryGetValue((column, row), out var there) ? there : grid[(column, row)] = []).Add((x, y));
                }
            }

            if (!placed)
            {
                distance *= 0.94;
                if (distance < least)
                {
                    return null;
                }
            }
        }

        return marks;
    }

    private static bool Free(Dictionary<(int, int), List<(double X, double Y)>> grid, int column, int row, double x, double y, double distance)
    {
        for (var c = column - 1; c <= column + 1; c++)
        {
            for (var r = row - 1; r <= row + 1; r++)
            {
                if (grid.TryGetValue((c, r), out var there) && there.Any(m => (m.X - x) * (m.X - x) + (m.Y - y) * (m.Y - y) < distance * distance))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static List<(double X, double Y)> Grid(int count, Box box, ref double radius, Chance chance)
    {
        var columns = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(count * box.Width / box.Height)));
        var rows = (count + columns - 1) / columns;
        var (wide, high) = (box.Width / columns, box.Height / rows);
        radius = Math.Min(radius, Math.Min(wide, high) * 0.42);
        var cells = Enumerable.Range(0, columns * rows).ToArray();
        for (var i = cells.Length - 1; i > 0; i--)
        {
            var other = (int)(chance.Next() * (i + 1));
            (cells[i], cells[other]) = (cells[other], cells[i]);
        }

        var (playX, playY) = (wide / 2 - radius, high / 2 - radius);
        return [.. cells.Take(count).Select(c => (box.X + (c % columns + 0.5) * wide + (chance.Next() * 2 - 1) * playX, box.Y + (c / columns + 0.5) * high + (chance.Next() * 2 - 1) * playY))];
    }
}

/// <summary>Chance that is the same every time (splitmix64).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong state = seed;

    /// <returns>From 0, below 1.</returns>
    public double Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
