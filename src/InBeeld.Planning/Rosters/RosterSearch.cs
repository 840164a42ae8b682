namespace InBeeld.Planning.Rosters;

/// <summary>
/// Large-neighbourhood search (Shaw 1998; Pisinger and Røpke 2010): free a few people or a few days and fill them again with exact parts,
/// a shortest path per person and an assignment per day. Worse answers are taken with falling chance (Kirkpatrick 1983).
/// </summary>
internal sealed class RosterSearch(RosterModel model, Chance chance, Func<bool> stop)
{
    private readonly OneRoster one = new(model);
    private readonly DayMatch match = new(model);
    private readonly Dictionary<int, int[][]> byCap = [];
    private readonly int[][] could = [.. Enumerable.Range(0, model.Lines.Length).Select(l => Enumerable.Range(0, model.People).Where(p => model.Options[p][model.Lines[l].Day].Any(o => o.Line == l)).ToArray())];

    public int[][] Best { get; private set; } = model.Empty();

    public RosterValue Value { get; private set; } = model.Value(model.Empty());

    /// <summary>What filling a need is worth when all others want it too; from the bound.</summary>
    public double[]? Prices { get; set; }

    public long Rounds { get; private set; }

    /// <summary>The best value found so far under this cap.</summary>
    public long Least(int cap) => byCap.GetValueOrDefault(cap) is { } roster ? model.Value(roster).Total : long.MaxValue;

    /// <summary>Takes over an answer if it is better.</summary>
    public void Offer(int[][] roster)
    {
        var value = model.Value(roster);
        if (value.Total < Value.Total)
        {
            Best = Copy(roster);
            Value = value;
        }
    }

    /// <summary>Day by day, first over all needs.</summary>
    public void Construct()
    {
        var roster = model.Empty();
        for (var pass = 0; pass < 2; pass++)
        {
            for (var d = 0; d < model.Days && !stop(); d++)
            {
                match.Solve(roster, d, int.MaxValue);
            }
        }

        Offer(roster);
    }

    /// <param name="enough">Stops when the value is no higher.</param>
    /// <param name="cap">Highest number of duties of one person in this part of the search.</param>
    /// <param name="heat">How much worse an answer may be taken in the beginning.</param>
    /// <param name="until">Stops before the time is over.</param>
    public void Improve(int rounds, long enough, int cap = int.MaxValue, Heat heat = Heat.Calm, Func<bool>? until = null)
    {
        if (model.People == 0 || model.Days == 0)
        {
            return;
        }

        var now = Begin(cap);
        var value = model.Value(now);
        byCap[cap] = Copy(now);
        var least = value.Total;
        var calm = 0.5 * (model.Weights.Load + model.Weights.WorkDislike + 1);
        var hot = heat switch
        {
            Heat.Calm => calm,
            Heat.Wishes => 20 * calm,
            _ => Math.Max(20 * calm, model.Weights.MissingReserve / 2.0),
        };
        for (var round = 0; round < rounds && Value.Total > enough && !stop() && until?.Invoke() != true; round++)
        {
            Rounds++;
            var next = Copy(now);
            if (chance.Below(3) == 0)
            {
                SomeDays(next, cap);
            }
            else
            {
                SomePeople(next, cap);
            }

            var found = model.Value(next);
            var worse = found.Total - value.Total;
            if (worse <= 0 || chance.Share() < Math.Exp(-worse / (hot * Math.Pow(0.1 * calm / hot, (double)round / rounds))))
            {
                now = next;
                value = found;
                if (found.Total < least)
                {
                    least = found.Total;
                    byCap[cap] = Copy(next);
                    Offer(next);
                }
            }
        }
    }

    /// <summary>The best so far under this cap; who has more duties gets a shorter roster.</summary>
    private int[][] Begin(int cap)
    {
        var roster = Copy(byCap.GetValueOrDefault(cap) is { } mine && model.Value(mine).Total <= Value.Total ? mine : Value.HighestLoad <= cap ? Best : byCap.GetValueOrDefault(cap) ?? Best);
        for (var p = 0; p < model.People; p++)
        {
            if (roster[p].Count(k => k > 0) > cap)
            {
                Again(roster, [p], cap);
            }
        }

        return roster;
    }

    private void SomeDays(int[][] roster, int cap)
    {
        var length = 1 + chance.Below(4);
        var days = Enumerable.Range(chance.Below(model.Days), length).Where(d => d < model.Days).ToArray();
        foreach (var d in days)
        {
            for (var p = 0; p < model.People; p++)
            {
                roster[p][d] = model.Fixed[p][d] ? roster[p][d] : 0;
            }
        }

        Shuffle(days);
        foreach (var d in days)
        {
            match.Solve(roster, d, cap);
        }
    }

    /// <summary>Half of the time some who could fill a need that is open, as those are what most often has to change; and others by chance.</summary>
    private void SomePeople(int[][] roster, int cap)
    {
        var wanted = 2 + chance.Below(4);
        var chosen = new List<int>();
        if (chance.Below(2) == 0)
        {
            var open = model.Open(roster);
            var lines = Enumerable.Range(0, open.Length).Where(l => open[l] > 0 && could[l].Length > 0).ToArray();
            var who = lines.Length == 0 ? [] : (int[])could[lines[chance.Below(lines.Length)]].Clone();
            Shuffle(who);
            chosen.AddRange(who.Take((wanted + 1) / 2));
        }

        while (chosen.Count < Math.Min(wanted, model.People))
        {
            var p = chance.Below(model.People);
            if (!chosen.Contains(p))
            {
                chosen.Add(p);
            }
        }

        Again(roster, chosen, cap);
    }

    private void Again(int[][] roster, List<int> chosen, int cap)
    {
        foreach (var p in chosen)
        {
            for (var d = 0; d < model.Days; d++)
            {
                roster[p][d] = model.Fixed[p][d] ? roster[p][d] : 0;
            }
        }

        // Everybody but the last looks at prices, so as to leave for others what they can do best.
        var guided = Prices is not null && chance.Below(2) == 0;
        var noise = guided ? 1 + chance.Below(20) : chance.Below(3) switch { 0 => 0, 1 => (int)Math.Min(1000, model.Weights.WorkDislike + 1), _ => (int)Math.Min(100_000, model.Weights.MissingReserve / 2) };
        var open = model.Open(roster);
        var gain = new double[open.Length];
        foreach (var p in chosen)
        {
            var dual = guided && p != chosen[^1];
            for (var l = 0; l < open.Length; l++)
            {
                gain[l] = open[l] > 0 ? (dual ? Prices![l] : model.Lines[l].Missing) - (noise > 0 ? chance.Below(noise) : 0) : OneRoster.Closed;
            }

            var row = new int[model.Days];
            if (double.IsInfinity(one.Best(p, gain, cap, row)))
            {
                continue;
            }

            roster[p] = row;
            for (var d = 0; d < model.Days; d++)
            {
                if (row[d] > 0 && model.Options[p][d][row[d] - 1].Line is >= 0 and var line)
                {
                    open[line]--;
                }
            }
        }
    }

    private void Shuffle(int[] list)
    {
        for (var i = list.Length - 1; i > 0; i--)
        {
            var j = chance.Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    private static int[][] Copy(int[][] roster) => [.. roster.Select(r => (int[])r.Clone())];
}

/// <summary>How much worse an answer the search takes at first.</summary>
internal enum Heat
{
    /// <summary>A few points: the answer is polished.</summary>
    Calm,

    /// <summary>As much as some wishes: what is missing moves to other days and people, until somebody can fill it.</summary>
    Wishes,

    /// <summary>Half of a missing reserve.</summary>
    Reserve,
}
