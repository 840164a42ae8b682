namespace InBeeld.Planning.Funds;

/// <summary>Makes a mix keep to the rules of its funds, and better by paying one or two pupils anew.</summary>
internal sealed class FundMend(FundGrid grid, Func<bool> stop)
{
    /// <summary>Two pupils paid anew, at most so often for one mix.</summary>
    private const int MostPairs = 60_000;

    private readonly long[] best = new long[grid.Arcs];
    private readonly long[] trial = new long[grid.Arcs];
    private readonly int[][] order = [.. Enumerable.Range(0, grid.Pupils).Select(i =>
        Enumerable.Range(grid.First[i], grid.First[i + 1] - grid.First[i]).OrderBy(a => grid.Rest[a]).ToArray())];

    private readonly long[][] sorted = [.. Enumerable.Range(0, grid.Pupils).Select(i => grid.Most[grid.First[i]..grid.First[i + 1]].OrderDescending().ToArray())];

    private int pairs;

    /// <summary>In the order of the file; per pupil the fund preferred most first, each as much as its rules allow.</summary>
    public static long[] FirstCome(FundGrid grid)
    {
        var pay = new long[grid.Arcs];
        var room = (long[])grid.Room.Clone();
        for (var i = 0; i < grid.Pupils; i++)
        {
            var left = grid.Cost[i];
            for (var a = grid.First[i]; a < grid.First[i + 1]; a++)
            {
                var amount = Math.Min(Math.Min(left, grid.Most[a]), room[grid.FundOf[a]]);
                if (amount < grid.Least[a] || (grid.Rest[a] && amount < left))
                    continue;
                pay[a] = amount;
                room[grid.FundOf[a]] -= amount;
                left -= amount;
            }
        }

        return pay;
    }

    /// <summary>Drops claims against the rules, fills what is free, and pays single pupils anew.</summary>
    public long[] Of(long[] relaxed)
    {
        var pay = (long[])relaxed.Clone();
        Drop(pay);
        var room = grid.Left(pay);
        for (var i = 0; i < grid.Pupils; i++)
            Fill(pay, room, i);
        for (var i = 0; i < grid.Pupils; i++)
        {
            if (grid.Paid(pay, i) < grid.Cost[i])
                Again(pay, room, i);
        }

        return pay;
    }

    /// <summary>Pays one or two pupils anew while that is better; slower.</summary>
    public void Better(long[] pay)
    {
        var room = grid.Left(pay);
        pairs = 0;
        while (!stop() && pairs < MostPairs && Pass(pay, room))
        {
        }
    }

    private void Drop(long[] pay)
    {
        for (var i = 0; i < grid.Pupils; i++)
        {
            for (var a = grid.First[i]; a < grid.First[i + 1]; a++)
            {
                if (pay[a] < grid.Least[a] || pay[a] > grid.Most[a])
                    pay[a] = 0;
            }

            if (grid.Paid(pay, i) == grid.Cost[i])
                continue;
            for (var a = grid.First[i]; a < grid.First[i + 1]; a++)
            {
                if (grid.Rest[a])
                    pay[a] = 0;
            }
        }
    }

    /// <summary>Claims that are made become larger.</summary>
    private void Fill(long[] pay, long[] room, int pupil)
    {
        var left = grid.Cost[pupil] - grid.Paid(pay, pupil);
        for (var a = grid.First[pupil]; a < grid.First[pupil + 1] && left > 0; a++)
        {
            if (pay[a] == 0)
                continue;
            var more = Math.Min(Math.Min(left, grid.Most[a] - pay[a]), room[grid.FundOf[a]]);
            pay[a] += more;
            room[grid.FundOf[a]] -= more;
            left -= more;
        }
    }

    private bool Pass(long[] pay, long[] room)
    {
        var better = false;
        for (var i = 0; i < grid.Pupils && pairs < MostPairs && !stop(); i++)
        {
            better |= Again(pay, room, i);
            var troubled = Troubled(pay, i);
            for (var j = 0; j < grid.Pupils && troubled && pairs < MostPairs; j++)
            {
                if (j == i || !Gives(pay, room, i, j) || !Both(pay, room, i, j))
                    continue;
                better = true;
                troubled = Troubled(pay, i);
            }
        }

        return better;
    }

    private bool Troubled(long[] pay, int pupil) => order[pupil].Length > 0 && (grid.Paid(pay, pupil) < grid.Cost[pupil] || Claims(pay, pupil) > Fewest(pupil));

    /// <summary>Whether the second pupil is paid by a fund that the first can use, and could use something that is free or that the first gives back.</summary>
    private bool Gives(long[] pay, long[] room, int i, int j)
    {
        var (gives, gets) = (false, false);
        foreach (var a in order[j])
        {
            var shared = -1;
            foreach (var b in order[i])
                shared = grid.FundOf[b] == grid.FundOf[a] ? b : shared;
            gives |= shared >= 0 && pay[a] > 0;
            gets |= pay[a] < grid.Most[a] && (room[grid.FundOf[a]] > 0 || (shared >= 0 && pay[shared] > 0));
        }

        return gives && gets;
    }

    private bool Again(long[] pay, long[] room, int pupil)
    {
        var before = Value(pay, pupil);
        Release(pay, room, pupil);
        var after = Cover(room, pupil);
        if (after >= before)
        {
            Restore(pay, room, pupil);
            return false;
        }

        Take(pay, room, pupil);
        return true;
    }

    private bool Both(long[] pay, long[] room, int i, int j)
    {
        pairs++;
        var before = Sum(Value(pay, i), Value(pay, j));
        Release(pay, room, i);
        Release(pay, room, j);
        for (var turn = 0; turn < 2; turn++)
        {
            var (one, other) = turn == 0 ? (i, j) : (j, i);
            var first = Cover(room, one);
            var mine = best[grid.First[one]..grid.First[one + 1]];
            for (var a = 0; a < mine.Length; a++)
                room[grid.FundOf[grid.First[one] + a]] -= mine[a];
            if (Sum(first, Cover(room, other)) < before)
            {
                mine.CopyTo(pay, grid.First[one]);
                Take(pay, room, other);
                return true;
            }

            for (var a = 0; a < mine.Length; a++)
                room[grid.FundOf[grid.First[one] + a]] += mine[a];
        }

        Restore(pay, room, i);
        Restore(pay, room, j);
        return false;
    }

    /// <summary>What the pupil's claims take is free again; the claims themselves stay written until they are replaced.</summary>
    private void Release(long[] pay, long[] room, int pupil)
    {
        for (var a = grid.First[pupil]; a < grid.First[pupil + 1]; a++)
            room[grid.FundOf[a]] += pay[a];
    }

    private void Restore(long[] pay, long[] room, int pupil)
    {
        for (var a = grid.First[pupil]; a < grid.First[pupil + 1]; a++)
            room[grid.FundOf[a]] -= pay[a];
    }

    private void Take(long[] pay, long[] room, int pupil)
    {
        for (var a = grid.First[pupil]; a < grid.First[pupil + 1]; a++)
        {
            pay[a] = best[a];
            room[grid.FundOf[a]] -= best[a];
        }
    }

    private static FundWorth Sum(FundWorth a, FundWorth b) => new(a.Uncovered + b.Uncovered, a.Claims + b.Claims, a.Preference + b.Preference);

    private FundWorth Value(long[] pay, int pupil)
    {
        var (left, claims, preference) = (grid.Cost[pupil], 0, 0L);
        for (var a = grid.First[pupil]; a < grid.First[pupil + 1]; a++)
        {
            left -= pay[a];
            claims += pay[a] > 0 ? 1 : 0;
            preference += pay[a] * grid.Rank[grid.FundOf[a]];
        }

        return new(left, claims, preference);
    }

    private int Claims(long[] pay, int pupil) => order[pupil].Length - pay.AsSpan(grid.First[pupil], order[pupil].Length).Count(0L);

    private int Fewest(int pupil)
    {
        var (left, few) = (grid.Cost[pupil], 0);
        foreach (var most in sorted[pupil])
        {
            if (left <= 0)
                break;
            left -= most;
            few++;
        }

        return few;
    }

    /// <summary>The best way found to pay one pupil with the room there is: each fund nothing or as much as it can, those that pay the rest last.</summary>
    private FundWorth Cover(long[] room, int pupil)
    {
        var (begin, arcs) = (grid.First[pupil], order[pupil]);
        Array.Clear(trial, begin, arcs.Length);
        Array.Clear(best, begin, arcs.Length);
        var value = new FundWorth(grid.Cost[pupil], 0, 0);
        Try(0, grid.Cost[pupil], 0, 0, arcs.Sum(a => Math.Min(grid.Most[a], room[grid.FundOf[a]])));
        return value;

        void Try(int k, long left, int claims, long preference, long possible)
        {
            if (new FundWorth(left, claims, preference) is var now && now < value)
            {
                value = now;
                Array.Copy(trial, begin, best, begin, arcs.Length);
            }

            if (k == arcs.Length || left == 0 || left - possible > value.Uncovered || (left - possible >= value.Uncovered && claims >= value.Claims))
                return;
            var a = arcs[k];
            var most = Math.Min(grid.Most[a], room[grid.FundOf[a]]);
            var amount = Math.Min(left, most);
            if (amount >= grid.Least[a] && !(grid.Rest[a] && amount < left))
            {
                trial[a] = amount;
                Try(k + 1, left - amount, claims + 1, preference + (amount * grid.Rank[grid.FundOf[a]]), possible - most);
                trial[a] = 0;
            }

            Try(k + 1, left, claims, preference, possible - most);
        }
    }
}
