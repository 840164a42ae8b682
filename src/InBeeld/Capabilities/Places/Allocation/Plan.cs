using InBeeld.Planning;
using InBeeld.Planning.Allocation;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>What a school asks for one child, without a name.</summary>
/// <param name="Class">0 to 3, for whom it is most needed first.</param>
/// <param name="Want">Parts of the week, each on another day.</param>
/// <param name="Previous">The series the child has now, in the order in which they were given.</param>
/// <param name="Busy">At these times the child is somewhere already.</param>
internal sealed record Asked(Guid Id, Guid School, Guid? Family, int Class, int Want, string[] Parts, string[] Needs, Guid[] Previous, Guid[] Busy);

/// <summary>A slot that comes back every week.</summary>
/// <param name="Capacity">Children at a time, the least of all weeks.</param>
/// <param name="PerSchool">At most so many of one school; null: no limit.</param>
/// <param name="Supervisor">The school that supervises; <see cref="Guid.Empty"/>: nobody needs to; null: nobody yet.</param>
/// <param name="AtSchool">How many children of a school are there already, where <paramref name="PerSchool"/> counts.</param>
/// <param name="Weeks">Of each different week, how many seats are free of each mix of kinds (<see cref="SeatKinds"/>).</param>
internal sealed record Series(Guid Id, Guid Library, int Weekday, string Part, int Capacity, int? PerSchool, Guid? Supervisor, IReadOnlyList<int[]> Weeks, IReadOnlyDictionary<Guid, int>? AtSchool = null)
{
    /// <summary>Whether children with these needs can all sit there, in every week.</summary>
    public bool Seats(IReadOnlyList<int> mixes) => Weeks.All(free => SeatKinds.Fit(free, mixes));
}

/// <summary>The choices of one computation.</summary>
/// <param name="Extra">So many places more in every slot: what if.</param>
/// <param name="MostMinutes">No further than this.</param>
/// <param name="UseOffers">With the supervision that schools offer where there is none yet.</param>
/// <param name="Stay">Who has a place keeps it where nobody gets less by that.</param>
internal sealed record Choices(int Extra, int MostMinutes, bool UseOffers, bool Stay);

/// <summary>What one child gets.</summary>
/// <param name="Reason">Why less than was asked: a code of allocation_outcome; empty when all was given.</param>
/// <param name="Reach">How many series the child could have.</param>
internal sealed record Given(Asked Asked, IReadOnlyList<Guid> Series, string Reason, int Reach);

/// <param name="PlacedByClass">Children with at least one part of the week.</param>
/// <param name="Promised">Series that open by supervision that a school offered.</param>
/// <param name="Proven">In the first round nothing better exists; else at most <paramref name="OpenWeight"/> better in weight.</param>
internal sealed record Planned(IReadOnlyList<Given> Given, int[] PlacedByClass, int Parts, int Kept, int HadBefore, IReadOnlyList<(Guid Series, Guid School)> Promised, bool Proven, long OpenWeight,
    int[] FirstComeByClass, int FirstComeParts, double Seconds);

/// <summary>
/// Gives the parts of the week round by round: first everybody one, then a second to who asked for more, and so on; each round by <see cref="Allocator"/>. So nobody gets
/// a second part while another who could have it gets none. Seats of a kind and the most per school are checked after each round; what does not fit is barred and the round done again;
/// who was barred at last takes what is left and fits. So what is promised fits the seats of every week.
/// </summary>
internal static class Plan
{
    public const int Unknown = 15;
    public static readonly IReadOnlyList<long> Weights = [64, 16, 4, 1];

    /// <param name="enough">The best so far is taken; the rounds after it, and what does not fit in it, get a short look.</param>
    /// <exception cref="OperationCanceledException">Nothing of it is wanted any more.</exception>
    public static Planned Make(IReadOnlyList<Asked> asked, IReadOnlyList<Series> series, IReadOnlyDictionary<(Guid School, Guid Library), int> minutes, IReadOnlyDictionary<Guid, string[]> offers, Choices choices, TimeProvider clock, TimeSpan limit, IProgress<SoFar>? progress, CancellationToken enough, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        var open = new List<Series>();
        var promised = new List<(Guid, Guid)>();
        foreach (var s in series)
        {
            var offering = s.Supervisor is null && choices.UseOffers ? offers.Where(o => o.Value.Contains(s.Part)).OrderByDescending(o => asked.Count(a => a.School == o.Key && a.Parts.Contains(s.Part))).ThenBy(o => o.Key).Select(o => (Guid?)o.Key).FirstOrDefault() : null;
            if (offering is { } school)
            {
                promised.Add((s.Id, school));
            }

            open.Add(s with { Capacity = s.Capacity + choices.Extra, Supervisor = s.Supervisor ?? offering });
        }

        var reach = asked.Select(a => Reaching(a, open, minutes, choices)).ToList();
        var given = asked.Select(_ => new List<int>()).ToList();
        var left = open.ConvertAll(s => s.Capacity);
        var why = new string[asked.Count];
        // The needs of who was given a place there.
        var seated = open.ConvertAll(_ => new List<int>());
        var (proven, openWeight) = (true, 0L);
        var rounds = Math.Min(5, asked.Select(a => a.Want).DefaultIfEmpty().Max());
        for (var round = 0; round < rounds; round++)
        {
            // The first part matters most; what was barred is a small change, for which a short look is enough.
            var (most, began) = (round == 0 ? 4 : 1, clock.GetTimestamp());
            Limits For(int attempt) => new(enough.IsCancellationRequested ? 0.1 : Math.Clamp((limit - clock.GetElapsedTime(started)).TotalSeconds, 0.1, attempt > 0 ? 0.5 : most));
            void Tell(int placed) => progress?.Report(new SoFar(round + 1, rounds, asked.Count, given.Count(g => g.Count > 0) + (round == 0 ? placed : 0), given.Sum(g => g.Count) + placed, (round + Math.Min(1, clock.GetElapsedTime(began).TotalSeconds / most)) / rounds));
            var least = Round(round, asked, open, reach, given, left, seated, minutes, choices, For, why, Tell, enough, ct);
            if (round == 0)
            {
                openWeight = Enumerable.Range(0, asked.Count).Where(i => given[i].Count == 0).Sum(i => Weights[asked[i].Class]) - Math.Max(least, LeastWeight.Of(asked, open, reach, ct));
                proven = openWeight <= 0;
            }
        }

        var result = asked.Select((a, i) => new Given(a, [.. given[i].Select(s => open[s].Id)], given[i].Count >= a.Want ? "" : why[i], reach[i].Count)).ToList();
        var (firstParts, first) = FirstCome(asked, open, reach, minutes);
        return new Planned(result, ByClass(asked, i => given[i].Count > 0), given.Sum(g => g.Count), asked.Select((a, i) => given[i].Count(s => a.Previous.Contains(open[s].Id))).Sum(), asked.Sum(a => a.Previous.Count(p => open.Exists(s => s.Id == p))),
            [.. promised.Where(p => given.Exists(g => g.Exists(s => open[s].Id == p.Item1)))], proven, openWeight, first, firstParts, clock.GetElapsedTime(started).TotalSeconds);
    }

    // One part of the week for who asked for more than were given in the rounds before. Tells the weight that stays without even if seats had no kinds and schools no most.
    private static long Round(int round, IReadOnlyList<Asked> asked, List<Series> open, List<List<int>> reach, List<List<int>> given, List<int> left, List<List<int>> seated, IReadOnlyDictionary<(Guid, Guid), int> minutes, Choices choices, Func<int, Limits> limits, string[] why, Action<int> tell, CancellationToken enough, CancellationToken ct)
    {
        var who = Enumerable.Range(0, asked.Count).Where(i => asked[i].Want > round && given[i].Count == round).ToList();
        var barred = new HashSet<(int Child, int Series)>();
        var (best, unplaced, least) = (who.ConvertAll(_ => -1), who.Sum(i => Weights[asked[i].Class]), 0L);
        for (var attempt = 0; attempt < 5 && who.Count > 0; attempt++)
        {
            ct.ThrowIfCancellationRequested();
            var children = who.ConvertAll(i =>
            {
                var options = reach[i].Where(s => !given[i].Exists(g => open[g].Weekday == open[s].Weekday) && !barred.Contains((i, s)) && left[s] > 0).Select(s => new Option(s, Cost(asked[i], open[s], minutes))).ToList();
                var had = choices.Stay ? asked[i].Previous.Select(p => options.FindIndex(o => open[o.Place].Id == p)).Where(o => o >= 0).Select(o => options[o].Place).Append(-1).First() : -1;
                return new Child(i.ToString(System.Globalization.CultureInfo.InvariantCulture), Weights[asked[i].Class], options, null, asked[i].Family?.ToString(), had);
            });
            // Children of one family who did not get as far as one another go on apart.
            var alone = children.Where(c => c.Together is not null).GroupBy(c => c.Together).Where(g => g.Count() == 1).Select(g => g.Key).ToHashSet();
            children = children.ConvertAll(c => alone.Contains(c.Together) ? c with { Together = null } : c);

            // What of a plan holds: without who is too much, and without whoever comes together with them.
            List<(int Child, int Series)> Take(IReadOnlyList<int> placeOf, bool last)
            {
                var tooMuch = TooMuch(who, placeOf, asked, open, given, seated);
                var apart = tooMuch.Select(t => children[who.IndexOf(t.Child)].Together).Where(t => t is not null).ToHashSet();
                var holds = placeOf.Select((s, n) => s >= 0 && !tooMuch.Contains((who[n], s)) && !apart.Contains(children[n].Together) ? s : -1).ToList();
                var rest = who.Where((_, n) => holds[n] < 0).Sum(i => Weights[asked[i].Class]);
                if (rest < unplaced || (last && rest == unplaced))
                {
                    (best, unplaced) = (holds, rest);
                }

                tell(best.Count(s => s >= 0));
                return tooMuch;
            }

            // A few times a second: for a large town it takes a while to see what holds.
            var next = 0.0;
            var telling = new Telling(p =>
            {
                if (p.Seconds >= next)
                {
                    Take(p.PlaceOf!, false);
                    next = p.Seconds + 0.25;
                }
            });
            var answer = Allocator.Solve(new AllocationProblem(children, [.. open.Select((s, n) => new Place(n.ToString(System.Globalization.CultureInfo.InvariantCulture), left[n]))]), limits(attempt), telling, enough.IsCancellationRequested ? ct : enough);
            least = attempt == 0 ? answer.Bound.UnplacedWeight : least;
            var over = Take(answer.PlaceOf, true);
            barred.UnionWith(over);
            if (over.Count == 0)
            {
                break;
            }
        }

        var without = new List<int>();
        for (var n = 0; n < who.Count; n++)
        {
            if (best[n] < 0)
            {
                without.Add(who[n]);
            }
            else
            {
                Give(who[n], best[n]);
            }
        }

        // Who was barred for another who got a place elsewhere in the end takes what is left; brothers and sisters still together.
        foreach (var unit in without.GroupBy(i => asked[i].Family ?? asked[i].Id).Where(u => u.Any(i => barred.Any(b => b.Child == i))).OrderByDescending(u => u.Sum(i => Weights[asked[i].Class])).ThenBy(u => u.First()).ToList())
        {
            var still = reach[unit.First()].Where(s => unit.All(i => reach[i].Contains(s) && !given[i].Exists(g => open[g].Weekday == open[s].Weekday)) && left[s] >= unit.Count()
                && open[s].Seats([.. seated[s], .. unit.Where(i => asked[i].Needs.Length > 0).Select(i => SeatKinds.Mix(asked[i].Needs))]) && unit.GroupBy(i => asked[i].School).All(g => Of(g.Key, s, asked, open, given) + g.Count() <= (open[s].PerSchool ?? int.MaxValue)));
            if (still.OrderBy(s => unit.Sum(i => Cost(asked[i], open[s], minutes))).Select(s => (int?)s).FirstOrDefault() is { } s)
            {
                foreach (var i in unit)
                {
                    Give(i, s);
                    without.Remove(i);
                }
            }
        }

        foreach (var i in without)
        {
            why[i] = Reason(asked[i], open, minutes, choices, reach[i].Exists(s => left[s] > 0 && !given[i].Exists(g => open[g].Weekday == open[s].Weekday)), barred.Any(b => b.Child == i));
        }

        return least;

        void Give(int i, int s)
        {
            given[i].Add(s);
            left[s]--;
            if (asked[i].Needs.Length > 0)
            {
                seated[s].Add(SeatKinds.Mix(asked[i].Needs));
            }
        }
    }

    // How many of a school are there, or get to be there.
    private static int Of(Guid school, int s, IReadOnlyList<Asked> asked, List<Series> open, List<List<int>> given) =>
        Enumerable.Range(0, asked.Count).Count(i => asked[i].School == school && given[i].Contains(s)) + (open[s].AtSchool?.GetValueOrDefault(school) ?? 0);

    // Who would be one too many for the seats of a kind or for the most of a school: the least needed of them.
    private static List<(int Child, int Series)> TooMuch(List<int> who, IReadOnlyList<int> placeOf, IReadOnlyList<Asked> asked, List<Series> open, List<List<int>> given, List<List<int>> seated)
    {
        var over = new List<(int, int)>();
        foreach (var group in Enumerable.Range(0, who.Count).Where(n => placeOf[n] >= 0).GroupBy(n => placeOf[n]))
        {
            var s = open[group.Key];
            var there = seated[group.Key].ToList();
            foreach (var n in group.Where(n => asked[who[n]].Needs.Length > 0).OrderBy(n => asked[who[n]].Class).ThenBy(n => n))
            {
                there.Add(SeatKinds.Mix(asked[who[n]].Needs));
                if (!s.Seats(there))
                {
                    there.RemoveAt(there.Count - 1);
                    over.Add((who[n], group.Key));
                }
            }

            foreach (var school in s.PerSchool is null ? [] : group.GroupBy(n => asked[who[n]].School))
            {
                var already = Of(school.Key, group.Key, asked, open, given);
                over.AddRange(school.OrderBy(n => asked[who[n]].Class).ThenBy(n => n).Skip(Math.Max(0, s.PerSchool.GetValueOrDefault() - already)).Select(n => (who[n], group.Key)));
            }
        }

        return over;
    }

    private static List<int> Reaching(Asked a, List<Series> open, IReadOnlyDictionary<(Guid, Guid), int> minutes, Choices choices) =>
        [.. Enumerable.Range(0, open.Count).Where(n => open[n].Supervisor is not null && !a.Busy.Contains(open[n].Id) && a.Parts.Contains(open[n].Part) && minutes.GetValueOrDefault((a.School, open[n].Library), Unknown) <= choices.MostMinutes && Has(open[n], a))];

    private static bool Has(Series s, Asked a) => a.Needs.Length == 0 || s.Seats([SeatKinds.Mix(a.Needs)]);

    // Near, and where people of the own school are.
    private static long Cost(Asked a, Series s, IReadOnlyDictionary<(Guid, Guid), int> minutes) => minutes.GetValueOrDefault((a.School, s.Library), Unknown) + (s.Supervisor == a.School ? 0 : 10);

    // What a parent understands, the plainest reason first.
    private static string Reason(Asked a, List<Series> open, IReadOnlyDictionary<(Guid, Guid), int> minutes, Choices choices, bool room, bool barred)
    {
        var times = open.Where(s => a.Parts.Contains(s.Part) && !a.Busy.Contains(s.Id)).ToList();
        var near = times.Where(s => minutes.GetValueOrDefault((a.School, s.Library), Unknown) <= choices.MostMinutes).ToList();
        var fitting = near.Where(s => Has(s, a)).ToList();
        return times.Count == 0 ? "times" : near.Count == 0 ? "far" : fitting.Count == 0 ? "needs" : !fitting.Exists(s => s.Supervisor is not null) ? "supervision"
            : !room ? "full" : barred ? (a.Needs.Length > 0 ? "needs" : "quota") : a.Family is not null ? "siblings" : "room";
    }

    // In the order in which was asked, everybody takes what is cheapest and free, as many parts as wanted.
    private static (int Parts, int[] ByClass) FirstCome(IReadOnlyList<Asked> asked, List<Series> open, List<List<int>> reach, IReadOnlyDictionary<(Guid, Guid), int> minutes)
    {
        var left = open.ConvertAll(s => s.Capacity);
        var (parts, got) = (0, new bool[asked.Count]);
        for (var i = 0; i < asked.Count; i++)
        {
            var days = new HashSet<int>();
            foreach (var s in reach[i].OrderBy(s => Cost(asked[i], open[s], minutes)).ThenBy(s => s).Where(s => left[s] > 0))
            {
                if (days.Count < asked[i].Want && days.Add(open[s].Weekday))
                {
                    left[s]--;
                    parts++;
                    got[i] = true;
                }
            }
        }

        return (parts, ByClass(asked, i => got[i]));
    }

    // At once and on the thread that computes; a System.Progress would come later.
    private sealed class Telling(Action<Progress> told) : IProgress<Progress>
    {
        public void Report(Progress value) => told(value);
    }

    private static int[] ByClass(IReadOnlyList<Asked> asked, Func<int, bool> counts) => [.. Enumerable.Range(0, 4).Select(c => Enumerable.Range(0, asked.Count).Count(i => asked[i].Class == c && counts(i)))];
}
