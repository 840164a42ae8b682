namespace InBeeld.Planning.Allocation;

/// <summary>
/// Search for units of different size: a unit moves to a spot; when that is full somebody there swaps or is ejected to a spot that is left.
/// Worse plans are accepted less and less (Kirkpatrick, Gelatt, Vecchi, 1983); spots that are good at the Lagrangian prices are tried most.
/// </summary>
internal sealed class Annealing
{
    private readonly Flat flat;
    private readonly Chance chance;
    private readonly int[] ranked;
    private readonly int[] at;
    private readonly long[] left;
    private readonly List<int>[] inside;
    private readonly int[] position;
    private readonly List<int> moved = [];
    private readonly int[] bestAt;
    private Worth worth;
    private Worth best;

    /// <param name="flat">The problem.</param>
    /// <param name="choice">Per unit its spot number or -1: a plan that holds.</param>
    /// <param name="price">Per place; decides which spots are tried most.</param>
    public Annealing(Flat flat, int[] choice, double[] price, Chance chance)
    {
        this.flat = flat;
        this.chance = chance;
        ranked = new int[flat.Place.Length];
        for (var u = 0; u < flat.Count; u++)
        {
            var mine = Enumerable.Range(flat.Start[u], flat.Start[u + 1] - flat.Start[u])
                .OrderByDescending(s => flat.Gain[s] - (price[flat.Place[s]] * flat.Use[s])).ToArray();
            mine.CopyTo(ranked, flat.Start[u]);
        }

        at = (int[])choice.Clone();
        left = (long[])flat.Units.Capacity.Clone();
        inside = [.. left.Select(_ => new List<int>())];
        position = new int[flat.Count];
        for (var u = 0; u < flat.Count; u++)
        {
            var spot = at[u];
            at[u] = -1;
            worth = worth with { UnplacedWeight = worth.UnplacedWeight + flat.Weight[u] };
            if (spot >= 0)
                Move(u, spot);
        }

        best = worth;
        bestAt = (int[])at.Clone();
        moved.Clear();
    }

    public Worth Best => best;

    public int[] BestAt => bestAt;

    public void Run(long moves, double hot, double cold, Func<bool> stop)
    {
        var heat = hot;
        var cooling = Math.Pow(cold / hot, 1024.0 / moves);
        for (long i = 0; i < moves; i++)
        {
            if ((i & 1023) == 0)
            {
                heat *= cooling;
                if (stop())
                    return;
            }

            var unit = chance.Below(flat.Count);
            var (first, count) = (flat.Start[unit], flat.Start[unit + 1] - flat.Start[unit]);
            if (count == 0)
                continue;
            // Good ones more often: halfway the time one of the first three, else any.
            var rank = (chance.Next() & 3) != 0 ? chance.Below(Math.Min(count, 4)) : chance.Below(count);
            var spot = ranked[first + rank];
            if (spot != at[unit])
                Try(unit, spot, heat);
            if (worth < best)
                Keep();
        }
    }

    /// <summary>Only who moved since the best plan is copied.</summary>
    private void Keep()
    {
        best = worth;
        if (moved.Count > flat.Count)
        {
            at.CopyTo(bestAt, 0);
        }
        else
        {
            foreach (var unit in moved)
                bestAt[unit] = at[unit];
        }

        moved.Clear();
    }

    private double Energy(int unit, int spot) => spot < 0 ? flat.Loss[unit] : -flat.Gain[spot];

    private bool Accept(double change, double heat) => change <= 0 || chance.Share() < Math.Exp(-change / heat);

    private void Try(int unit, int spot, double heat)
    {
        var (place, use) = (flat.Place[spot], flat.Use[spot]);
        var old = at[unit];
        var change = Energy(unit, spot) - Energy(unit, old);
        if (left[place] >= use)
        {
            if (Accept(change, heat))
                Move(unit, spot);
            return;
        }

        if (inside[place].Count == 0)
            return;
        var other = inside[place][chance.Below(inside[place].Count)];
        var otherOld = at[other];
        if (left[place] + flat.Use[otherOld] < use)
            return;
        // The other goes where this one was, or to the best spot with room, or out.
        var (to, least) = (-1, flat.Loss[other]);
        for (var s = flat.Start[other]; s < flat.Start[other + 1]; s++)
        {
            var q = flat.Place[s];
            if (q == place || -flat.Gain[s] >= least)
                continue;
            var room = left[q] + (old >= 0 && flat.Place[old] == q ? flat.Use[old] : 0);
            if (room >= flat.Use[s])
                (to, least) = (s, -flat.Gain[s]);
        }

        if (!Accept(change + least - Energy(other, otherOld), heat))
            return;
        Move(other, -1);
        Move(unit, spot);
        if (to >= 0)
            Move(other, to);
    }

    private void Move(int unit, int spot)
    {
        var old = at[unit];
        var (weight, kept, cost) = (worth.UnplacedWeight, worth.Kept, worth.Cost);
        if (old >= 0)
        {
            var list = inside[flat.Place[old]];
            var last = list[^1];
            list[position[unit]] = last;
            position[last] = position[unit];
            list.RemoveAt(list.Count - 1);
            left[flat.Place[old]] += flat.Use[old];
            kept -= flat.Kept[old];
            cost -= flat.Cost[old];
        }
        else
        {
            weight -= flat.Weight[unit];
        }

        at[unit] = spot;
        if (moved.Count <= flat.Count)
            moved.Add(unit);
        if (spot >= 0)
        {
            var list = inside[flat.Place[spot]];
            position[unit] = list.Count;
            list.Add(unit);
            left[flat.Place[spot]] -= flat.Use[spot];
            kept += flat.Kept[spot];
            cost += flat.Cost[spot];
        }
        else
        {
            weight += flat.Weight[unit];
        }

        worth = new Worth(weight, kept, cost);
    }
}
