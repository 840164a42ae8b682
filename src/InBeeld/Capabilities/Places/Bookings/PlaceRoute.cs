using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Bookings;

/// <summary>A place in the library as a route by which a child can be helped: booked at the first time that has room, else on the waiting list of the first time.</summary>
internal sealed class PlaceRoute(Frame frame, BookPlaces book, Text text, TimeProvider clock) : IRoute
{
    private const int DaysAhead = 28;

    internal sealed class Total
    {
        public long Free { get; set; }
        public long Places { get; set; }
    }

    internal sealed class Place
    {
        public Guid Id { get; set; }
        public string State { get; set; } = "";
        public DateTimeOffset At { get; set; }
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public string Library { get; set; } = "";
    }

    public string Kind => "library_place";

    /// <summary>The times of that day that are not over: what is free of what there is, no more than was agreed.</summary>
    public async Task<Capacity> CapacityAsync(Guid municipality, DateOnly day, CancellationToken ct)
    {
        var (from, to, now) = (Amsterdam.At(day, TimeOnly.MinValue), Amsterdam.At(day.AddDays(1), TimeOnly.MinValue), clock.GetUtcNow());
        var slots = await SlotRow.ListAsync(frame, "s.library_id = any (app.libraries()) and s.state = 'open' and (s.municipality_id is null or s.municipality_id = @municipality) and s.starts >= @from and s.starts < @to and s.ends > @now", new { municipality, from, to, now, wanted = Array.Empty<string>() }, 500, ct);
        return slots.Count == 0 ? Capacity.Unknown : new Capacity(slots.Sum(s => s.Free), slots.Sum(s => s.Places), null);
    }

    public async Task<Outcome<RouteState>> StartAsync(Guid id, Guid pupil, DateOnly from, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if ((await StatesAsync(pupil, ct)).FirstOrDefault(s => s.Reference == id) is { } known)
        {
            return known;
        }

        var start = from > Amsterdam.Day(now) ? Amsterdam.At(from, TimeOnly.MinValue) : now;
        var slots = await SlotRow.ListAsync(frame, "s.library_id = any (app.libraries()) and s.state = 'open' and s.starts > @start and s.starts < @end", new { start, end = start.AddDays(DaysAhead), now, wanted = Array.Empty<string>() }, 500, ct);
        foreach (var slot in slots.Where(s => s.Free > 0).Take(5))
        {
            var outcome = await book.RunAsync(new BookInput(id, [slot.Id], [pupil], new Dictionary<Guid, string[]>(), false), ct);
            if (outcome.Ok && outcome.Value is [{ Outcome: "" } booked])
            {
                return new RouteState(Kind, booked.Booking, RouteState.Running, Amsterdam.Day(now), text["Plek op {0} in {1}", slot.When(Amsterdam.Day(now)), slot.Library]);
            }
        }

        foreach (var slot in slots.Where(s => !s.NoSupervision).Take(3))
        {
            var outcome = await book.WaitAsync(new BookInput(id, [slot.Id], [pupil], new Dictionary<Guid, string[]>(), false), ct);
            if (outcome.Ok && outcome.Value is [{ Outcome: "waiting" }])
            {
                return new RouteState(Kind, BookPlaces.Same(id, slot.Id, pupil), RouteState.Asked, Amsterdam.Day(now), text["Op de wachtlijst voor {0} in {1}", slot.When(Amsterdam.Day(now)), slot.Library]);
            }
        }

        return Refusal.Of("Er is geen tijd waarop dit kind kan. Vraag de gemeente om meer plekken.");
    }

    public async Task<IReadOnlyList<RouteState>> StatesAsync(Guid pupil, CancellationToken ct)
    {
        var today = clock.Today();
        var rows = await frame.ListAsync<Place>("""
            select b.id, b.state, b.at, s.starts, s.ends, l.name as library from booking b join slot s on s.id = b.slot_id join organisation l on l.id = s.library_id where b.pupil_id = @pupil
            union all select w.id, 'waiting', w.at, s.starts, s.ends, l.name from booking_wait w join slot s on s.id = w.slot_id join organisation l on l.id = s.library_id where w.pupil_id = @pupil and w.ended_at is null and s.starts > @now
            order by at desc limit 20
            """, new { pupil, now = clock.GetUtcNow() }, ct);
        return [.. rows.Select(r => new RouteState(Kind, r.Id, r.State == "waiting" ? RouteState.Asked : r.State is "booked" or "in" && r.Ends > clock.GetUtcNow() ? RouteState.Running : RouteState.Ended, Amsterdam.Day(r.At),
            r.State == "waiting" ? text["Op de wachtlijst voor {0} in {1}", When(r), r.Library] : r.State == "cancelled" ? text["Afgezegd: {0} in {1}", When(r), r.Library] : text["Plek op {0} in {1}", When(r), r.Library]))];

        string When(Place r) => $"{Show.Day(Amsterdam.Day(r.Starts), today)}, {Show.Time(r.Starts)}–{Show.Time(r.Ends)}";
    }
}
