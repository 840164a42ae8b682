using System.Text.Json;
using InBeeld.Planning.Cli;
using InBeeld.Planning.Placing;

namespace InBeeld.Planning.Tests.Placing;

public sealed class PlacingTests
{
    private static readonly Limits Enough = new(20);

    // The most points at 1.5 m in a square, from OEIS A337020: a square of n times the area of a circle of radius 0.75, less the circles' border.
    [Theory]
    [InlineData(10, 6)]
    [InlineData(20, 15)]
    [InlineData(30, 22)]
    [InlineData(36, 27)]
    public void A_square_holds_as_many_as_is_known(int n, int atLeast)
    {
        var side = 1.5 * (Math.Sqrt(n * Math.PI) / 2 - 1);
        var placed = Most(new PlacingProblem(Box(side, side), 1.5, 0), 400);
        Assert.InRange(placed.Count, atLeast, placed.UpperBound);
    }

    // Proven: Schaer, Meir, Melissen, Peikert and others; see packomania.com.
    [Theory]
    [InlineData(2, 0.292893218813)]
    [InlineData(3, 0.254333095030)]
    [InlineData(5, 0.207106781187)]
    [InlineData(7, 0.174457630187)]
    [InlineData(10, 0.148204322565)]
    [InlineData(13, 0.133993513500)]
    [InlineData(18, 0.115521432463)]
    public void Circles_in_a_square_are_as_large_as_is_known(int count, double radius)
    {
        var room = Box(1, 1);
        var spread = Placer.Widest(room, count, true, 0, Enough, 400, null, TestContext.Current.CancellationToken);
        Assert.Equal(radius, spread.Distance / 2, 10);
        Assert.True(Worst(room, spread.Centres, spread.Distance, spread.Distance / 2) <= 1e-10);
        Assert.True(spread.UpperBound >= spread.Distance);
    }

    [Fact]
    public void Any_room_is_kept_and_a_larger_distance_never_helps()
    {
        for (var seed = 1UL; seed <= 25; seed++)
        {
            var chance = new Chance(seed);
            var (w, h, cut) = (2 + chance.Share() * 4, 2 + chance.Share() * 3, chance.Share());
            Point[] outline = seed % 2 == 0
                ? [new(0, 0), new(w, 0), new(w, h * cut), new(w * cut, h * cut), new(w * cut, h), new(0, h)]
                : [new(0, 0), new(w, 0.3), new(w - 0.5, h), new(0.2, h + cut)];
            Point[][] obstacles = seed % 3 == 0 ? [[new(w / 3, h / 3), new(w / 2, h / 3), new(w / 2, h / 2)]] : [];
            var room = new OpenRoom(outline, obstacles);
            var margin = seed % 5 == 0 ? 0 : 0.4;
            var (near, far) = (Most(new PlacingProblem(room, 0.8, margin), 60), Most(new PlacingProblem(room, 1.3, margin), 60));
            Assert.True(Worst(room, near.Centres, 0.8, margin) <= 1e-9, $"seed {seed}");
            Assert.True(Worst(room, far.Centres, 1.3, margin) <= 1e-9, $"seed {seed}");
            Assert.InRange(near.Count, far.Count, near.UpperBound);
            Assert.True(far.Count >= Lattice(room, 1.3, margin), $"seed {seed}: {far.Count} of {far.UpperBound}, simple {Lattice(room, 1.3, margin)}");
        }
    }

    [Fact]
    public void A_room_that_is_filled_exactly_is_filled()
    {
        Assert.Equal(20, Most(new PlacingProblem(Box(6, 4.5), 1.5, 0), 1).Count);
        Assert.Equal(20, Most(new PlacingProblem(Box(7.5, 6), 1.5, 0.75), 1).Count);
        var line = Most(new PlacingProblem(Box(6, 0.01), 1.5, 0), 1);
        Assert.Equal((5, true), (line.Count, line.Proven));
        var nothing = Most(new PlacingProblem(Box(1, 1), 1.5, 0.75), 1);
        Assert.Equal((0, true), (nothing.Count, nothing.Proven));
        var one = Most(new PlacingProblem(Box(1.5, 1.5), 1.5, 0.75), 1);
        Assert.Equal((1, true), (one.Count, one.Proven));
    }

    [Fact]
    public void An_obstacle_that_fills_the_room_leaves_nothing()
    {
        var room = Box(4, 4) with { Obstacles = [[new(-1, -1), new(5, -1), new(5, 5), new(-1, 5)]] };
        var placed = Most(new PlacingProblem(room, 1, 0.1), 20);
        Assert.Equal((0, 0), (placed.Count, placed.UpperBound));
    }

    [Fact]
    public void The_same_problem_gives_the_same_places() =>
        Assert.Equal(Most(new PlacingProblem(Box(5, 4.1), 1.5, 0.2), 50).Centres, Most(new PlacingProblem(Box(5, 4.1), 1.5, 0.2), 50).Centres);

    [Fact]
    public void Who_cancels_gets_an_answer()
    {
        var problem = new PlacingProblem(Box(9, 8), 1.5, 0.75);
        var placed = Placer.Most(problem, Enough, 20_000, null, new CancellationToken(true));
        Assert.True(Worst(problem.Room, placed.Centres, 1.5, 0.75) <= 1e-9);
        Assert.True(placed.UpperBound >= placed.Count);
    }

    [Theory]
    [InlineData("""[]""", "object")]
    [InlineData("""{"distance":1.5}""", "outline")]
    [InlineData("""{"outline":[[0,0],[4,0],[4,4]]}""", "distance")]
    [InlineData("""{"distance":0,"outline":[[0,0],[4,0],[4,4]]}""", "distance")]
    [InlineData("""{"distance":1,"radius":0.75,"outline":[[0,0],[4,0],[4,4]]}""", "radius")]
    [InlineData("""{"distance":1,"margin":-1,"outline":[[0,0],[4,0],[4,4]]}""", "margin")]
    [InlineData("""{"distance":1,"outline":[[0,0],[4,4],[4,0],[0,4]]}""", "crosses itself")]
    [InlineData("""{"distance":1,"outline":[[0,0],[4,4]]}""", "three corners")]
    [InlineData("""{"distance":1,"outline":[[0,0],[2,2],[4,4]]}""", "no area")]
    [InlineData("""{"distance":1.5,"outline":[[0,0],[8000,0],[8000,6000],[0,6000]]}""", "millimetres")]
    [InlineData("""{"distance":1,"outline":[[0,0],[4,0],[4,4]],"obstacles":[[[1,1],[2]]]}""", "obstacles[0][1]")]
    [InlineData("""{"distance":1,"outline":[[0,0],[4,0],[4,4]],"inside":"x"}""", "inside")]
    [InlineData("""{"count":1}""", "count")]
    [InlineData("""{"count":2.5}""", "count")]
    public void What_cannot_be_read_says_why(string json, string why) =>
        Assert.Contains(why, Assert.Throws<UnreadableException>(() => PlaceVerb.Run(json, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_answer_has_the_fields_that_are_promised()
    {
        using var placed = JsonDocument.Parse(PlaceVerb.Run("""{"radius":0.5,"outline":[[0,0],[2,0],[2,1],[0,1]]}""", TestContext.Current.CancellationToken));
        Assert.Equal(2, placed.RootElement.GetProperty("count").GetInt32());
        Assert.Equal(2, placed.RootElement.GetProperty("centres").GetArrayLength());
        Assert.True(placed.RootElement.TryGetProperty("upperBound", out _) && placed.RootElement.TryGetProperty("seconds", out _));
        using var spread = JsonDocument.Parse(PlaceVerb.Run("""{"count":4,"timeLimitSeconds":1}""", TestContext.Current.CancellationToken));
        Assert.Equal(0.25, spread.RootElement.GetProperty("radius").GetDouble(), 9);
    }

    private static OpenRoom Box(double w, double h) => new([new(0, 0), new(w, 0), new(w, h), new(0, h)], []);

    private static Placement Most(PlacingProblem problem, long tries)
    {
        var placed = Placer.Most(problem, Enough, tries, null, TestContext.Current.CancellationToken);
        Assert.True(Worst(problem.Room, placed.Centres, problem.Distance, problem.Margin) <= 1e-9);
        return placed;
    }

    /// <summary>Points one by one along a fine grid: anybody can do that.</summary>
    private static int Lattice(OpenRoom room, double distance, double margin)
    {
        var chosen = new List<Point>();
        for (var x = -0.5; x < 7; x += 0.1)
        {
            for (var y = -0.5; y < 7; y += 0.1)
            {
                if (Worst(room, [.. chosen, new(x, y)], distance, margin) <= 0)
                    chosen.Add(new(x, y));
            }
        }

        return chosen.Count;
    }

    /// <summary>Written apart from the solver: winding by angles, walls by sampling nothing but their own formula.</summary>
    private static double Worst(OpenRoom room, IReadOnlyList<Point> centres, double distance, double margin)
    {
        var worst = 0.0;
        for (var i = 0; i < centres.Count; i++)
        {
            for (var j = 0; j < i; j++)
                worst = Math.Max(worst, distance - Math.Sqrt(Math.Pow(centres[i].X - centres[j].X, 2) + Math.Pow(centres[i].Y - centres[j].Y, 2)));
            foreach (var (polygon, wanted) in room.Obstacles.Select(o => (o, false)).Prepend((room.Outline, true)))
            {
                var (angle, near) = (0.0, double.PositiveInfinity);
                for (var k = 0; k < polygon.Count; k++)
                {
                    var (a, b, p) = (polygon[k], polygon[(k + 1) % polygon.Count], centres[i]);
                    var (ax, ay, bx, by) = (a.X - p.X, a.Y - p.Y, b.X - p.X, b.Y - p.Y);
                    angle += Math.Atan2(ax * by - ay * bx, ax * bx + ay * by);
                    var (dx, dy) = (b.X - a.X, b.Y - a.Y);
                    var along = -(ax * dx + ay * dy) / (dx * dx + dy * dy);
                    near = Math.Min(near, along <= 0 ? Math.Sqrt(ax * ax + ay * ay) : along >= 1 ? Math.Sqrt(bx * bx + by * by)
                        : Math.Abs(ax * dy - ay * dx) / Math.Sqrt(dx * dx + dy * dy));
                }

                var right = Math.Abs(angle) > Math.PI == wanted;
                worst = Math.Max(worst, right ? margin - near : margin + near);
            }
        }

        return worst;
    }
}
