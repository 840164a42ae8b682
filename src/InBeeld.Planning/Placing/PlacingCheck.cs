using InBeeld.Planning.Seats;

namespace InBeeld.Planning.Placing;

/// <summary>Checks an answer from the definition, with nothing from the search.</summary>
public static class PlacingCheck
{
    /// <returns>By how many metres the worst of all conditions is broken; 0 or less: none is.</returns>
    public static double Worst(OpenRoom room, IReadOnlyList<Point> centres, double distance, double margin)
    {
        var worst = double.NegativeInfinity;
        for (var i = 0; i < centres.Count; i++)
        {
            worst = Math.Max(worst, margin - Depth(room, centres[i]));
            for (var j = 0; j < i; j++)
                worst = Math.Max(worst, distance - Geometry.Distance(centres[i], centres[j]));
        }

        return centres.Count == 0 ? 0 : worst;
    }

    /// <returns>How far a point is from the nearest edge of where it may be; negative outside.</returns>
    public static double Depth(OpenRoom room, Point p)
    {
        var depth = Signed(room.Outline, p);
        foreach (var obstacle in room.Obstacles)
            depth = Math.Min(depth, -Signed(obstacle, p));
        return depth;
    }

    private static double Signed(IReadOnlyList<Point> polygon, Point p)
    {
        var near = double.PositiveInfinity;
        foreach (var side in Geometry.Sides(polygon))
            near = Math.Min(near, Geometry.Distance(Geometry.Nearest(side, p), p));
        return Geometry.Inside(polygon, p) ? near : -near;
    }
}
