using InBeeld.Planning.Funds;

namespace InBeeld.Planning.Tests.Funds;

public sealed class FundTests
{
    private static readonly Limits Short = new(20);

    private static FundAnswer Solve(FundProblem problem) => FundPlanner.Solve(problem, Short, null, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(false, 21)]
    [InlineData(true, 22)]
    public void A_mix_is_the_best_of_all_and_every_reason_holds(bool rules, ulong seed)
    {
        var chance = new Chance(seed);
        var why = new HashSet<WhyNotPaid>();
        for (var i = 0; i < 600; i++)
        {
            var problem = SmallFunds.Any(chance, rules);
            var answer = Solve(problem);
            Assert.Null(FundCheck.Of(problem, answer));
            Assert.Equal(SmallFunds.Best(problem), answer.Worth);
            Assert.True(answer.Proven, $"{i}: {answer.Bound} for {answer.Worth}");
            Assert.Equal(answer.Worth, answer.Bound);
            why.UnionWith(answer.NotPaid.Select(n => n.Why));
        }

        Assert.Superset(new HashSet<WhyNotPaid> { WhyNotPaid.NoFund, WhyNotPaid.NothingFits, WhyNotPaid.AtTheMost, WhyNotPaid.Empty }, why);
        Assert.Equal(rules, why.Contains(WhyNotPaid.Rules));
    }

    /// <summary>Prices of a few kinds, so that many pupils are alike, as in real programmes.</summary>
    private static FundProblem Larger(Chance chance, bool rules) => new(
        [.. Enumerable.Range(0, 40).Select(i => new FundPupil($"p{i}", 750 * (1 + chance.Below(8)), [.. Enumerable.Range(0, 6).Where(_ => chance.Below(2) == 0).Select(f => new FundShare(f))]))],
        [.. Enumerable.Range(0, 6).Select(f => new Fund(
            $"f{f}", 10_000 + chance.Below(30_000), f == 0 ? 2500 : null, rules ? (Pays)(f % 3) : Pays.Part, rules && f % 3 == 2 ? 1500 : 0, rules && f == 3 ? 1000 : 0, f))]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Larger_mixes_keep_to_the_rules_are_never_worse_than_first_come_and_the_same_each_time(bool rules)
    {
        for (ulong seed = 1; seed <= 2; seed++)
        {
            var problem = Larger(new Chance(seed), rules);
            var answer = Solve(problem);
            Assert.Null(FundCheck.Of(problem, answer));
            Assert.True(answer.Worth <= answer.FirstCome);
            Assert.True(rules || answer.ProvenGoals > 0, "Without rules the cents uncovered are exact.");
            var again = Solve(problem);
            Assert.Equal(answer.Claims, again.Claims);
            Assert.Equal((answer.Bound, answer.Nodes), (again.Bound, again.Nodes));
        }
    }

    [Fact]
    public void Who_stops_it_gets_the_best_so_far_and_no_proof()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var problem = Larger(new Chance(5), true);
        var answer = FundPlanner.Solve(problem, Short, null, stopped.Token);
        Assert.Null(FundCheck.Of(problem, answer));
        Assert.Equal(answer.FirstCome, answer.Worth);
        Assert.False(answer.Proven);
        Assert.Equal(0, answer.ProvenGoals);
    }

    [Fact]
    public void It_tells_how_far_it_is()
    {
        var told = new Told();
        var answer = FundPlanner.Solve(Larger(new Chance(6), true), Short, told, TestContext.Current.CancellationToken);
        Assert.NotEmpty(told.All);
        Assert.All(told.All, p => Assert.True(p.Bound <= p.Best));
        Assert.Equal((double)answer.Worth.Uncovered, told.All[^1].Best);
        Assert.Equal((double)answer.Bound.Uncovered, told.All[^1].Bound);
    }

    [Fact]
    public void One_claim_is_better_than_two_and_the_fund_preferred_most_comes_first()
    {
        Fund[] funds = [new("subsidy", 3000, Preference: 0), new("own", 9000, Preference: 2), new("sponsor", 9000, Preference: 1)];
        var answer = Solve(new([new("a", 4500, [new(0), new(1), new(2)]), new("b", 3000, [new(0), new(1)])], funds));
        Assert.Equal([new FundClaim(0, 2, 4500), new FundClaim(1, 0, 3000)], answer.Claims);
        Assert.True(answer.Proven);
    }

    [Fact]
    public void Each_reason_says_which_funds()
    {
        Fund[] funds = [new("school", 2000), new("leergeld", 9000, MostPerPupil: 1000), new("course", 9000, Pays: Pays.Fixed, Amount: 5000)];
        FundPupil[] pupils =
        [
            new("nobody", 100, []), new("fixed", 4000, [new(2)]), new("most", 1500, [new(1)]), new("one", 2000, [new(0)]), new("other", 2000, [new(0)]),
            new("course", 5000, [new(2)]), new("late", 5000, [new(2)]),
        ];
        var answer = Solve(new(pupils, funds));
        Assert.True(answer.Proven);
        var why = answer.NotPaid.ToDictionary(n => pupils[n.Pupil].Id);
        Assert.Equal(WhyNotPaid.NoFund, why["nobody"].Why);
        Assert.Equal(WhyNotPaid.NothingFits, why["fixed"].Why);
        Assert.Equal((WhyNotPaid.AtTheMost, 500), (why["most"].Why, why["most"].Cents));
        Assert.Equal([0], Assert.Single(why.Values, n => n.Why == WhyNotPaid.Empty).Funds);
        Assert.Equal([2], Assert.Single(why.Values, n => n.Why == WhyNotPaid.Rules).Funds);
    }

    private sealed class Told : IProgress<Progress>
    {
        public List<Progress> All { get; } = [];

        public void Report(Progress value) => All.Add(value);
    }
}
