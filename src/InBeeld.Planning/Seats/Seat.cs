namespace InBeeld.Planning.Seats;

/// <summary>A candidate seat.</summary>
/// <param name="Id">Its name in the room; once only.</param>
/// <param name="X">Metres.</param>
/// <param name="Y">Metres.</param>
/// <param name="Accessible">Can be reached and used with a wheelchair.</param>
/// <param name="Fixed">True: must be chosen. False: must not. Null: free.</param>
/// <param name="Booked">So many bookings keep their seat when this one is chosen. Among the largest choices the one that keeps the most is taken.</param>
public sealed record Seat(string Id, double X, double Y, bool Accessible = false, bool? Fixed = null, int Booked = 0);

/// <summary>A straight piece of wall or a screen; two seats that it stands between do not disturb each other.</summary>
public readonly record struct Segment(double X1, double Y1, double X2, double Y2);

/// <summary>Which of these seats can be used at the same time?</summary>
/// <param name="Seats">All candidates.</param>
/// <param name="Distance">Least distance in metres between two chosen seats. Seats less than a centimetre apart are never both chosen.</param>
/// <param name="Separators">Walls and screens.</param>
/// <param name="Conflicts">When given, distances are not used.</param>
/// <param name="AccessibleAtLeast">So many of the chosen seats are accessible.</param>
public sealed record SeatProblem(IReadOnlyList<Seat> Seats, double Distance, IReadOnlyList<Segment> Separators,
    IReadOnlyList<(string One, string Other)>? Conflicts = null, int AccessibleAtLeast = 0);

/// <summary>The answer.</summary>
/// <param name="Chosen">Ids, in the order of the problem.</param>
/// <param name="UpperBound">No choice has more seats than this.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record SeatPlan(IReadOnlyList<string> Chosen, int UpperBound, double Seconds)
{
    /// <summary>How many are chosen.</summary>
    public int Count => Chosen.Count;

    /// <summary>No choice is larger.</summary>
    public bool Proven => Count == UpperBound;

    /// <summary>Bookings that keep their seat.</summary>
    public long Kept { get; init; }

    /// <summary>No choice is larger, and none as large keeps more.</summary>
    public bool KeptProven { get; init; } = true;
}

/// <summary>The problem cannot be solved because of what stands in it; the message says what and why.</summary>
public sealed class SeatProblemException(string message) : Exception(message);
