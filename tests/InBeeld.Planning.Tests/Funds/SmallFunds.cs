using InBeeld.Planning.Funds;

namespace InBeeld.Planning.Tests.Funds;

/// <summary>Small problems, and the best of all mixes there are.</summary>
internal static class SmallFunds
{
    /// <summary>Small and tight, so that choices hurt.</summary>
    public static FundProblem Any(Chance chance, bool rules)
    {
        var funds = Enumerable.Range(0, 1 + chance.Below(3)).Select(f =>
        {
            var pays = rules ? (Pays)chance.Below(3) : Pays.Part;
            return new Fund(
                $"f{f}", chance.Below(14), chance.Below(3) == 0 ? chance.Below(7) : null, pays, pays == Pays.Fixed ? 1 + chance.Below(4) : 0,
                rules && chance.Below(2) == 0 ? chance.Below(5) : 0, chance.Below(4));
        }).ToList();
        var pupils = Enumerable.Range(0, 1 + chance.Below(6)).Select(i => new FundPupil(
            $"p{i}", chance.Below(9),
            [.. Enumerable.Range(0, funds.Count).Where(_ => chance.Below(4) > 0).Select(f => new FundShare(f, chance.Below(4) == 0 ? chance.Below(6) : null))]));
        return new([.. pupils], funds);
    }

    /// <summary>Every mix: pupil by pupil, for all that can be left in the funds.</summary>
    public static FundWorth Best(FundProblem problem)
    {
        var reach = new Dictionary<string, (long[] Left, FundWorth Worth)> { [""] = ([.. problem.Funds.Select(f => f.Left)], default) };
        foreach (var pupil in problem.Pupils)
        {
            var next = new Dictionary<string, (long[] Left, FundWorth Worth)>(StringComparer.Ordinal);
            foreach (var (left, worth) in reach.Values)
            {
                foreach (var pay in Ways(problem, pupil, left))
                {
                    var after = left.Select((l, f) => l - pay[f]).ToArray();
                    var sum = new FundWorth(
                        worth.Uncovered + pupil.Cost - pay.Sum(), worth.Claims + pay.Count(p => p > 0), worth.Preference + pay.Select((p, f) => p * problem.Funds[f].Preference).Sum());
                    var key = string.Join(',', after);
                    if (!next.TryGetValue(key, out var known) || sum < known.Worth)
                        next[key] = (after, sum);
                }
            }

            reach = next;
        }

        return reach.Values.Min(r => r.Worth);
    }

    private static IEnumerable<long[]> Ways(FundProblem problem, FundPupil pupil, long[] left)
    {
        IEnumerable<long[]> ways = [new long[left.Length]];
        foreach (var share in pupil.Shares)
        {
            ways = ways.SelectMany(way => Enumerable.Range(0, (int)Math.Min(left[share.Fund], pupil.Cost - way.Sum()) + 1).Select(cents =>
            {
                var more = (long[])way.Clone();
                more[share.Fund] = cents;
                return more;
            }));
        }

        return ways.Where(way => pupil.Shares.All(s => way[s.Fund] == 0 || Fits(problem.Funds[s.Fund], s, way[s.Fund], way.Sum() == pupil.Cost)));
    }

    private static bool Fits(Fund fund, FundShare share, long cents, bool whole) =>
        cents >= fund.Least && cents <= (fund.MostPerPupil ?? cents) && cents <= (share.Most ?? cents)
        && (fund.Pays != Pays.Fixed || cents == fund.Amount) && (fund.Pays != Pays.Rest || whole);
}
