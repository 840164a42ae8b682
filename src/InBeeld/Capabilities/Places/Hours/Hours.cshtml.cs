using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Hours;

/// <summary>When the library is open, now and from a later day, and when it is closed for once.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class HoursModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepHours keep) : PageModel
{
    internal sealed class Opening
    {
        public int Weekday { get; set; }
        public TimeOnly Opens { get; set; }
        public TimeOnly Closes { get; set; }
        public DateOnly Starts { get; set; }
        public DateOnly? Ends { get; set; }
    }

    internal sealed class Closure
    {
        public Guid Id { get; set; }
        public string? Room { get; set; }
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public string Reason { get; set; } = "";
        public int Slots { get; set; }
    }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public List<string?> Opens { get; set; } = [];

    [BindProperty]
    public List<string?> Closes { get; set; } = [];

    public List<Opening> Openings { get; private set; } = [];
    public List<Closure> Closures { get; private set; } = [];

    /// <summary>Times in the schedule that lie outside the hours as they are now.</summary>
    public List<SlotRow> Outside { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        From = Typed.Of(Today);
        var now = On(Today);
        Opens = [.. Enumerable.Range(0, 14).Select(i => now[(i % 7) + 1].ElementAtOrDefault(i / 7) is { } o ? Typed.Of(o.Opens) : "")];
        Closes = [.. Enumerable.Range(0, 14).Select(i => now[(i % 7) + 1].ElementAtOrDefault(i / 7) is { } o ? Typed.Of(o.Closes) : "")];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await keep.RunAsync(new HoursInput(Typed.Day(From), Opens, Closes), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["De openingstijden zijn opgeslagen."]);
            return Redirect("/hours");
        }

        Refused = outcome.Refusals;
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid closure, CancellationToken ct)
    {
        var back = await frame.OneAsync<int>("select app.undo_closure(@closure, @now)", new { closure, now = clock.GetUtcNow() }, ct);
        if (back < 0)
        {
            return NotFound();
        }

        journal.Write("undo closure", [], Facets.None, "", new { closure });
        Saved.Say(HttpContext, back == 0 ? text["De sluiting is weg."] : text.N(back, "De sluiting is weg. 1 tijd is weer open.", "De sluiting is weg. {0} tijden zijn weer open."));
        return Redirect("/hours");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Openings = await frame.ListAsync<Opening>("select weekday, opens, closes, starts, ends from opening where library_id = @OrganisationId and (ends is null or ends >= @Today) order by starts, weekday, opens", new { user.OrganisationId, Today }, ct);
        Closures = await frame.ListAsync<Closure>("""
            select c.id, r.name as room, c.starts, c.ends, c.reason, (select count(*)::integer from slot s where s.closure_id = c.id) as slots
            from closure c left join room r on r.id = c.room_id where c.library_id = @OrganisationId and c.removed_at is null and c.ends > @now order by c.starts, c.id limit 200
            """, new { user.OrganisationId, now }, ct);
        Outside = await SlotRow.ListAsync(frame, "s.library_id = @OrganisationId and s.state = 'open' and s.ends > @now and app.slot_fits(s.library_id, s.room_id, s.starts, s.ends) = 'hours'", new { user.OrganisationId, now, wanted = Array.Empty<string>() }, 50, ct);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/slots";
    }

    /// <summary>The hours that hold on a day, by weekday.</summary>
    public ILookup<int, Opening> On(DateOnly day) => Openings.Where(o => o.Starts <= day && (o.Ends is null || o.Ends >= day)).ToLookup(o => o.Weekday);

    /// <summary>Somewhere a second time on a day is filled in.</summary>
    public bool Twice => Opens.Skip(7).Concat(Closes.Skip(7)).Any(typed => !string.IsNullOrEmpty(typed));

    /// <summary>The days from which other hours hold.</summary>
    public IEnumerable<DateOnly> Later => Openings.Select(o => o.Starts).Where(d => d > Today).Distinct();

    public static string Hours(IEnumerable<Opening> day) => string.Join(", ", day.Select(o => $"{Typed.Of(o.Opens)}–{Typed.Of(o.Closes)}"));

    public string Heading() => On(Today) is { Count: > 0 } now ? text.N(now.Count, "1 dag in de week open", "{0} dagen in de week open") : text["Nog geen openingstijden"];
}
