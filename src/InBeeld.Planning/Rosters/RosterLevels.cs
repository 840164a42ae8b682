namespace InBeeld.Planning.Rosters;

/// <summary>Weights so large that one unit of a level outweighs all that can follow.</summary>
internal static class RosterLevels
{
    public static RosterWeights Of(RosterProblem problem, int days)
    {
        var w = problem.Weights;
        if (!w.Levels)
        {
            return w;
        }

        decimal dislike = problem.Staff.SelectMany(p => p.Available).Select(a => Math.Abs((decimal)a.Dislike)).DefaultIfEmpty(0).Max();
        var wishes = problem.Staff.Sum(p => p.Wishes.Sum(x => Math.Abs((decimal)x.Weight)));
        decimal cells = Math.Max(1, problem.Staff.Count * days);
        var rest = (cells * ((Math.Max(w.WorkDislike, w.ReserveDislike) * dislike) + w.NotOwnPlace + w.ReserveDuty)) + (2 * wishes) + (w.Load * days) + 1;
        var change = problem.Previous.Count == 0 ? 0 : rest;
        var reserve = rest + (change * cells);
        var staff = reserve * (problem.Slots.Sum(s => s.Reserve.Sum(n => (decimal)n.Count)) + 1);
        if (staff * (problem.Slots.Sum(s => s.Needed.Sum(n => (decimal)n.Count)) + 1) > 4_000_000_000_000_000m)
        {
            throw new ArgumentException("weights: too many people and days for levels; give weights");
        }

        return w with { MissingStaff = (long)staff, MissingReserve = (long)reserve, Change = (long)change };
    }
}
