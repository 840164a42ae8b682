namespace InBeeld.Capabilities.Contact.Pictures;

/// <summary>
/// Geometry of a line over the weeks. All lengths are percentages of the picture (0 to 100, from the top left), so that it fits
/// any screen while its letters keep their size.
/// </summary>
internal sealed record LineDrawing(int Floor, IReadOnlyList<LineDot> Dots, IReadOnlyList<LineStroke> Strokes, IReadOnlyList<LineBand> Holidays, IReadOnlyList<LineRule> Rules);

/// <summary>A measured week. Index: its column.</summary>
internal readonly record struct LineDot(int Index, double X, double Y, double Value);

internal readonly record struct LineStroke(double X1, double Y1, double X2, double Y2);

/// <summary>The place of a holiday: from X, this wide.</summary>
internal readonly record struct LineBand(int Index, double X, double Width);

/// <summary>A level line, at the height of a percentage.</summary>
internal readonly record struct LineRule(int Value, double Y);

/// <summary>From values to geometry.</summary>
internal static class Line
{
    // The drawing keeps free: left for the words of the levels, right for the last value, below for the weeks.
    public const double Left = 12, Right = 96, Top = 16, Bottom = 80;

    /// <summary>Where the scale begins: the last 20 below every value, so that a change is seen. The picture names it.</summary>
    public static int Floor(IEnumerable<double?> values) => Math.Clamp(20 * (int)((values.Min() ?? 0) / 20), 0, 80);

    /// <param name="values">Percentages by column; null where nothing was measured. The line breaks there.</param>
    /// <param name="isHoliday">Whether that column is a holiday.</param>
    public static LineDrawing Draw(IReadOnlyList<double?> values, Predicate<int> isHoliday)
    {
        var floor = Floor(values);
        var step = values.Count > 1 ? (Right - Left) / (values.Count - 1) : 0;
        double X(int i) => values.Count > 1 ? Left + (i * step) : (Left + Right) / 2;
        var dots = new List<LineDot>();
        var strokes = new List<LineStroke>();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                continue;
            }

            var dot = new LineDot(i, X(i), Height(value, floor), value);
            if (dots.Count > 0 && dots[^1].Index == i - 1)
            {
                strokes.Add(new LineStroke(dots[^1].X, dots[^1].Y, dot.X, dot.Y));
            }

            dots.Add(dot);
        }

        var holidays = Enumerable.Range(0, values.Count).Where(i => isHoliday(i)).Select(i => new LineBand(i, X(i) - (step / 2), step)).ToList();
        var middle = (100 + floor) / 2;
        return new LineDrawing(floor, dots, strokes, holidays, [.. new[] { 100, middle, floor }.Select(level => new LineRule(level, Height(level, floor)))]);
    }

    /// <summary>From the top, for a percentage on a scale from the floor to 100.</summary>
    public static double Height(double value, int floor) => Bottom - ((Bottom - Top) * (Math.Clamp(value, floor, 100) - floor) / (100 - floor));
}
