namespace InBeeld.Planning.Funds;

/// <summary>Checks an answer without trusting who made it.</summary>
public static class FundCheck
{
    /// <summary>Whether every claim is one that its fund may pay by its rules, nobody is paid more than the cost, no fund pays more than it has, and worth and reasons are right.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Of(FundProblem problem, FundAnswer answer)
    {
        var left = problem.Funds.Select(f => f.Left).ToArray();
        var missing = problem.Pupils.Select(p => p.Cost).ToArray();
        foreach (var claim in answer.Claims)
        {
            left[claim.Fund] -= claim.Cents;
            missing[claim.Pupil] -= claim.Cents;
        }

        if (answer.Claims.Select(c => (c.Pupil, c.Fund)).Distinct().Count() != answer.Claims.Count)
            return "A fund pays twice for the same pupil.";
        if (Array.FindIndex(left, l => l < 0) is >= 0 and var over)
            return $"{problem.Funds[over].Id} pays {-left[over]} more than it has.";
        if (Array.FindIndex(missing, m => m < 0) is >= 0 and var rich)
            return $"{problem.Pupils[rich].Id} is paid {-missing[rich]} too much.";
        if (answer.Claims.Select(c => Rule(problem, c, missing[c.Pupil])).FirstOrDefault(r => r is not null) is { } wrong)
            return wrong;
        var worth = new FundWorth(missing.Sum(), answer.Claims.Count, answer.Claims.Sum(c => c.Cents * problem.Funds[c.Fund].Preference));
        if (answer.Worth != worth)
            return $"The worth is {worth}.";
        if (answer.FirstCome < worth || answer.Worth < answer.Bound)
            return "First come, first served is better, or the bound is worse than the answer.";
        if (!answer.NotPaid.Select(n => (n.Pupil, n.Cents)).SequenceEqual(missing.Select((m, i) => (i, m)).Where(x => x.m > 0)))
            return "Not every pupil with something uncovered has one reason.";
        return answer.NotPaid.Where(n => n.Why == WhyNotPaid.Empty).Select(n => Certificate(problem, answer, n, left)).FirstOrDefault(c => c is not null);
    }

    private static string? Rule(FundProblem problem, FundClaim claim, long missing)
    {
        var (pupil, fund) = (problem.Pupils[claim.Pupil], problem.Funds[claim.Fund]);
        if (pupil.Shares.FirstOrDefault(s => s.Fund == claim.Fund) is not { } share)
            return $"{fund.Id} may not pay for {pupil.Id}.";
        if (claim.Cents <= 0 || claim.Cents < fund.Least || claim.Cents > (share.Most ?? claim.Cents) || claim.Cents > (fund.MostPerPupil ?? claim.Cents))
            return $"{fund.Id} may not pay {claim.Cents} for {pupil.Id}.";
        return (fund.Pays == Pays.Fixed && claim.Cents != fund.Amount) || (fund.Pays == Pays.Rest && missing > 0) ? $"{fund.Id} pays {pupil.Id} against its rule." : null;
    }

    /// <summary>
    /// That <see cref="NotPaid.Funds"/> proves nothing more can be paid: every fund in the set is empty, and every pupil it pays for, and this one, gets the most from
    /// each fund outside the set that may pay. One more cent for this pupil is one less for another.
    /// </summary>
    private static string? Certificate(FundProblem problem, FundAnswer answer, NotPaid notPaid, long[] left)
    {
        var set = notPaid.Funds.ToHashSet();
        if (set.Any(f => left[f] > 0))
            return "A fund in the set is not empty.";
        var paid = answer.Claims.ToDictionary(c => (c.Pupil, c.Fund), c => c.Cents);
        var pupils = answer.Claims.Where(c => set.Contains(c.Fund)).Select(c => c.Pupil).Append(notPaid.Pupil).Distinct();
        foreach (var p in pupils)
        {
            foreach (var share in problem.Pupils[p].Shares.Where(s => !set.Contains(s.Fund)))
            {
                if (paid.GetValueOrDefault((p, share.Fund)) < Most(problem, problem.Pupils[p], share, true))
                    return $"{problem.Funds[share.Fund].Id} could pay more for {problem.Pupils[p].Id}.";
            }
        }

        return null;
    }

    /// <summary>The most a fund could ever pay for a pupil; 0 when its rules fit no claim.</summary>
    private static long Most(FundProblem problem, FundPupil pupil, FundShare share, bool whole)
    {
        var fund = problem.Funds[share.Fund];
        var most = Math.Min(Math.Min(pupil.Cost, fund.Left), Math.Min(share.Most ?? long.MaxValue, fund.MostPerPupil ?? long.MaxValue));
        if (most < fund.Least || (fund.Pays == Pays.Fixed && (most < fund.Amount || fund.Amount < fund.Least)))
            return 0;
        if (whole && fund.Pays == Pays.Rest && pupil.Shares.Sum(s => Most(problem, pupil, s, false)) < pupil.Cost)
            return 0;
        return fund.Pays == Pays.Fixed ? fund.Amount : most;
    }
}
