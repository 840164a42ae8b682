using System.Numerics;
using InBeeld.Planning.Seats;

namespace InBeeld.Planning.Tests.Seats;

/// <summary>Among the largest choices the one in which the most bookings keep their seat; never fewer seats for it.</summary>
public sealed class KeepingTests
{
    private static readonly Limits Short = new(20);

    [Fact]
    public void Small_rooms_have_the_most_seats_and_of_those_choices_the_one_that_keeps_most()
    {
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var problem = Room(seed, 4 + (int)(seed % 10), 3.5, seed % 4 == 0 ? 2 : 0);
            var (count, kept) = BruteForce(problem);
            if (count < 0)
                continue;
            var plan = Solve(problem);
            Check(problem, plan);
            Assert.True((count, kept) == (plan.Count, plan.Kept), $"{seed}: {count} {kept}, not {plan.Count} {plan.Kept}");
            Assert.True(plan.Proven && plan.KeptProven, $"{seed}");
        }
    }

    [Fact]
    public void Any_conflicts_too()
    {
        for (var seed = 1UL; seed <= 150; seed++)
        {
            var chance = new Chance(seed);
            var seats = Enumerable.Range(0, 12).Select(i => new Seat($"{i}", 0, 0, Booked: chance.Below(4))).ToList();
            var share = chance.Share();
            var pairs = (from a in Enumerable.Range(0, 12) from b in Enumerable.Range(0, a) where chance.Share() < share select ($"{a}", $"{b}")).ToList();
            var problem = new SeatProblem(seats, 0, [], pairs);
            var plan = Solve(problem);
            Check(problem, plan);
            Assert.Equal(BruteForce(problem), (plan.Count, plan.Kept));
            Assert.True(plan.KeptProven);
        }
    }

    [Fact]
    public void Each_of_the_searches_alone_agrees_with_brute_force()
    {
        for (var seed = 1UL; seed <= 120; seed++)
        {
            var problem = Room(seed, 12, 4, 0);
            problem = problem with { Seats = [.. problem.Seats.Select(s => s with { Fixed = null })] };
            var graph = ConflictGraph.Build(problem);
            var (count, kept) = BruteForce(problem);
            var large = 1 + problem.Seats.Sum(s => (long)s.Booked);
            long[] weight = [.. problem.Seats.Select(s => large + s.Booked)];
            var best = count * large + kept;
            Assert.Equal(best, SwapSearch.Run(graph, weight, large, [], null, 0, seed, 5_000, () => false).Sum(v => weight[v]));
            foreach (var known in new[] { -1, best - 1, best })
            {
                var heavy = new HeavySearch(graph, weight, known);
                heavy.Run(long.MaxValue, () => false);
                Assert.True(heavy.Done);
                Assert.Equal(known == best ? null : best, heavy.Best?.Sum(v => weight[v]));
            }
        }
    }

    [Fact]
    public void Rooms_of_a_hundred_seats_never_have_fewer_and_keep_no_less()
    {
        for (var seed = 1UL; seed <= 6; seed++)
        {
            var problem = Room(seed, 110, 11, 0);
            problem = problem with { Seats = [.. problem.Seats.Select(s => s with { Fixed = null })] };
            var without = Solve(problem with { Seats = [.. problem.Seats.Select(s => s with { Booked = 0 })] });
            var plan = Solve(problem);
            Check(problem, plan);
            Assert.Equal((without.Count, without.UpperBound), (plan.Count, plan.UpperBound));
            var before = without.Chosen.Sum(id => problem.Seats.Single(s => s.Id == id).Booked);
            Assert.True(plan.Kept >= before, $"{seed}: {plan.Kept} of {before}");
            Assert.Equal(plan.Chosen, Solve(problem).Chosen);
        }
    }

    [Fact]
    public void Who_cancels_gets_an_answer_that_keeps_the_rule()
    {
        var problem = Room(2, 60, 8, 0);
        problem = problem with { Seats = [.. problem.Seats.Select(s => s with { Fixed = null })] };
        var plan = SeatSolver.Solve(problem, Short, null, new CancellationToken(true));
        Check(problem, plan);
        Assert.InRange(plan.Count, 1, plan.UpperBound);
    }

    private static SeatPlan Solve(SeatProblem problem) => SeatSolver.Solve(problem, Short, null, TestContext.Current.CancellationToken);

    private static SeatProblem Room(ulong seed, int n, double side, int accessible)
    {
        var chance = new Chance(seed);
        var seats = Enumerable.Range(0, n).Select(i => new Seat($"s{i}", chance.Share() * side, chance.Share() * side, chance.Below(3) == 0,
            chance.Below(12) switch { 0 => true, 1 => false, _ => null }, Math.Max(0, chance.Below(9) - 4))).ToList();
        // Two that are fixed next to each other are no problem to solve.
        for (var i = 0; i < n; i++)
        {
            if (seats[i].Fixed == true && seats.Take(i).Any(s => s.Fixed == true && Near(s, seats[i])))
                seats[i] = seats[i] with { Fixed = null };
        }

        return new SeatProblem(seats, 1.5, [], null, accessible);
    }

    private static bool Near(Seat a, Seat b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y)) < 1.5 - 1e-9;

    private static bool Clash(SeatProblem p, int a, int b) => p.Conflicts is { } pairs
        ? pairs.Contains((p.Seats[a].Id, p.Seats[b].Id)) || pairs.Contains((p.Seats[b].Id, p.Seats[a].Id)) : Near(p.Seats[a], p.Seats[b]);

    private static void Check(SeatProblem p, SeatPlan plan)
    {
        var at = plan.Chosen.Select(id => p.Seats.ToList().FindIndex(s => s.Id == id)).ToArray();
        Assert.Equal(at.Length, at.Distinct().Count());
        Assert.All(at, a => Assert.DoesNotContain(at, b => b != a && Clash(p, a, b)));
        Assert.All(Enumerable.Range(0, p.Seats.Count), i => Assert.True(p.Seats[i].Fixed is null || p.Seats[i].Fixed == at.Contains(i)));
        Assert.True(at.Count(a => p.Seats[a].Accessible) >= p.AccessibleAtLeast);
        Assert.Equal(at.Sum(a => p.Seats[a].Booked), plan.Kept);
    }

    private static (int Count, long Kept) BruteForce(SeatProblem p)
    {
        var n = p.Seats.Count;
        var near = Enumerable.Range(0, n).Select(a => Enumerable.Range(0, n).Where(b => b != a && Clash(p, a, b)).Sum(b => 1 << b)).ToArray();
        var (must, not, wheels) = (Of(s => s.Fixed == true), Of(s => s.Fixed == false), Of(s => s.Accessible));
        (int, long) best = (-1, 0);
        for (var set = 0; set < 1 << n; set++)
        {
            if ((set & must) != must || (set & not) != 0 || BitOperations.PopCount((uint)(set & wheels)) < p.AccessibleAtLeast)
                continue;
            var inside = Enumerable.Range(0, n).Where(v => (set >> v & 1) != 0).ToList();
            if (inside.Exists(v => (near[v] & set) != 0))
                continue;
            var value = (inside.Count, inside.Sum(v => (long)p.Seats[v].Booked));
            if (value.CompareTo(best) > 0)
                best = value;
        }

        return best;

        int Of(Func<Seat, bool> which) => Enumerable.Range(0, n).Where(v => which(p.Seats[v])).Sum(v => 1 << v);
    }
}
