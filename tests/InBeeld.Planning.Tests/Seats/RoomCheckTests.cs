using System.Text.Json;
using InBeeld.Planning.Cli;
using InBeeld.Planning.Seats;

namespace InBeeld.Planning.Tests.Seats;

public sealed class RoomCheckTests
{
    private static readonly Segment[] Box = [new(0, 0, 8, 0), new(8, 0, 8, 6), new(8, 6, 0, 6), new(0, 6, 0, 0)];

    [Fact]
    public void A_good_room_has_no_findings()
    {
        Assert.Empty(RoomCheck.Find(new RoomDrawing(Grid(1), 1.5, Box)));
        // An inner wall that meets the outer ones halfway, and corners that are a centimetre off.
        Assert.Empty(RoomCheck.Find(new RoomDrawing(Grid(1), 1.5, [.. Box[..3], new(0.01, 6.01, 0, 0), new(4, 0, 4, 6)])));
        Assert.Empty(RoomCheck.Find(new RoomDrawing(Grid(1), 1.5, [], [new(0, 0), new(8, 0), new(8, 6), new(0, 6)])));
        Assert.Empty(RoomCheck.Find(new RoomDrawing([], 1.5, [])));
    }

    [Fact]
    public void Seats_that_overlap_are_named_once()
    {
        var found = RoomCheck.Find(new RoomDrawing([new("a", 1, 1), new("b", 3, 1), new("c", 1.2, 1), new("d", 3, 1.3)], 1.5, Box));
        var one = Assert.IsType<SeatsOverlap>(Assert.Single(found));
        Assert.Equal(("c", "a"), (one.Seat, one.Other));
        Assert.Equal(0.2, one.Metres, 9);
        Assert.Equal(99, RoomCheck.Find(new RoomDrawing([.. Enumerable.Range(0, 100).Select(i => new Seat($"{i}", 1, 1))], 1.5, Box)).Count);
    }

    [Fact]
    public void A_seat_outside_the_walls_or_the_outline_is_named()
    {
        Seat[] seats = [new("in", 1, 1), new("out", 9, 3), new("corner", 5, 5)];
        var found = RoomCheck.Find(new RoomDrawing(seats, 1.5, Box));
        Assert.Equal(new SeatOutside("out", 1), Assert.Single(found));
        // An L: the corner is outside, near walls on two sides.
        Point[] angle = [new(0, 0), new(8, 0), new(8, 3), new(4, 3), new(4, 6), new(0, 6)];
        Assert.Equal(["out", "corner"], RoomCheck.Find(new RoomDrawing(seats, 1.5, [], angle)).OfType<SeatOutside>().Select(o => o.Seat));
        Assert.Equal(["out", "corner"], RoomCheck.Find(new RoomDrawing(seats, 1.5, [.. Geometry.Sides(angle)])).OfType<SeatOutside>().Select(o => o.Seat));
        // Walls drawn beyond their corner enclose all the same.
        Assert.Equal(["out"], RoomCheck.Find(new RoomDrawing(seats, 1.5, [new(-1, 0, 9, 0), new(8, -1, 8, 7), new(9, 6, -1, 6), new(0, 7, 0, -1)])).OfType<SeatOutside>().Select(o => o.Seat));
    }

    [Fact]
    public void A_gap_between_walls_has_a_place_and_a_size()
    {
        var found = RoomCheck.Find(new RoomDrawing([new("in", 1, 1), new("out", 9, 1)], 1.5, [.. Box[..3], new(0, 6, 0, 0.9)]));
        var gap = Assert.IsType<WallsOpen>(found[0]);
        Assert.Equal(0.9, gap.Metres, 9);
        Assert.Equal(new Point(0, 0), gap.At);
        Assert.Equal(new Point(0, 0.9), gap.Towards);
        Assert.Equal((0, (int?)3), (gap.Wall, gap.Other));
        Assert.Equal(new SeatOutside("out", 1), found[1]);
        Assert.Equal(2, found.Count);
        // A wall that sticks out into the room ends there.
        gap = Assert.IsType<WallsOpen>(Assert.Single(RoomCheck.Find(new RoomDrawing([], 1.5, [.. Box, new(4, 0, 4, 2)]))));
        Assert.Equal((4, new Point(4, 2)), (gap.Wall, gap.At));
        Assert.Equal(2, RoomCheck.Find(new RoomDrawing([], 1.5, [new(0, 0, 5, 0)])).Count);
    }

    [Theory]
    [InlineData(1000, 0.001)]
    [InlineData(100, 0.01)]
    public void Another_unit_read_as_metres_is_found(double times, double factor)
    {
        var walls = Box.Select(w => new Segment(w.X1 * times, w.Y1 * times, w.X2 * times, w.Y2 * times)).ToArray();
        foreach (var step in new[] { 0.7, 1, 2 })
        {
            Seat[] seats = [.. Grid(step).Select(s => s with { X = s.X * times, Y = s.Y * times })];
            Assert.Equal(factor, Assert.IsType<UnitDoubtful>(Assert.Single(RoomCheck.Find(new RoomDrawing(seats, 1.5, walls)))).Factor);
            Assert.Equal(factor, Assert.IsType<UnitDoubtful>(Assert.Single(RoomCheck.Find(new RoomDrawing(seats, 1.5, [])))).Factor);
        }

        Assert.Equal(factor, Assert.IsType<UnitDoubtful>(Assert.Single(RoomCheck.Find(new RoomDrawing([], 1.5, walls)))).Factor);
    }

    [Fact]
    public void A_rule_of_nothing_or_of_very_much_is_found()
    {
        Assert.IsType<DistanceNone>(Assert.Single(RoomCheck.Find(new RoomDrawing([], 0, []))));
        Assert.Empty(RoomCheck.Find(new RoomDrawing([], 10, [])));
        Assert.Null(Assert.IsType<DistanceLarge>(Assert.Single(RoomCheck.Find(new RoomDrawing([], 11, [])))).Factor);
        Assert.Equal(0.01, Assert.IsType<DistanceLarge>(Assert.Single(RoomCheck.Find(new RoomDrawing([], 150, [])))).Factor);
        Assert.Equal(0.001, Assert.IsType<DistanceLarge>(Assert.Single(RoomCheck.Find(new RoomDrawing([], 1500, [])))).Factor);
    }

    [Fact]
    public void Plan_seats_warns_and_solves()
    {
        using var answer = JsonDocument.Parse(SeatsVerb.Run(
            """{"distance":11,"seats":[{"id":"a","x":0,"y":0},{"id":"b","x":0,"y":0},{"id":"c","x":12000,"y":0}],"walls":[[[0,0],[4,0]],[[4,0.5],[4,9]]]}""",
            TestContext.Current.CancellationToken));
        Assert.Equal(2, answer.RootElement.GetProperty("count").GetInt32());
        var warnings = answer.RootElement.GetProperty("warnings").EnumerateArray().ToArray();
        Assert.Equal(["unit-doubtful", "distance-large", "walls-open", "walls-open", "walls-open", "seats-overlap"], warnings.Select(w => w.GetProperty("kind").GetString()));
        Assert.Equal(0.5, warnings[3].GetProperty("metres").GetDouble());
        Assert.All(warnings, w => Assert.NotEmpty(w.GetProperty("message").GetString()!));
    }

    private static List<Seat> Grid(double step) =>
        [.. from x in Enumerable.Range(0, (int)(7 / step)) from y in Enumerable.Range(0, (int)(5 / step)) select new Seat($"{x}-{y}", 0.5 + x * step, 0.5 + y * step)];
}
