using InBeeld.Planning.Rosters;

namespace InBeeld.Planning.Tests.Rosters;

public sealed class RosterTests
{
    private static readonly Limits Short = new(10, 3);

    private static List<Duty> All(RosterAnswer a) => [.. a.Work, .. a.Reserve];

    private static RosterSlot Slot(string id, int day, string skill = "teacher", int reserve = 0) =>
        new(id, day, 540, 720, "a", "early", [new(skill, 1)], reserve > 0 ? [new(skill, reserve)] : []);

    private static RosterPerson Person(string id, PersonLimits? limits = null, bool library = false, string skill = "teacher", int days = 7) =>
        new(id, [skill], ["a"], ["a"], library, [.. Enumerable.Range(0, days).Select(d => new Available(null, d, null, 0))], limits ?? SmallRosters.Free, []);

    private static RosterProblem Problem(IReadOnlyList<RosterSlot> slots, params RosterPerson[] staff) => new(slots, staff, new(), [], [], []);

    [Fact]
    public void A_small_roster_is_as_good_as_the_best_of_all_rosters()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var problem = SmallRosters.Random(seed, 3, 3);
            var answer = RosterPlanner.Solve(problem, Short, cancel: TestContext.Current.CancellationToken);
            var best = SmallRosters.BestByTrying(problem);
            Assert.Empty(RosterCheck.Wrong(problem, All(answer)));
            Assert.Equal(RosterCheck.Value(problem, All(answer)), answer.Value.Total);
            Assert.True(answer.Value.Total == best, $"seed {seed}: {answer.Value.Total} where {best} is possible");
            Assert.True(answer.Bound <= best, $"seed {seed}: bound {answer.Bound} above {best}");
            Assert.Equal(answer.Proven, answer.Bound == answer.Value.Total);
        }
    }

    [Fact]
    public void A_larger_roster_keeps_all_rules_and_is_never_worse_than_first_come()
    {
        for (ulong seed = 100; seed < 106; seed++)
        {
            var problem = SmallRosters.Random(seed, 8, 14);
            var answer = RosterPlanner.Solve(problem, new(3, 1), cancel: TestContext.Current.CancellationToken);
            Assert.Empty(RosterCheck.Wrong(problem, All(answer)));
            Assert.Equal(RosterCheck.Value(problem, All(answer)), answer.Value.Total);
            Assert.True(answer.Value.Total <= answer.FirstCome.Total);
            Assert.True(answer.Bound <= answer.Value.Total);
            var missing = problem.Slots.Sum(s => s.Needed.Concat(s.Reserve).Sum(n => n.Count)) - All(answer).Count;
            Assert.Equal(missing, answer.Uncovered.Sum(u => u.Missing));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_roster()
    {
        var problem = SmallRosters.Random(7, 6, 7);
        var limits = new Limits(600, 5);
        Assert.Equal(All(RosterPlanner.Solve(problem, limits, cancel: TestContext.Current.CancellationToken)), All(RosterPlanner.Solve(problem, limits, cancel: TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Everyone_ill_leaves_all_open_with_the_reason()
    {
        var problem = Problem([Slot("m", 0), Slot("t", 1, reserve: 1)], Person("x"), Person("y")) with { Ill = [new("x", 0, 9), new("y", 0, 9)] };
        var answer = RosterPlanner.Solve(problem, Short, cancel: TestContext.Current.CancellationToken);
        Assert.Empty(All(answer));
        Assert.Equal(3, answer.Uncovered.Count);
        Assert.All(answer.Uncovered, u => Assert.Equal(WhyUncovered.NobodyAvailable, u.Why));
        Assert.True(answer.Proven);
        Assert.Equal(210_000, answer.Bound);
    }

    [Theory]
    [InlineData("teacher")]
    [InlineData("supervisor")]
    [InlineData("Supervisor")]
    public void Somebody_of_the_library_is_never_supervisor_or_teacher(string skill)
    {
        var answer = RosterPlanner.Solve(Problem([Slot("m", 0, skill, 1)], Person("x", library: true, skill: skill)), Short, cancel: TestContext.Current.CancellationToken);
        Assert.Empty(All(answer));
        Assert.All(answer.Uncovered, u => Assert.Equal(WhyUncovered.NobodyWithTheSkill, u.Why));
    }

    [Fact]
    public void Somebody_at_the_limit_of_the_week_is_named_as_the_reason()
    {
        var answer = RosterPlanner.Solve(Problem([Slot("m", 0), Slot("t", 1)], Person("x", SmallRosters.Free with { WorkPerWeek = 1 })), Short, cancel: TestContext.Current.CancellationToken);
        var open = Assert.Single(answer.Uncovered);
        Assert.Equal(WhyUncovered.AllAtTheirLimit, open.Why);
        Assert.Equal(["x"], open.People);
        Assert.True(answer.Proven);
    }

    [Fact]
    public void Nobody_works_early_after_a_late_duty_with_too_little_rest()
    {
        RosterSlot late = new("late", 0, 1140, 1320, "a", null, [new("teacher", 1)], []), early = Slot("early", 1);
        Assert.Single(RosterPlanner.Solve(Problem([late, early], Person("x", SmallRosters.Free with { Rest = 700 })), Short, cancel: TestContext.Current.CancellationToken).Work);
        Assert.Equal(2, RosterPlanner.Solve(Problem([late, early], Person("x", SmallRosters.Free with { Rest = 600 })), Short, cancel: TestContext.Current.CancellationToken).Work.Count);
    }

    [Fact]
    public void The_reserve_is_called_first_and_nobody_else_moves()
    {
        var problem = Problem([Slot("m", 0), Slot("t", 1, reserve: 1), Slot("w", 2)], Person("x"), Person("y"), Person("z"));
        Duty m = new("m", "z", "teacher", false), ill = new("t", "x", "teacher", false), reserve = new("t", "y", "teacher", true), w = new("w", "x", "teacher", false);
        var answer = RosterPlanner.Solve(problem with { From = 1, Past = [m], Previous = [m, ill, reserve, w], Ill = [new("x", 1, 1)] }, Short, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(new Duty("t", "y", "teacher", false), Assert.Single(answer.Called));
        Assert.Equal([m, new("t", "y", "teacher", false), w], answer.Work);
        Assert.Empty(answer.Reserve);
        Assert.Empty(answer.Uncovered);
    }

    [Fact]
    public void Planning_again_changes_nothing_when_nothing_happened()
    {
        var problem = SmallRosters.Random(12, 6, 7);
        var before = All(RosterPlanner.Solve(problem, Short, cancel: TestContext.Current.CancellationToken));
        var again = RosterPlanner.Solve(problem with { Previous = before }, Short with { Seed = 9 }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(0, again.Value.Changes);
        Assert.Equal(before, All(again));
    }

    [Fact]
    public void A_wrong_past_is_refused_by_name()
    {
        var problem = Problem([Slot("m", 0)], Person("x"), Person("lib", library: true));
        Assert.Contains("there is no slot q", Assert.Throws<ArgumentException>(() => RosterPlanner.Solve(problem with { Past = [new("q", "x", "teacher", false)] }, Short, cancel: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("lib works for the library", Assert.Throws<ArgumentException>(() => RosterPlanner.Solve(problem with { Past = [new("m", "lib", "teacher", false)] }, Short, cancel: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Contains("stands there twice", Assert.Throws<ArgumentException>(() => RosterPlanner.Solve(Problem([Slot("m", 0), Slot("m", 1)]), Short, cancel: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }
}
