namespace InBeeld.Bench.Making;

/// <summary>A municipality with its cases, and the teams that lead them.</summary>
/// <param name="Workers">Who leads cases; worker w works in team w % Teams. The first team is leerplicht/RMC.</param>
internal sealed record CaseTown(int Index, int FirstPupil, int Pupils, int Cases, int FirstTeam, int Teams, int FirstWorker, int Workers, int FirstCoordinator, int Coordinators);

/// <summary>
/// Which municipality has how many cases. The three largest have 5, 3 and 2.2 % of all, as the four large cities have of all people; the others as they have pupils. Cases are
/// numbered in the order of time, so that those of a municipality lie far apart on disk; all about a case follows from its number.
/// </summary>
internal sealed class CasePlan
{
    public const int PerWorker = 40, Year = 365, Days = 3 * Year, Steps = 8, Events = 12, LongEvents = 200, OneLongIn = 500;

    private readonly int[] townOf;
    private readonly int[] nth;

    public CasePlan(Country country, int cases, DateOnly today)
    {
        Today = today;
        var pupils = new int[Country.Municipalities];
        foreach (var school in country.Schools)
        {
            pupils[school.Municipality] += school.Pupils;
        }

        double[] large = [0.022, 0.03, 0.05];
        var firstLarge = Country.Municipalities - large.Length;
        var others = pupils.Take(firstLarge).Sum();
        var (first, team, worker, coordinator) = (0, 0, 0, 0);
        for (var i = 0; i < Country.Municipalities; i++)
        {
            var share = i >= firstLarge ? large[i - firstLarge] : (1 - large.Sum()) * pupils[i] / others;
            var n = Math.Min(pupils[i], (int)Math.Round(cases * share));
            var workers = Math.Max(3, (int)Math.Round(n * 0.15 / PerWorker));
            var town = new CaseTown(i, first, pupils[i], n, team, Math.Max(3, workers / 15), worker, workers, coordinator, Math.Max(1, n * 15 / 100 / 500));
            Towns.Add(town);
            (first, team, worker, coordinator) = (first + pupils[i], team + town.Teams, worker + workers, coordinator + town.Coordinators);
        }

        (Teams, Workers, Coordinators) = (team, worker, coordinator);
        // In the order of time: the cases of all municipalities mixed.
        var all = Towns.SelectMany(t => Enumerable.Range(0, t.Cases).Select(j => (Town: t.Index, Nth: j))).OrderBy(c => Chance.Of(61 + c.Town, c.Nth)).ToArray();
        (townOf, nth, Cases) = ([.. all.Select(c => c.Town)], [.. all.Select(c => c.Nth)], all.Length);
    }

    public List<CaseTown> Towns { get; } = [];
    public DateOnly Today { get; }
    public int Cases { get; }
    public int Teams { get; }
    public int Workers { get; }
    public int Coordinators { get; }

    public BenchCase this[int k]
    {
        get
        {
            var town = Towns[townOf[k]];
            var bits = Chance.Of(62, k);
            var open = Chance.Take(ref bits, 100) < 15;
            var worker = Chance.Take(ref bits, town.Workers);
            // What runs began in the last half year; what is over may have begun long ago.
            var began = open ? 1 + Chance.Take(ref bits, 180) : 60 + (int)((long)(Days - 60) * (Cases - k) / Cases);
            var closed = open ? (int?)null : Math.Max(1, began - 20 - Chance.Take(ref bits, 120));
            return new BenchCase(k, town, town.FirstPupil + (int)((long)nth[k] * town.Pupils / Math.Max(1, town.Cases)), open, open && Chance.Take(ref bits, 50) == 0, open && Chance.Take(ref bits, 10) == 0, worker, began, closed, bits);
        }
    }

    public DateTime At(int daysAgo, int of) => Today.AddDays(-daysAgo).ToDateTime(new TimeOnly(8, 0), DateTimeKind.Utc).AddSeconds(of % 28_800);
}

/// <param name="Began">So many days ago.</param>
/// <param name="Ended">So many days ago; null while it runs.</param>
internal sealed record BenchCase(int Number, CaseTown Town, int Pupil, bool Runs, bool Closing, bool Asked, int Worker, int Began, int? Ended, ulong Bits)
{
    private static readonly string[] Kinds = ["not_reached", "not_reached", "absent", "absent", "home", "learning", "help", "no_school"];
    private static readonly string[] StepKinds = ["phone", "door", "talk", "agree", "phone", "inform", "talk", "follow"];
    private static readonly string[] Titles = ["Bel het gezin", "Ga langs", "Praat met kind en ouder", "Spreek af met school", "Bel het gezin", "Laat het gezin de school weten", "Overleg met wie meldde", "Kijk hoe het gaat"];

    public Guid Id => Ids.Of(Ids.Case, Number);
    public string Kind => Kinds[(int)(Bits % 8)];
    public short Urgency => (short)(1 + (Bits / 8 % 3));
    public Guid Lead => Worker0(Worker);
    public Guid LeadTeam => MakeCases.Team(Town.FirstTeam + (Worker % Town.Teams));
    public Guid Coordinator => MakeCases.CoordinatorMember(Town.FirstCoordinator + (int)(Bits / 32 % (ulong)Town.Coordinators));

    /// <summary>What runs has one or two steps to do, of which some too late; of what is over nothing is left to do.</summary>
    public int OpenSteps => !Runs || Closing ? 0 : 1 + (int)(Bits / 64 % 2);

    public int NumberOfEvents => Number % CasePlan.OneLongIn == 0 ? CasePlan.LongEvents : CasePlan.Events;

    public BenchStep Step(int nth)
    {
        var open = nth >= CasePlan.Steps - OpenSteps;
        var length = Math.Max(1, Began - (Ended ?? 0));
        var owner = Chance.Of(63, (Number * CasePlan.Steps) + nth) is var own && own % 10 < 7 ? Worker : (int)(own / 10 % (ulong)Town.Workers);
        // Of what is open one in eight is too late; the rest is due in the coming weeks.
        var late = Chance.Of(64, Number) % 8 == 0 && nth == CasePlan.Steps - OpenSteps;
        var due = open ? late ? 2 + (int)(Bits / 256 % 6) : -(int)(Chance.Of(65, (Number * CasePlan.Steps) + nth) % 21) : Began - (length * nth / CasePlan.Steps) - 1;
        return new BenchStep(StepKinds[nth], Titles[nth], Worker0(owner), due, open ? "open" : Ended is not null && nth >= CasePlan.Steps - 2 ? "dropped" : "done");
    }

    private Guid Worker0(int worker) => MakeCases.WorkerMember(Town.FirstWorker + worker);
}

/// <param name="Due">So many days ago; negative: still to come.</param>
internal sealed record BenchStep(string Kind, string Title, Guid Owner, int Due, string State);
