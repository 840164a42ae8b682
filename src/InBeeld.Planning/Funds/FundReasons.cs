namespace InBeeld.Planning.Funds;

/// <summary>Why something stays uncovered. Where all funds that can be reached are empty, they are the cut that proves it.</summary>
internal static class FundReasons
{
    /// <param name="grid">The problem.</param>
    /// <param name="pay">The mix.</param>
    /// <param name="proven">Whether no mix leaves less uncovered.</param>
    public static List<NotPaid> Of(FundGrid grid, long[] pay, bool proven)
    {
        var left = grid.Problem.Funds.Select(f => f.Left).ToArray();
        for (var a = 0; a < pay.Length; a++)
            left[grid.FundOf[a]] -= pay[a];
        var (seen, reasons) = (new Dictionary<int, List<int>>(), new List<NotPaid>());
        for (var i = 0; i < grid.Pupils; i++)
        {
            var missing = grid.Cost[i] - grid.Paid(pay, i);
            if (missing == 0)
                continue;
            var pupil = grid.Problem.Pupils[i];
            int[] may = [.. pupil.Shares.Select(s => s.Fund).Order()];
            var arcs = Enumerable.Range(grid.First[i], grid.First[i + 1] - grid.First[i]).ToList();
            var reached = Reached(grid, pay, i, seen);
            int[] rich = [.. reached.Where(f => left[f] > 0)];
            var dropped = may.Where(f => left[f] > 0 && !arcs.Exists(a => grid.FundOf[a] == f) && grid.Problem.Funds[f].Pays == Pays.Rest).ToArray();
            reasons.Add((may.Length, arcs.Count, reached.Count, rich.Length) switch
            {
                (0, _, _, _) => new(i, missing, WhyNotPaid.NoFund, may),
                (_, 0, _, _) => new(i, missing, WhyNotPaid.NothingFits, may),
                (_, _, 0, _) when dropped.Length > 0 => new(i, missing, WhyNotPaid.Rules, dropped),
                (_, _, 0, _) => new(i, missing, WhyNotPaid.AtTheMost, [.. arcs.Select(a => grid.FundOf[a]).Order()]),
                (_, _, _, 0) => new(i, missing, WhyNotPaid.Empty, [.. reached]),
                _ when proven => new(i, missing, WhyNotPaid.Rules, rich),
                _ => new(i, missing, WhyNotPaid.NotFound, may),
            });
        }

        return reasons;
    }

    /// <summary>The funds that could pay more for this pupil, then those that could pay more for whom these pay, and so on.</summary>
    private static SortedSet<int> Reached(FundGrid grid, long[] pay, int pupil, Dictionary<int, List<int>> onward)
    {
        var funds = new SortedSet<int>(More(grid, pay, pupil));
        var todo = new Queue<int>(funds);
        while (todo.TryDequeue(out var fund))
        {
            if (!onward.TryGetValue(fund, out var further))
            {
                var whom = Enumerable.Range(0, grid.Arcs).Where(a => grid.FundOf[a] == fund && pay[a] > 0).Select(a => grid.PupilOf[a]);
                onward[fund] = further = [.. whom.SelectMany(i => More(grid, pay, i)).Distinct()];
            }

            foreach (var f in further)
            {
                if (funds.Add(f))
                    todo.Enqueue(f);
            }
        }

        return funds;
    }

    private static IEnumerable<int> More(FundGrid grid, long[] pay, int pupil)
    {
        for (var a = grid.First[pupil]; a < grid.First[pupil + 1]; a++)
        {
            if (pay[a] < grid.Most[a])
                yield return grid.FundOf[a];
        }
    }
}
