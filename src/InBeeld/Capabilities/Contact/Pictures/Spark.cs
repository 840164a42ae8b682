using System.Globalization;
using System.Text;

namespace InBeeld.Capabilities.Contact.Pictures;

/// <summary>A small line in a table row, in a box of 96 by 24 units.</summary>
internal static class Spark
{
    public const int Width = 96, Height = 24;

    // Room for half the stroke and the last dot.
    private const double Edge = 4;

    /// <summary>The path of the line ("M4 20L30 8…"); it breaks where a value is missing. A value alone is a dot (a line of no length with round ends).</summary>
    /// <param name="values">Percentages, oldest first; null where nothing was measured or shown.</param>
    /// <param name="floor">Where the scale begins; the same for all rows of a table, so that they can be compared.</param>
    public static string Path(IReadOnlyList<double?> values, int floor)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is { } value)
            {
                var alone = (i == 0 || values[i - 1] is null) && (i == values.Count - 1 || values[i + 1] is null);
                var start = i == 0 || values[i - 1] is null;
                path.Append(start ? 'M' : 'L').Append(At(i, value)).Append(alone ? "h0" : "");
            }
        }

        return path.ToString();

        string At(int i, double value)
        {
            var (x, y) = Point(i, values.Count, value, floor);
            return string.Create(CultureInfo.InvariantCulture, $"{x:0.#} {y:0.#}");
        }
    }

    /// <summary>The place of the i-th of n values.</summary>
    public static (double X, double Y) Point(int i, int n, double value, int floor) =>
        (n > 1 ? Edge + ((Width - (2 * Edge)) * i / (n - 1)) : Width / 2.0, Height - Edge - ((Height - (2 * Edge)) * (Math.Clamp(value, floor, 100) - floor) / (100 - floor)));
}
