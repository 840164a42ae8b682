using InBeeld.Planning.Allocation;

namespace InBeeld.Planning.Tests.Allocation;

public class AllocateTests
{
    private static readonly Limits Short = new(5);

    private static AllocationAnswer Solve(AllocationProblem problem) => Allocator.Solve(problem, Short, null, TestContext.Current.CancellationToken);

    /// <summary>Small and tight, so that choices hurt.</summary>
    internal static AllocationProblem Any(Chance chance, int children, int places, bool ties, bool uses) => new(
        [.. Enumerable.Range(0, children).Select(c => new Child(
            $"c{c}", chance.Below(4),
            [.. Enumerable.Range(0, places).Where(_ => chance.Below(3) > 0).Select(p => new Option(p, chance.Below(12) - 2, uses ? 1 + chance.Below(4) : 1))],
            null, ties && chance.Below(2) == 0 ? $"t{chance.Below(3)}" : null, chance.Below(places + 1) - 1))],
        [.. Enumerable.Range(0, places).Select(p => new Place($"p{p}", chance.Below(uses ? 8 : 4)))]);

    /// <summary>Every plan there is.</summary>
    internal static Worth Best(AllocationProblem problem)
    {
        var units = Units.Of(problem);
        var choice = new int[units.All.Length];
        var left = (long[])units.Capacity.Clone();
        var best = units.Worth([.. choice.Select(_ => -1)]);
        void Try(int u)
        {
            if (u == choice.Length)
            {
                var worth = units.Worth(choice);
                best = worth < best ? worth : best;
                return;
            }

            choice[u] = -1;
            Try(u + 1);
            for (var s = 0; s < units.All[u].Spots.Length; s++)
            {
                var spot = units.All[u].Spots[s];
                if (left[spot.Place] < spot.Use)
                    continue;
                choice[u] = s;
                left[spot.Place] -= spot.Use;
                Try(u + 1);
                left[spot.Place] += spot.Use;
            }
        }

        Try(0);
        return best;
    }

    [Fact]
    public void Children_alone_get_the_best_of_all_plans_and_every_reason_holds()
    {
        var chance = new Chance(11);
        var full = 0;
        for (var i = 0; i < 400; i++)
        {
            var problem = Any(chance, 1 + chance.Below(6), 1 + chance.Below(3), false, false);
            var answer = Solve(problem);
            Assert.Null(AllocationCheck.Of(problem, answer));
            Assert.Equal(Best(problem), answer.Worth);
            Assert.True(answer.Proven);
            full += answer.Unplaced.Count(u => u.Why == Why.Full);
            Assert.DoesNotContain(answer.Unplaced, u => u.Why == Why.NoRoomFound);
        }

        Assert.True(full > 50);
    }

    [Fact]
    public void Uses_that_are_equal_at_each_place_are_exact_as_well()
    {
        var chance = new Chance(12);
        for (var i = 0; i < 200; i++)
        {
            var problem = Any(chance, 1 + chance.Below(6), 3, false, false);
            problem = new AllocationProblem(
                [.. problem.Children.Select(c => c with { Options = [.. c.Options.Select(o => o with { Use = o.Place + 2 })] })],
                [.. problem.Places.Select(p => p with { Capacity = p.Capacity * 3 })]);
            var answer = Solve(problem);
            Assert.Null(AllocationCheck.Of(problem, answer));
            Assert.Equal(Best(problem), answer.Worth);
            Assert.Equal("flow", answer.Method);
        }
    }

    [Fact]
    public void Children_together_and_uses_that_differ_get_the_best_of_all_plans_when_there_are_few()
    {
        var chance = new Chance(13);
        for (var i = 0; i < 300; i++)
        {
            var problem = Any(chance, 1 + chance.Below(6), 1 + chance.Below(3), chance.Below(2) == 0, chance.Below(3) > 0);
            var answer = Solve(problem);
            Assert.Null(AllocationCheck.Of(problem, answer));
            Assert.Equal(Best(problem), answer.Worth);
            Assert.True(answer.Proven);
        }
    }

    [Fact]
    public void The_search_for_many_holds_and_its_bound_is_never_better_than_the_best_of_all_plans()
    {
        var chance = new Chance(14);
        for (var i = 0; i < 20; i++)
        {
            var problem = Any(chance, 7, 3, i % 2 == 0, i % 3 > 0);
            var units = Units.Of(problem);
            var first = units.FirstCome();
            var (choice, bound, _) = Search.Solve(units, first, 1, () => false, () => false, () => false, _ => { }, small: false, runs: 2);
            var (best, worth) = (Best(problem), units.Worth(choice));
            Assert.True(worth >= best);
            Assert.True(units.Worth(first) >= worth);
            Assert.True(bound.UnplacedWeight <= best.UnplacedWeight, $"{bound} {best}");
            if (worth.UnplacedWeight == best.UnplacedWeight)
                Assert.True(bound.Kept >= best.Kept, $"{bound} {best}");
            if ((worth.UnplacedWeight, worth.Kept) == (best.UnplacedWeight, best.Kept))
                Assert.True(bound.Cost <= best.Cost, $"{bound} {best}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_same_seed_gives_the_same_plan_when_children_go_together(bool uses)
    {
        var units = Units.Of(Any(new Chance(5), 45, 6, true, uses));
        int[] Once() => Search.Solve(units, units.FirstCome(), 3, () => false, () => false, () => false, _ => { }, small: false, runs: 2).Choice;
        Assert.Equal(Once(), Once());
    }

    [Fact]
    public void The_same_problem_gives_the_same_plan()
    {
        var problem = Any(new Chance(5), 200, 30, false, false);
        Assert.Equal(Solve(problem).PlaceOf, Solve(problem).PlaceOf);
    }

    [Fact]
    public void Planning_again_after_a_closure_moves_only_who_must()
    {
        var problem = Any(new Chance(6), 60, 30, false, false);
        var before = Solve(problem).PlaceOf;
        var closed = before.First(p => p >= 0);
        var after = new AllocationProblem(
            [.. problem.Children.Select((c, i) => c with { Previous = before[i], Weight = 1 })],
            [.. problem.Places.Select((p, i) => i == closed ? p with { Capacity = 0 } : p)]);
        var answer = Solve(after);
        var moved = Enumerable.Range(0, 60).Count(c => before[c] >= 0 && before[c] != closed && answer.PlaceOf[c] != before[c]);
        var lost = before.Count(p => p == closed);
        Assert.True(moved <= lost, $"{moved} moved for {lost}");
        // And once more, with nothing changed: nobody moves.
        var again = new AllocationProblem([.. after.Children.Select((c, i) => c with { Previous = answer.PlaceOf[i] })], after.Places);
        Assert.Equal(answer.PlaceOf, Solve(again).PlaceOf);
    }

    [Fact]
    public void The_heaviest_goes_first_also_when_it_comes_last()
    {
        var problem = new AllocationProblem([new Child("a", 1, [new Option(0, 5)]), new Child("b", 9, [new Option(0, 50)]), new Child("c", 1, [])], [new Place("p", 1)]);
        var answer = Solve(problem);
        Assert.Equal([-1, 0, -1], answer.PlaceOf);
        Assert.Equal([Why.Full, Why.NoOptions], answer.Unplaced.Select(u => u.Why));
        Assert.Equal(1, answer.FirstCome.Weight);
    }

    [Fact]
    public void Nothing_to_plan_is_an_answer()
    {
        Assert.True(Solve(new AllocationProblem([], [])).Proven);
        Assert.True(Solve(new AllocationProblem([], [new Place("p", 3)])).Proven);
        Assert.Equal([-1], Solve(new AllocationProblem([new Child("a", 1, [])], [])).PlaceOf);
    }

    [Fact]
    public void Stopped_at_once_it_still_gives_first_come_first_served()
    {
        var problem = Any(new Chance(5), 3000, 30, false, false);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var answer = Allocator.Solve(problem, Short, null, stop.Token);
        Assert.Null(AllocationCheck.Of(problem, answer));
        Assert.False(answer.Proven);
    }

    [Fact]
    public void The_check_sees_a_wrong_answer()
    {
        var problem = new AllocationProblem([new Child("a", 1, [new Option(0, 5)], Together: "t"), new Child("b", 1, [new Option(0, 5)], Together: "t")], [new Place("p", 1)]);
        var answer = Solve(problem);
        Assert.Null(AllocationCheck.Of(problem, answer));
        Assert.NotNull(AllocationCheck.Of(problem, answer with { PlaceOf = [0, -1] }));
        Assert.NotNull(AllocationCheck.Of(problem, answer with { PlaceOf = [0, 0] }));
        Assert.NotNull(AllocationCheck.Of(problem, answer with { Worth = default }));
        Assert.NotNull(AllocationCheck.Of(problem, answer with { Unplaced = [] }));
        var open = new AllocationProblem([new Child("a", 1, [new Option(0, 5)]), new Child("b", 1, [new Option(0, 5)])], [new Place("p", 2)]);
        var left = Solve(open) with { PlaceOf = [0, -1] };
        Assert.NotNull(AllocationCheck.Certificate(open, left, new Unplaced(1, Why.Full, [0])));
    }
}
