using System.Numerics;

namespace InBeeld.Planning.Allocation;

/// <summary>
/// Large-neighbourhood search (Shaw, 1998) with exact parts: a few places and some of who could go there are planned anew. Each place lists all the sets
/// that are good enough at prices per unit; one set for each place, with nobody twice, is put together by branch and bound.
/// </summary>
internal sealed class Groups
{
    private const int Sets = 3000, Looks = 3_000_000;
    private readonly Flat flat;
    private readonly Chance chance;
    private readonly double[] price;
    private readonly int[] at;
    private readonly long[] left;
    private readonly List<int>[] inside;
    private readonly int[][] spotsOf;
    private readonly int[] unitOf;
    private readonly Knapsack[] sacks = [.. Enumerable.Range(0, 16).Select(_ => new Knapsack())];
    private Worth worth;

    /// <param name="flat">The problem.</param>
    /// <param name="start">Per unit its spot number or -1: a plan that holds.</param>
    /// <param name="price">Per unit, what a place for it costs at most in the whole; guides what is looked at.</param>
    public Groups(Flat flat, int[] start, double[] price, double[] off, double gap, Chance chance)
    {
        (this.flat, this.price, this.off, this.gap, this.chance) = (flat, price, off, gap, chance);
        loss = [.. flat.Loss];
        at = (int[])start.Clone();
        left = (long[])flat.Units.Capacity.Clone();
        inside = [.. left.Select(_ => new List<int>())];
        unitOf = new int[flat.Place.Length];
        var lists = left.Select(_ => new List<int>()).ToArray();
        for (var u = 0; u < flat.Count; u++)
        {
            for (var s = flat.Start[u]; s < flat.Start[u + 1]; s++)
            {
                unitOf[s] = u;
                lists[flat.Place[s]].Add(s);
            }

            Put(u, at[u]);
        }

        spotsOf = [.. lists.Select(l => l.ToArray())];
        worth = flat.Worth(at);
    }

    public Worth Worth => worth;

    public int[] At => at;

    public long Tried, Proven, Gave, Better, Even, Lists, TC, TL, TT; public double WS;

    private double noise;
    private readonly double[] loss;
    private readonly double[] off;
    private readonly double gap;
    private static int E(string x, int d) => int.TryParse(Environment.GetEnvironmentVariable(x), out var v) ? v : d;


    public void Soft(double more)
    {
        for (var u = 0; u < loss.Length; u++)
            loss[u] = Math.Min(flat.Loss[u], price[u] + more);
    }

    private Worth best = new(long.MaxValue, 0, 0);
    private int[] bestAt = [];

    public Worth Best => best;

    public int[] BestAt => bestAt;

    public void Run(int rounds, double noise, Func<bool> stop)
    {
        this.noise = noise;
        for (var round = 0; round < rounds && !stop(); round++)
        {
            Again();
            if (worth < best)
            {
                best = worth;
                bestAt = (int[])at.Clone();
            }
        }
    }

    private void Again()
    {
        var places = Places(E("KL",2) + chance.Below(E("KH",4)));
        var near = gap * (1 + (E("NEAR", 4) * chance.Share()));
        var units = Units(places, near);
        if (places.Length < 2 || units.Length < 2)
            return;
        Tried++;
        var (k, n) = (places.Length, units.Length);
        var room = places.Select(p => left[p]).ToArray();
        var now = 0.0;
        var spot = new int[n, k];
        var energy = new double[n, k];
        for (var i = 0; i < n; i++)
        {
            now += at[units[i]] < 0 ? loss[units[i]] : 0;
            for (var j = 0; j < k; j++)
            {
                spot[i, j] = flat.SpotAt(units[i], places[j]);
                if (spot[i, j] >= 0 && spot[i, j] != at[units[i]] && off[spot[i, j]] > near)
                    spot[i, j] = -1;
                if (spot[i, j] < 0)
                    continue;
                energy[i, j] = (noise * chance.Share()) - flat.Gain[spot[i, j]];
                if (spot[i, j] == at[units[i]])
                {
                    room[j] += flat.Use[spot[i, j]];
                    now += energy[i, j];
                }
            }
        }

        var mine = units.Select(u => price[u]).ToArray();
        var items = Enumerable.Range(0, k).Select(j => Enumerable.Range(0, n).Where(i => spot[i, j] >= 0 && flat.Use[spot[i, j]] <= room[j]).ToArray()).ToArray();
        var w0 = System.Diagnostics.Stopwatch.GetTimestamp();
        (var bound, mine) = Climb(units, spot, energy, items, room, mine, now);
        TC += System.Diagnostics.Stopwatch.GetTimestamp() - w0; w0 = System.Diagnostics.Stopwatch.GetTimestamp();
        var within = now - bound;
        if (within < -1e-6)
        {
            Proven++;
            return;
        }

        var lists = new List<(ulong Set, double Short)>[k];
        for (var j = 0; j < k; j++)
        {
            var width = within;
            while (sacks[j].All(width, room[j], Sets) is var list)
            {
                if (list is not null)
                {
                    lists[j] = Spread(list, items[j]);
                    break;
                }

                width *= 0.7;
            }
            Lists += lists[j].Count;
        }

        TL += System.Diagnostics.Stopwatch.GetTimestamp() - w0; w0 = System.Diagnostics.Stopwatch.GetTimestamp();
        var order = Enumerable.Range(0, k).OrderBy(j => lists[j].Count).ToArray();
        var together = new Together([.. order.Select(j => lists[j])], [.. units.Select((u, i) => loss[u] - mine[i])], within, chance, Looks);
        var sets = together.Run(Current(units, places, order));
        TT += System.Diagnostics.Stopwatch.GetTimestamp() - w0;WS += within;
        if (together.Stopped)
            Gave++;
        if (sets is null)
            return;
        for (var i = 0; i < n; i++)
            Take(units[i]);
        for (var i = 0; i < n; i++)
        {
            var to = -1;
            for (var j = 0; j < k; j++)
            {
                if ((sets[j] >> i & 1) != 0)
                    to = spot[i, order[j]];
            }

            Put(units[i], to);
            at[units[i]] = to;
        }

        var next = flat.Worth(at);
        if (next < worth) Better++; else Even++;
        worth = next;
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
    private (double Bound, double[] Price) Climb(int[] units, int[,] spot, double[,] energy, int[][] items, long[] room, double[] mine, double now)
    {
        var (n, k) = (units.Length, items.Length);
        var (best, bestPrice) = (double.NegativeInfinity, mine);
        var (value, use, chosen, times) = (new double[n], new long[n], new bool[n], new int[n]);
        mine = (double[])mine.Clone();
        var step = 1.0;
        var rounds = E("ROUNDS", 10);
        for (var round = 0; round <= rounds; round++)
        {
            if (round == rounds)
                bestPrice.CopyTo(mine, 0);
            var sum = mine.Sum();
            Array.Fill(times, 1);
            for (var j = 0; j < k; j++)
            {
                for (var i = 0; i < items[j].Length; i++)
                    (value[i], use[i]) = (mine[items[j][i]] - energy[items[j][i], j], flat.Use[spot[items[j][i], j]]);
                sacks[j].Fill(value.AsSpan(0, items[j].Length), use.AsSpan(0, items[j].Length), room[j]);
                sacks[j].Best(chosen);
                sum -= sacks[j].Most;
                for (var i = 0; i < items[j].Length; i++)
                    times[items[j][i]] -= chosen[i] ? 1 : 0;
            }

            if (sum > best)
            {
                best = sum;
                if (round < rounds)
                    bestPrice = (double[])mine.Clone();
            }

            if (round == rounds || best > now + 1e-6)
                break;
            long length = times.Sum(t => (long)t * t);
            if (length == 0)
                return (sum, mine); // Nobody twice: this is the best there is.

            for (var i = 0; i < n; i++)
                mine[i] = Math.Min(loss[units[i]], mine[i] + (step * Math.Max(now - sum, 1e-6) / length * times[i]));
            step *= 0.9;
        }

        return (best, bestPrice);
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

        return could.Count <= 64 ? [.. could.Order()] : [.. could.Select(c => (Unit: c, By: chance.Share())).OrderBy(c => c.By).ThenBy(c => c.Unit).Take(64).Select(c => c.Unit)];
    }

    private void Take(int unit)
    {
        if (at[unit] < 0)
            return;
        left[flat.Place[at[unit]]] += flat.Use[at[unit]];
        inside[flat.Place[at[unit]]].Remove(unit);
    }

    private void Put(int unit, int spot)
    {
        if (spot < 0)
            return;
        left[flat.Place[spot]] -= flat.Use[spot];
        inside[flat.Place[spot]].Add(unit);
    }
}
