using System.Text.Json;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>What is asked and what there is, without names: all that a computation needs.</summary>
/// <param name="Minutes">From a school to a library.</param>
/// <param name="Offers">The parts of the week in which people of a school can supervise.</param>
internal sealed record Question(Guid Allocation, IReadOnlyList<Asked> Asked, IReadOnlyList<Series> Places, IReadOnlyDictionary<(Guid School, Guid Library), int> Minutes, IReadOnlyDictionary<Guid, string[]> Offers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public Planned Compute(Choices choices, TimeProvider clock, IProgress<SoFar>? progress, CancellationToken enough, CancellationToken ct) => Plan.Make(Asked, Places, Minutes, Offers, choices, clock, Limit, progress, enough, ct);
}

/// <summary>Computes who gets which parts of the week, without names, and keeps it as a try: nothing is booked by it. Asked by a page, done by <see cref="DoAllocationWork"/>.</summary>
internal sealed class TryAllocation(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    private sealed class AskedRow
    {
        public Guid RequestId { get; set; }
        public Guid SchoolId { get; set; }
        public Guid? Family { get; set; }
        public int Class { get; set; }
        public int Want { get; set; }
        public string[] Parts { get; set; } = [];
        public string[] Needs { get; set; } = [];
        public Guid[] Previous { get; set; } = [];
        public Guid[] Busy { get; set; } = [];
    }

    private sealed class OfferRow
    {
        public Guid SchoolId { get; set; }
        public string[] Parts { get; set; } = [];
    }

    internal sealed class SeriesRow
    {
        public Guid Series { get; set; }
        public Guid LibraryId { get; set; }
        public string Library { get; set; } = "";
        public string Room { get; set; } = "";
        public int Weekday { get; set; }
        public string Part { get; set; } = "";
        public TimeOnly Opens { get; set; }
        public TimeOnly Closes { get; set; }
        public int Slots { get; set; }
        public int Capacity { get; set; }
        public int? PerSchool { get; set; }
        public Guid? SupervisedBy { get; set; }
        public int Accessible { get; set; }
        public int Socket { get; set; }
        public int Quiet { get; set; }
        public int Computer { get; set; }
        public int Agreed { get; set; }
        public string SchoolTaken { get; set; } = "[]";

        public string FreeSeats { get; set; } = "[]";

        public Series Plain() => new(Series, LibraryId, Weekday, Part, Capacity, PerSchool, SupervisedBy, JsonSerializer.Deserialize<List<int[]>>(FreeSeats)!,
            JsonSerializer.Deserialize<List<Dictionary<Guid, int>>>(SchoolTaken)!.SelectMany(t => t).GroupBy(t => t.Key).ToDictionary(t => t.Key, t => t.Max(x => x.Value)));
    }

    public static Task<List<SeriesRow>> PlacesAsync(Frame frame, Guid allocation, DateTimeOffset now, CancellationToken ct) =>
        frame.ListAsync<SeriesRow>("select * from app.allocation_places(@allocation, @now)", new { allocation, now }, ct);

    /// <param name="run">Made with the form, so that a double tap computes once.</param>
    public async Task<Outcome<Done>> AskAsync(Guid run, AllocationRow row, Choices choices, CancellationToken ct)
    {
        if (choices.Extra is < 0 or > 200)
        {
            return new Refusal("Extra", "Vul een aantal in van 0 tot en met 200.");
        }

        if (choices.MostMinutes is < 5 or > 120)
        {
            return new Refusal("MostMinutes", "Vul een aantal minuten in van 5 tot en met 120.");
        }

        // What cannot be computed is told with the form still there.
        var read = await ReadAsync(row.Id, ct);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        return await AllocationWork.AskAsync(frame, user, run, row.Id, choices, ct) ? Done.It : Refusal.Of("Voor deze verdeling wordt al gerekend. Wacht tot dat klaar is, of stop het.");
    }

    public async Task<Outcome<Question>> ReadAsync(Guid allocation, CancellationToken ct)
    {
        if (await AllocationRow.FindAsync(frame, allocation, ct) is not { EndedAt: null })
        {
            return Refusal.Of("Deze verdeling is al afgesloten.");
        }

        var asked = (await frame.ListAsync<AskedRow>("select * from app.allocation_asked(@allocation)", new { allocation }, ct)).ConvertAll(r => new Asked(r.RequestId, r.SchoolId, r.Family, r.Class, r.Want, r.Parts, r.Needs, r.Previous, r.Busy));
        if (asked.Count == 0)
        {
            return Refusal.Of("Nog geen school vroeg plekken. Er valt niets te verdelen.");
        }

        var places = await PlacesAsync(frame, allocation, clock.GetUtcNow(), ct);
        if (places.Count == 0)
        {
            return Refusal.Of("In deze dagen zijn er geen dagdelen in een bibliotheek waarmee jullie een afspraak hebben.");
        }

        var minutes = (await frame.ListAsync<(Guid School, Guid Library, int Minutes)>("select school_id, library_id, minutes::integer from place_travel", null, ct)).ToDictionary(t => (t.School, t.Library), t => t.Minutes);
        var offers = (await frame.ListAsync<OfferRow>("select school_id, parts from place_supervision where allocation_id = @allocation", new { allocation }, ct)).ToDictionary(o => o.SchoolId, o => o.Parts);
        return new Question(allocation, asked, places.ConvertAll(p => p.Plain()), minutes, offers);
    }

    /// <param name="early">Somebody took the best so far.</param>
    /// <returns>The number of the try; refused when somebody asked to drop it just before.</returns>
    public async Task<Outcome<int>> KeepAsync(Guid run, Question question, Choices choices, Planned plan, bool early, CancellationToken ct)
    {
        var (asked, now) = (question.Asked, clock.GetUtcNow());
        var figures = new Figures([.. Enumerable.Range(0, 4).Select(c => asked.Count(a => a.Class == c))], plan.PlacedByClass, plan.FirstComeByClass, asked.Sum(a => a.Want), plan.Parts, plan.FirstComeParts, plan.Kept, plan.HadBefore,
            plan.Given.Where(g => g.Reason.Length > 0).GroupBy(g => g.Reason).ToDictionary(g => g.Key, g => g.Count()), question.Places.Sum(p => p.Capacity + choices.Extra), plan.Proven, plan.OpenWeight, Math.Round(plan.Seconds, 2), [.. plan.Promised.Select(p => new Promise(p.Series, p.School))], early);
        var number = await frame.OneAsync<int>("select app.keep_allocation_run(@run, @Allocation, @settings::jsonb, @figures::jsonb, @requests, @got::jsonb, @reasons, @reaches, @now)", new
        {
            run, question.Allocation, settings = JsonSerializer.Serialize(choices, JsonSerializerOptions.Web), figures = JsonSerializer.Serialize(figures, JsonSerializerOptions.Web), now,
            requests = plan.Given.Select(g => g.Asked.Id).ToArray(), got = JsonSerializer.Serialize(plan.Given.Select(g => g.Series)), reasons = plan.Given.Select(g => g.Reason).ToArray(), reaches = plan.Given.Select(g => g.Reach).ToArray(),
        }, ct);
        if (!await frame.OneAsync<bool>("select app.end_allocation_work(@run, null)", new { run }, ct))
        {
            return Refusal.Of(AllocationWork.Dropped);
        }

        journal.Write("try allocation", [], Facets.None, "", new { allocation = question.Allocation, number, children = asked.Count });
        return number;
    }

    /// <param name="keep">Take the best so far; else nothing of it stays.</param>
    public async Task StopAsync(Guid run, Guid allocation, bool keep, CancellationToken ct)
    {
        if (await AllocationWork.StopAsync(frame, run, allocation, keep ? AllocationWork.Keep : AllocationWork.Drop, ct) > 0)
        {
            journal.Write("stop allocation try", [], Facets.None, "", new { allocation, keep });
        }
    }
}
