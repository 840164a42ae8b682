using InBeeld.Planning.Cli;
using InBeeld.Planning.Seats;

namespace InBeeld.Planning.Tests;

public sealed class SeatsTests
{
    private static readonly Limits Short = new(10);

    [Fact]
    public void Small_rooms_get_exactly_the_best_choice_and_keep_the_rule()
    {
        for (var seed = 1UL; seed <= 150; seed++)
        {
            var problem = Room(seed, 4 + (int)(seed % 11), 3.5, seed % 3 == 0);
            var best = BruteForce(problem);
            if (best < 0)
            {
                Assert.Throws<SeatProblemException>(() => Solve(problem));
                continue;
            }

            var plan = Solve(problem);
            Check(problem, plan);
            Assert.Equal(best, plan.Count);
            Assert.True(plan.Proven);
        }
    }

    [Fact]
    public void Any_conflicts_are_solved_exactly_when_small()
    {
        for (var seed = 1UL; seed <= 100; seed++)
        {
            var chance = new Chance(seed);
            var seats = Enumerable.Range(0, 13).Select(i => new Seat($"{i}", 0, 0)).ToList();
            var share = chance.Share();
            var pairs = (from a in Enumerable.Range(0, 13) from b in Enumerable.Range(0, a) where chance.Share() < share select ($"{a}", $"{b}")).ToList();
            var problem = new SeatProblem(seats, 0, [], pairs);
            var plan = Solve(problem);
            Check(problem, plan);
            Assert.Equal(BruteForce(problem), plan.Count);
            Assert.True(plan.Proven);
        }
    }

    [Fact]
    public void The_search_on_bit_sets_agrees_with_brute_force()
    {
        for (var seed = 1UL; seed <= 60; seed++)
        {
            var problem = Room(seed, 13, 4, false);
            var (best, bound) = CliqueSearch.Run(ConflictGraph.Build(problem), [], () => false);
            Assert.Equal(BruteForce(problem with { Seats = [.. problem.Seats.Select(s => s with { Fixed = null })] }), best.Length);
            Assert.Equal(best.Length, bound);
        }
    }

    [Fact]
    public void The_searches_that_take_turns_agree_with_brute_force()
    {
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var problem = Room(seed, 13, 4, false);
            problem = problem with { Seats = [.. problem.Seats.Select(s => s with { Fixed = null })] };
            var graph = ConflictGraph.Build(problem);
            var best = BruteForce(problem);
            Assert.True(Reduction.CoverByCommon(graph, () => false) >= best && Reduction.Cover(graph) >= best);
            var (chosen, bound) = Search.Run(graph, [], 13, seed, () => false);
            Assert.Equal((best, best), (chosen.Length, bound));
            foreach (var (found, name) in new[] { (Found(new CoverSearch(graph, [], seed)), "cover"), (Found(new PenaltySearch(graph, [], seed)), "penalty") })
            {
                Assert.True(found.Length == best, $"{name} {seed}");
                Assert.All(found, v => Assert.DoesNotContain(found, u => graph[v].Contains(u)));
            }

            int[] Found(object search)
            {
                switch (search)
                {
                    case CoverSearch cover:
                        cover.Run(20_000, () => false, best);
                        return cover.Best;
                    case PenaltySearch penalty:
                        penalty.Run(20_000, () => false, best);
                        return penalty.Best;
                    default:
                        return [];
                }
            }
        }
    }

    [Fact]
    public void Branch_and_bound_goes_on_where_it_stopped()
    {
        var chance = new Chance(3);
        var near = Enumerable.Range(0, 70).Select(_ => new List<int>()).ToArray();
        for (var a = 0; a < 70; a++)
        {
            for (var b = 0; b < a; b++)
            {
                if (chance.Below(4) == 0)
                {
                    near[a].Add(b);
                    near[b].Add(a);
                }
            }
        }

        int[][] graph = [.. near.Select(list => list.Order().ToArray())];
        var (whole, bound) = CliqueSearch.Run(graph, [], () => false);
        var search = new CliqueSearch(graph, []);
        var turns = 0;
        for (; !search.Done; turns++)
        {
            search.Run([], 1, () => false);
            Assert.True(search.Bound >= whole.Length);
        }

        Assert.True(turns > 1);
        Assert.Equal((whole.Length, bound), (search.Best.Length, search.Bound));
        Assert.All(search.Best, v => Assert.DoesNotContain(search.Best, u => graph[v].Contains(u)));
    }

    [Fact]
    public void A_choice_that_was_hidden_is_found()
    {
        // Twenty groups of eight that exclude each other within the group, and conflicts between groups that spare one hidden choice of one each.
        var chance = new Chance(11);
        var hidden = Enumerable.Range(0, 20).Select(_ => chance.Below(8)).ToArray();
        var pairs = (from g in Enumerable.Range(0, 20) from a in Enumerable.Range(0, 8) from b in Enumerable.Range(0, a) select ($"{g}-{a}", $"{g}-{b}")).ToList();
        for (var k = 0; k < 1_500; k++)
        {
            var (g, h, a, b) = (chance.Below(20), chance.Below(20), chance.Below(8), chance.Below(8));
            if (g != h && (hidden[g] != a || hidden[h] != b))
                pairs.Add(($"{g}-{a}", $"{h}-{b}"));
        }

        var problem = new SeatProblem([.. Enumerable.Range(0, 160).Select(i => new Seat($"{i / 8}-{i % 8}", 0, 0))], 0, [], pairs);
        var plan = SeatSolver.Solve(problem, new Limits(20), null, TestContext.Current.CancellationToken);
        Check(problem, plan);
        Assert.Equal(20, plan.Count);
        Assert.True(plan.Proven);
    }

    [Fact]
    public void Two_thousand_seats_end_with_an_answer_and_a_bound()
    {
        var problem = Room(5, 2000, 40, false) with { AccessibleAtLeast = 0 };
        problem = problem with { Seats = [.. problem.Seats.Select(s => s with { Fixed = null })] };
        var plan = SeatSolver.Solve(problem, new Limits(2), null, TestContext.Current.CancellationToken);
        Check(problem, plan);
        Assert.True(plan.UpperBound >= plan.Count);
    }

    [Fact]
    public void The_same_problem_gives_the_same_choice()
    {
        var problem = Room(9, 120, 10, false);
        problem = problem with { Seats = [.. problem.Seats.Select(s => s with { Fixed = null })] };
        Assert.Equal(Solve(problem).Chosen, Solve(problem).Chosen);
    }

    [Fact]
    public void A_wall_between_two_seats_lets_both_be_used()
    {
        var two = new SeatProblem([new("a", 0, 0), new("b", 1, 0)], 1.5, []);
        Assert.Equal(1, Solve(two).Count);
        Assert.Equal(2, Solve(two with { Separators = [new(0.5, -1, 0.5, 1)] }).Count);
        Assert.Equal(1, Solve(two with { Separators = [new(0.5, 1, 0.5, 2)] }).Count);
    }

    [Fact]
    public void Who_cancels_gets_an_answer()
    {
        var plan = SeatSolver.Solve(new SeatProblem([new("a", 0, 0), new("b", 1, 0), new("c", 2, 0)], 1.5, []), Short, null, new CancellationToken(true));
        Assert.InRange(plan.Count, 1, plan.UpperBound);
    }

    [Theory]
    [InlineData("""[]""", "object")]
    [InlineData("""{"distance":1.5}""", "seats")]
    [InlineData("""{"seats":[]}""", "distance")]
    [InlineData("""{"distance":-1,"seats":[]}""", "distance")]
    [InlineData("""{"distance":1e300,"seats":[]}""", "distance")]
    [InlineData("""{"distance":1.5,"seats":[{"id":"a","x":1e300,"y":0}]}""", "no place")]
    [InlineData("""{"distance":1.5,"seats":[],"outline":[[0,0],[4,0]]}""", "three corners")]
    [InlineData("""{"distance":1.5,"seats":[],"seed":-1}""", "seed")]
    [InlineData("""{"distance":1.5,"seats":[{"id":"a","x":0,"y":0},{"id":"a","x":3,"y":0}]}""", "twice")]
    [InlineData("""{"distance":1.5,"seats":[{"id":"a","x":"0","y":0}]}""", "seats[0].x")]
    [InlineData("""{"seats":[{"id":"a"}],"conflicts":[["a","z"]]}""", "does not exist")]
    [InlineData("""{"seats":[{"id":"a"}],"conflicts":[["a","a"]]}""", "itself")]
    [InlineData("""{"distance":1.5,"seats":[{"id":"a","x":0,"y":0,"fixed":true},{"id":"b","x":1,"y":0,"fixed":true}]}""", "both fixed")]
    [InlineData("""{"distance":1.5,"seats":[],"walls":[[[0,0]]]}""", "walls[0]")]
    public void What_cannot_be_read_says_why(string json, string why) =>
        Assert.Contains(why, Assert.Throws<UnreadableException>(() => SeatsVerb.Run(json, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_answer_has_the_fields_that_are_promised() =>
        Assert.StartsWith("""{"chosen":["a","c"],"count":2,"upperBound":2,"proven":true,"seconds":""",
            SeatsVerb.Run("""{"distance":1.5,"seats":[{"id":"a","x":0,"y":0},{"id":"b","x":1,"y":0},{"id":"c","x":2,"y":0}]}""", TestContext.Current.CancellationToken), StringComparison.Ordinal);

    private static SeatPlan Solve(SeatProblem problem) => SeatSolver.Solve(problem, Short, null, TestContext.Current.CancellationToken);

    private static SeatProblem Room(ulong seed, int n, double side, bool accessible)
    {
        var chance = new Chance(seed);
        var seats = Enumerable.Range(0, n).Select(i => new Seat($"s{i}", chance.Share() * side, chance.Share() * side, chance.Below(3) == 0,
            chance.Below(12) switch { 0 => true, 1 => false, _ => null })).ToList();
        return new SeatProblem(seats, 1.5, [new(side / 2, 0, side / 2, side / 2)], null, accessible ? 2 : 0);
    }

    private static bool Clash(SeatProblem p, int a, int b)
    {
        var (s, t) = (p.Seats[a], p.Seats[b]);
        if (p.Conflicts is { } pairs)
            return pairs.Contains((s.Id, t.Id)) || pairs.Contains((t.Id, s.Id));
        if (Math.Sqrt((s.X - t.X) * (s.X - t.X) + (s.Y - t.Y) * (s.Y - t.Y)) >= p.Distance - 1e-9)
            return false;
        // The only wall in these tests is upright.
        return !p.Separators.Any(w => (s.X - w.X1) * (t.X - w.X1) < 0
            && s.Y + (w.X1 - s.X) / (t.X - s.X) * (t.Y - s.Y) is var y && y >= w.Y1 && y <= w.Y2);
    }

    private static void Check(SeatProblem p, SeatPlan plan)
    {
        var at = plan.Chosen.Select(id => p.Seats.ToList().FindIndex(s => s.Id == id)).ToArray();
        Assert.DoesNotContain(-1, at);
        Assert.Equal(at.Length, at.Distinct().Count());
        Assert.All(at, a => Assert.DoesNotContain(at, b => b != a && Clash(p, a, b)));
        Assert.All(Enumerable.Range(0, p.Seats.Count), i => Assert.True(p.Seats[i].Fixed is null || p.Seats[i].Fixed == at.Contains(i)));
        Assert.True(at.Count(a => p.Seats[a].Accessible) >= p.AccessibleAtLeast);
    }

    private static int BruteForce(SeatProblem p)
    {
        var n = p.Seats.Count;
        var near = Enumerable.Range(0, n).Select(a => Enumerable.Range(0, n).Where(b => b != a && Clash(p, a, b)).Sum(b => 1 << b)).ToArray();
        var best = -1;
        for (var set = 0; set < 1 << n; set++)
        {
            var size = System.Numerics.BitOperations.PopCount((uint)set);
            var inside = Enumerable.Range(0, n).Where(v => (set >> v & 1) != 0);
            if (size > best && inside.All(v => (near[v] & set) == 0) && inside.Count(v => p.Seats[v].Accessible) >= p.AccessibleAtLeast
                && Enumerable.Range(0, n).All(v => p.Seats[v].Fixed is not { } f || f == ((set >> v & 1) != 0)))
                best = size;
        }

        return best;
    }
}
