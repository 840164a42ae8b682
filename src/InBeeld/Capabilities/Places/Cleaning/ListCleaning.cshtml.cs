using System.Globalization;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Cleaning;

/// <summary>For the person with the cloth: which seat first, which toilet is due. Ticks are kept by the page while there is no connection.</summary>
[Needs(Role.Library, Role.LibraryPlanner)]
internal sealed class ListCleaningModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Seat
    {
        public Guid Id { get; set; }
        public string Label { get; set; } = "";
        public string RoomName { get; set; } = "";
        public DateTimeOffset Waits { get; set; }
        public DateTimeOffset? NextAt { get; set; }
    }

    internal sealed class Point
    {
        public Guid Id { get; set; }
        public string Title { get; set; } = "";
        public string Kind { get; set; } = "";
        public string RoomName { get; set; } = "";
        public string[] Clocks { get; set; } = [];
        public IEnumerable<TimeOnly> Times => Clocks.Select(c => TimeOnly.Parse(c, CultureInfo.InvariantCulture));
        public DateTimeOffset? LastAt { get; set; }
        public CleanState State { get; set; } = new(null, null, false);
    }

    public List<Seat> Seats { get; private set; } = [];
    public List<Point> Points { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateTimeOffset Now { get; private set; }
    public DateOnly Today => Amsterdam.Day(Now);
    public IEnumerable<Point> Due => Points.Where(p => p.State.DueAt is not null).OrderByDescending(p => p.State.Late).ThenBy(p => p.State.DueAt);

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    /// <param name="tick">Made when the button was shown, so that one tap is one tick however often it is sent.</param>
    /// <param name="at">When it was ticked, when that was without a connection (ISO 8601).</param>
    public async Task<IActionResult> OnPostTickAsync(Guid tick, Guid? seat, Guid? point, string? at, string? back, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var done = at is null ? now : DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var typed) ? typed : now;
        var result = await frame.OneAsync<string>("select app.tick_clean(@tick, @seat, @point, @done, @now)", new { tick, seat, point, done = done.ToUniversalTime(), now }, ct);
        if (result == "gone")
        {
            return NotFound();
        }

        if (result is { Length: 0 })
        {
            journal.Write("tick clean", [], Facets.None, "", new { tick });
        }

        // The page itself asks, and keeps the tick until it hears that it arrived.
        if (Request.Headers["X-Tick"] == "1")
        {
            return result is { Length: 0 } ? StatusCode(204) : BadRequest();
        }

        if (result is not { Length: 0 })
        {
            Refused = [Refusal.Of("Dit vinkje klopt niet: de tijd ligt te ver weg.")];
            await LoadAsync(ct);
            return Page();
        }

        Saved.Say(HttpContext, text["Schoon. Dat staat in het logboek."], $"/cleaning?handler=Undo&tick={tick}");
        return Redirect(back == "/today" || back?.StartsWith("/today?room=", StringComparison.Ordinal) == true ? back : "/cleaning");
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid tick, CancellationToken ct)
    {
        if (!await frame.OneAsync<bool>("select app.undo_clean(@tick, @now)", new { tick, now = clock.GetUtcNow() }, ct))
        {
            return NotFound();
        }

        journal.Write("undo tick clean", [], Facets.None, "", new { tick });
        Saved.Say(HttpContext, text["Ongedaan gemaakt. Het wacht weer op schoonmaken."]);
        return Redirect("/cleaning");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Now = clock.GetUtcNow();
        var start = Amsterdam.At(Today, TimeOnly.MinValue);
        // offset 0: what waits is found out once for each seat, and when the next child comes only for those that wait.
        Seats = await frame.ListAsync<Seat>("""
            select w.*, app.seat_next(w.id, @Now, @until) as next_at
            from (select s.id, s.label, r.name as room_name, app.seat_waits(s.id) as waits from room r join seat s on s.room_id = r.id and s.removed_at is null
              where r.library_id = @library and r.removed_at is null and not exists (select 1 from booking b where b.library_id = @library and b.seat_id = s.id and b.state = 'in') offset 0) w
            where w.waits is not null order by next_at nulls last, w.waits, length(w.label), w.label limit 200
            """, new { library = user.OrganisationId, Now, until = Now.AddDays(14) }, ct);
        Points = await frame.ListAsync<Point>("""
            select p.id, p.name as title, p.kind, coalesce(r.name, '') as room_name, p.times::text[] as clocks, (select max(c.done_at) from cleaning c where c.point_id = p.id and c.undone_at is null and c.done_at >= @start) as last_at
            from clean_point p left join room r on r.id = p.room_id where p.library_id = @library and p.removed_at is null order by p.name limit 200
            """, new { library = user.OrganisationId, start }, ct);
        var wall = TimeOnly.FromDateTime(Amsterdam.Local(Now).DateTime);
        foreach (var p in Points)
        {
            p.State = CleanState.Of(p.Times, wall, p.LastAt is { } last ? TimeOnly.FromDateTime(Amsterdam.Local(last).DateTime) : null);
        }

        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/cleaning";
    }

    public string Heading()
    {
        var (seats, due) = (Seats.Count, Due.Count());
        return seats + due == 0 ? text["Alles is schoon"]
            : due == 0 ? text.N(seats, "1 plek wacht op schoonmaken", "{0} plekken wachten op schoonmaken")
            : seats == 0 ? text.N(due, "1 ruimte is aan de beurt", "{0} ruimtes zijn aan de beurt")
            : text.N(seats, "Maak 1 plek schoon", "Maak {0} plekken schoon") + text.N(due, ", en 1 ruimte", ", en {0} ruimtes");
    }
}
