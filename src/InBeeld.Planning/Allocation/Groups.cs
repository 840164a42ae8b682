using System.Numerics;

namespace InBeeld.Planning.Allocation;

/// <summary>
/// Large-neighbourhood search (Shaw, 1998) with exact parts: a few places and some of who could go there are planned anew. Each place lists all the sets
/// that are good enough at prices per unit; one set for each place, with nobody twice, is put together by branch and bound.
/// </summary>
internal sealed class Groups
{
    private const int Sets = 1000, Looks = 200_000, Steps = 10, MostPlaces = 12, MostUnits = 64;
    private readonly Flat flat;
    private readonly Chance chance;
    private readonly double[] price;
    private readonly double[] off;
    private readonly double gap;
    private readonly double[] loss;
    private readonly int[] at;
    private readonly long[] left;
    private readonly List<int>[] inside;
    private readonly int[][] spotsOf;
    private readonly int[] unitOf;
    private readonly Knapsack[] sacks = [.. Enumerable.Range(0, MostPlaces).Select(_ => new Knapsack())];
    private double size = 4;
    private Worth worth;

    /// <param name="flat">The problem.</param>
    /// <param name="start">Per unit its spot number or -1: a plan that holds.</param>
    /// <param name="price">Per unit, what a place for it costs in the whole.</param>
    /// <param name="off">Per spot how much worse it is than the best of the unit, at prices per place; those that are far off are not tried.</param>
    /// <param name="gap">How much the second-best spot of a unit usually is off.</param>
    public Groups(Flat flat, int[] start, double[] price, double[] off, double gap, Chance chance)
    {
        (this.flat, this.price, this.off, this.gap, this.chance) = (flat, price, off, gap, chance);
        loss = [.. flat.Loss];
        at = new int[flat.Count];
        left = (long[])flat.Units.Capacity.Clone();
        inside = [.. left.Select(_ => new List<int>())];
        (spotsOf, unitOf) = flat.ByPlace();
        Array.Fill(at, -1);
        Restart(start);
        (Best, BestAt) = (worth, (int[])at.Clone());
    }

    public Worth Best { get; private set; }

    /// <summary>Per unit its spot number or -1.</summary>
    public int[] BestAt { get; private set; }

    /// <summary>Goes on from another plan that holds.</summary>
    public void Restart(int[] start)
    {
        for (var u = 0; u < at.Length; u++)
            Take(u);
        for (var u = 0; u < at.Length; u++)
            Put(u, start[u]);
        worth = flat.Worth(at);
    }

    /// <summary>To have no place costs so much more than a place does; a unit may then be left out for a while, which opens ways.</summary>
    public void Soften(double more)
    {
        for (var u = 0; u < loss.Length; u++)
            loss[u] = Math.Min(flat.Loss[u], price[u] + more);
    }

    public void Run(int rounds, Func<bool> stop)
    {
        for (var round = 0; round < rounds && !stop(); round++)
        {
            Again();
            if (worth < Best)
                (Best, BestAt) = (worth, (int[])at.Clone());
        }
    }

    private void Again()
    {
        var places = Places(2 + chance.Below((int)size));
        var near = gap * (1 + (10 * chance.Share()));
        var units = Units(places, near);
        if (places.Length < 2 || units.Length < 2)
            return;
        var (k, n) = (places.Length, units.Length);
        var room = places.Select(p => left[p]).ToArray();
        var now = 0.0;
        var spot = new int[n, k];
        for (var i = 0; i < n; i++)
        {
            var mine = at[units[i]];
            now += mine < 0 ? loss[units[i]] : -flat.Gain[mine];
            for (var j = 0; j < k; j++)
            {
                var s = flat.SpotAt(units[i], places[j]);
                spot[i, j] = s >= 0 && (s == mine || off[s] <= near) ? s : -1;
                room[j] += s >= 0 && s == mine ? flat.Use[s] : 0;
            }
        }

        var items = places.Select((_, j) => Enumerable.Range(0, n).Where(i => spot[i, j] >= 0 && flat.Use[spot[i, j]] <= room[j]).ToArray()).ToArray();
        var (bound, prices) = Climb(units, spot, items, room, now);
        if (now - bound < -1e-6)
            return;
        var lists = places.Select((_, j) => Lists(j, now - bound, room[j], items[j])).OfType<List<(ulong Set, double Short)>>().ToArray();
        if (lists.Length < k)
        {
            // Too many that are equally good: fewer places, next time.
            size = Math.Max(1, size - 0.5);
            return;
        }

        var order = Enumerable.Range(0, k).OrderBy(j => lists[j].Count).ToArray();
        var together = new Together([.. order.Select(j => lists[j])], [.. units.Select((u, i) => loss[u] - prices[i])], now - bound, chance, Looks);
        var sets = together.Run(Current(units, places, order));
        size = together.Stopped ? Math.Max(2, size - 0.5) : Math.Min(MostPlaces - 2, size + 0.02);
        if (sets is null)
            return;
        foreach (var u in units)
            Take(u);
        for (var i = 0; i < n; i++)
        {
            var j = Array.FindIndex(sets, set => (set >> i & 1) != 0);
            Put(units[i], j < 0 ? -1 : spot[i, order[j]]);
        }

        worth = flat.Worth(at);
    }

    /// <summary>All sets that are good enough, or when those are too many the best of them.</summary>
    private List<(ulong Set, double Short)>? Lists(int j, double within, long room, int[] items)
    {
        for (var tries = 0; tries < 20; tries++, within *= 0.6)
        {
            if (sacks[j].All(within, room, Sets) is { } list)
                return Spread(list, items);
        }

        return null;
    }

    private ulong[] Current(int[] units, int[] places, int[] order)
    {
        var sets = new ulong[places.Length];
        for (var j = 0; j < places.Length; j++)
        {
            for (var i = 0; i < units.Length; i++)
                sets[j] |= at[units[i]] >= 0 && flat.Place[at[units[i]]] == places[order[j]] ? 1UL << i : 0;
        }

        return sets;
    }

    private static List<(ulong Set, double Short)> Spread(List<(ulong Set, double Short)> list, int[] items)
    {
        for (var l = 0; l < list.Count; l++)
        {
            var (set, spread) = (list[l].Set, 0UL);
            for (; set != 0; set &= set - 1)
                spread |= 1UL << items[BitOperations.TrailingZeroCount(set)];
            list[l] = (spread, list[l].Short);
        }

        return list;
    }

    /// <summary>A few steps for the prices of these units alone; at the end the tables are those of the best prices.</summary>
    private (double Bound, double[] Price) Climb(int[] units, int[,] spot, int[][] items, long[] room, double now)
    {
        var (n, k) = (units.Length, items.Length);
        var mine = units.Select(u => Math.Min(loss[u], price[u])).ToArray();
        var (best, bestPrice) = (double.NegativeInfinity, (double[])mine.Clone());
        var (value, use, chosen, times) = (new double[n], new long[n], new bool[n], new int[n]);
        var step = 1.0;
        for (var round = 0; ; round++)
        {
            var sum = mine.Sum();
            Array.Fill(times, 1);
            for (var j = 0; j < k; j++)
            {
                var all = items[j];
                for (var i = 0; i < all.Length; i++)
                    (value[i], use[i]) = (mine[all[i]] + flat.Gain[spot[all[i], j]], flat.Use[spot[all[i], j]]);
                sacks[j].Fill(value.AsSpan(0, all.Length), use.AsSpan(0, all.Length), room[j]);
                sacks[j].Best(chosen);
                sum -= sacks[j].Most;
                for (var i = 0; i < all.Length; i++)
                    times[all[i]] -= chosen[i] ? 1 : 0;
            }

            if (sum > best)
            {
                best = sum;
                mine.CopyTo(bestPrice, 0);
            }

            double length = times.Sum(t => t * t);
            if (round == Steps || best > now + 1e-6 || length == 0)
                return (sum, (double[])mine.Clone());
            for (var i = 0; i < n; i++)
                mine[i] = Math.Min(loss[units[i]], mine[i] + (step * Math.Max(now - sum, 1e-6) / length * times[i]));
            step *= 0.85;
            if (round == Steps - 1)
                bestPrice.CopyTo(mine, 0);
        }
    }

    private int[] Places(int wanted)
    {
        var places = new List<int> { chance.Below(left.Length) };
        for (var tries = 0; places.Count < Math.Min(wanted, left.Length) && tries < 20; tries++)
        {
            var from = places[chance.Below(places.Count)];
            if (spotsOf[from].Length == 0)
                continue;
            var unit = inside[from].Count > 0 ? inside[from][chance.Below(inside[from].Count)] : unitOf[spotsOf[from][chance.Below(spotsOf[from].Length)]];
            var good = Enumerable.Range(flat.Start[unit], flat.Start[unit + 1] - flat.Start[unit]).Where(s => off[s] <= 3 * gap).ToArray();
            var next = flat.Place[good.Length == 0 ? flat.Start[unit] : good[chance.Below(good.Length)]];
            if (!places.Contains(next))
                places.Add(next);
        }

        return [.. places];
    }

    /// <summary>Who could well go elsewhere among these places, and who is nowhere.</summary>
    private int[] Units(int[] places, double near)
    {
        var could = new HashSet<int>();
        foreach (var p in places)
        {
            foreach (var s in spotsOf[p])
            {
                var u = unitOf[s];
                if (s != at[u] && off[s] <= near && (at[u] < 0 || places.Contains(flat.Place[at[u]])))
                    could.Add(u);
            }
        }

        return could.Count <= MostUnits ? [.. could.Order()] : [.. could.Select(c => (Unit: c, By: chance.Share())).OrderBy(c => c.By).ThenBy(c => c.Unit).Take(MostUnits).Select(c => c.Unit)];
    }

    private void Take(int unit)
    {
        if (at[unit] >= 0)
        {
            left[flat.Place[at[unit]]] += flat.Use[at[unit]];
            inside[flat.Place[at[unit]]].Remove(unit);
        }
    }

    private void Put(int unit, int spot)
    {
        at[unit] = spot;
        if (spot >= 0)
        {
            left[flat.Place[spot]] -= flat.Use[spot];
            inside[flat.Place[spot]].Add(unit);
        }
    }
}
