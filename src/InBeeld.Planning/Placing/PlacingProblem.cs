namespace InBeeld.Planning.Placing;

/// <summary>An empty room in which places are free to choose.</summary>
/// <param name="Outline">Corners in order, in metres; at least three. May be hollow (an L), must not cross itself.</param>
/// <param name="Obstacles">Polygons in which nothing stands: pillars, stairs, cupboards.</param>
public sealed record OpenRoom(IReadOnlyList<Point> Outline, IReadOnlyList<IReadOnlyList<Point>> Obstacles);

/// <summary>How many places fit?</summary>
/// <param name="Room">Where.</param>
/// <param name="Distance">Least distance in metres between two centres; more than 0.</param>
/// <param name="Margin">Least distance in metres from a centre to the outline and to obstacles; 0 or more. Half of <paramref name="Distance"/> packs whole circles.</param>
public sealed record PlacingProblem(OpenRoom Room, double Distance, double Margin);

/// <summary>The answer.</summary>
/// <param name="Centres">Metres; keep distance and margin within 1e-9.</param>
/// <param name="UpperBound">No answer has more.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record Placement(IReadOnlyList<Point> Centres, int UpperBound, double Seconds)
{
    /// <summary>How many fit.</summary>
    public int Count => Centres.Count;

    /// <summary>No answer has more.</summary>
    public bool Proven => Count == UpperBound;
}

/// <summary>So many places, as far apart as was found.</summary>
/// <param name="Centres">Metres.</param>
/// <param name="Distance">Least distance between two of them.</param>
/// <param name="UpperBound">So many places cannot be farther apart than this.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record Spread(IReadOnlyList<Point> Centres, double Distance, double UpperBound, double Seconds);

/// <summary>The problem cannot be solved because of what stands in it; the message says what and why.</summary>
public sealed class PlacingException(string message) : Exception(message);
