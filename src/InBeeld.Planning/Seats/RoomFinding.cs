using System.Globalization;

namespace InBeeld.Planning.Seats;

/// <summary>A room as it was drawn or read, before anything is planned in it.</summary>
/// <param name="Seats">With their places in metres.</param>
/// <param name="Distance">The rule in force, in metres.</param>
/// <param name="Walls">Straight pieces; a wall is named by its number in this list, from 0.</param>
/// <param name="Outline">Corners of the room in order, when it is known apart from the walls.</param>
public sealed record RoomDrawing(IReadOnlyList<Seat> Seats, double Distance, IReadOnlyList<Segment> Walls, IReadOnlyList<Point>? Outline = null);

/// <summary>Something that is probably wrong in a drawing of a room. The room can be planned all the same.</summary>
public abstract record RoomFinding
{
    /// <summary>A short name that does not change, for programs.</summary>
    public abstract string Kind { get; }

    /// <summary>One English sentence.</summary>
    public abstract string Sentence { get; }

    internal static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>Two seats so close that they are probably one.</summary>
/// <param name="Seat">Id of the later one in the list.</param>
/// <param name="Other">Id of the nearest before it.</param>
/// <param name="Metres">How far apart.</param>
public sealed record SeatsOverlap(string Seat, string Other, double Metres) : RoomFinding
{
    /// <inheritdoc/>
    public override string Kind => "seats-overlap";

    /// <inheritdoc/>
    public override string Sentence => $"Seats \"{Other}\" and \"{Seat}\" are {Text(Metres)} m apart; that is one seat, or a mistake.";
}

/// <summary>A seat that is not in the room.</summary>
/// <param name="Seat">Its id.</param>
/// <param name="Metres">How far it is from the nearest wall.</param>
public sealed record SeatOutside(string Seat, double Metres) : RoomFinding
{
    /// <inheritdoc/>
    public override string Kind => "seat-outside";

    /// <inheritdoc/>
    public override string Sentence => $"Seat \"{Seat}\" is outside the walls, {Text(Metres)} m from the nearest.";
}

/// <summary>An end of a wall that meets nothing.</summary>
/// <param name="Wall">Which wall.</param>
/// <param name="Other">The wall that is nearest to that end; null when there is no other.</param>
/// <param name="At">The end.</param>
/// <param name="Towards">The nearest point of the other wall; the end itself when there is no other.</param>
/// <param name="Metres">How wide the gap is.</param>
public sealed record WallsOpen(int Wall, int? Other, Point At, Point Towards, double Metres) : RoomFinding
{
    /// <inheritdoc/>
    public override string Kind => "walls-open";

    /// <inheritdoc/>
    public override string Sentence => Other is { } other
        ? $"Wall {Wall} ends at ({Text(At.X)}, {Text(At.Y)}) without meeting another; the gap to wall {other} is {Text(Metres)} m."
        : $"Wall {Wall} ends at ({Text(At.X)}, {Text(At.Y)}) without meeting another.";
}

/// <summary>The coordinates are probably not in metres.</summary>
/// <param name="Width">The longest side of the room as read.</param>
/// <param name="Nearest">Median distance from a seat to the nearest other; null with fewer than two seats.</param>
/// <param name="Factor">Multiply by this to get metres, probably: 0.001 or 0.01.</param>
public sealed record UnitDoubtful(double Width, double? Nearest, double Factor) : RoomFinding
{
    /// <inheritdoc/>
    public override string Kind => "unit-doubtful";

    /// <inheritdoc/>
    public override string Sentence => $"The room would be {Text(Width)} m wide{(Nearest is { } n ? $" and seats {Text(n)} m apart" : "")}. "
        + $"Are the coordinates in {(Factor < 0.005 ? "millimetres" : "centimetres")}? Then multiply them by {Text(Factor)}.";
}

/// <summary>A rule of 0 metres: every seat can be used.</summary>
public sealed record DistanceNone : RoomFinding
{
    /// <inheritdoc/>
    public override string Kind => "distance-none";

    /// <inheritdoc/>
    public override string Sentence => "The distance is 0: all seats can be used.";
}

/// <summary>A rule of more than 10 metres.</summary>
/// <param name="Metres">As given.</param>
/// <param name="Factor">Multiply by this to get metres, probably; null when no unit fits.</param>
public sealed record DistanceLarge(double Metres, double? Factor) : RoomFinding
{
    /// <inheritdoc/>
    public override string Kind => "distance-large";

    /// <inheritdoc/>
    public override string Sentence => $"A distance of {Text(Metres)} m is more than any rule has asked"
        + (Factor is { } f ? $"; {Text(Metres * f)} m would be given in {(f < 0.005 ? "millimetres" : "centimetres")}." : ".");
}
