using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Slots;

/// <summary>One time: who comes (first name, school, what the place needs), how many can come and why not more.</summary>
[Needs(Role.LibraryPlanner, Role.Library)]
internal sealed class OpenModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, ChangeSlot change) : PageModel
{
    internal sealed class Coming
    {
        public Guid? PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string SchoolName { get; set; } = "";
        public string[] Needs { get; set; } = [];
        public string State { get; set; } = "";
        public string Seat { get; set; } = "";
        public string Code { get; set; } = "";
        public bool Guest { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Slot { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public SlotRow Row { get; private set; } = new();
    public LimitFields Fields { get; private set; } = new();
    public BothVersions? Both { get; private set; }
    public List<Coming> Children { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool MayChange => user.Is(Role.LibraryPlanner) && Row.Ends > clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(LimitFields fields, CancellationToken ct)
    {
        if (!user.Is(Role.LibraryPlanner) || !await LoadAsync(ct))
        {
            return NotFound();
        }

        Fields = fields;
        var outcome = await change.LimitsAsync(Row, Version, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen."]);
            return Redirect($"/slots/{Slot}");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            Both = new BothVersions(Versions(), Was ?? "");
            Version = Row.Version;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        if (!user.Is(Role.LibraryPlanner) || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await change.CloseAsync(Slot, Reason, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, outcome.Value <= 0 ? text["Deze tijd is gesloten."] : text.N(outcome.Value, "Gesloten. De school van 1 kind krijgt bericht.", "Gesloten. De scholen van {0} kinderen krijgen bericht."), $"/slots/{Slot}?handler=Reopen");
        return Redirect($"/slots/{Slot}");
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken ct)
    {
        if (!user.Is(Role.LibraryPlanner) || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await change.ReopenAsync(Slot, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Deze tijd is weer open. Wie een plek had, heeft die weer."]);
        return Redirect($"/slots/{Slot}");
    }

    private FieldVersions[] Versions()
    {
        var now = LimitFields.Of(Row);
        return
        [
            new("Most", text["Hoeveel kinderen hooguit?"], Fields.Most ?? "", now.Most ?? ""),
            new("MostPerSchool", text["Hoeveel hooguit van één school?"], Fields.MostPerSchool ?? "", now.MostPerSchool ?? ""),
            new("Supervision", text["Is begeleiding van een school nodig?"], Fields.Supervision ?? "", now.Supervision ?? "", v => v == "no" ? text["Nee"] : text["Ja"]),
        ];
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await SlotRow.FindAsync(frame, Slot, clock.GetUtcNow(), ct) is not { } row || row.LibraryId != user.OrganisationId)
        {
            return false;
        }

        Row = row;
        Children = await frame.ListAsync<Coming>("""
            select b.pupil_id, c.given_name, c.school_name, c.needs, c.state, x.label as seat, c.code, c.guest
            from app.booked_children(array[@Slot]) c join booking b on b.id = c.booking_id join seat x on x.id = c.seat_id order by c.given_name, c.school_name, c.booking_id
            """, new { Slot }, ct);
        if (HttpMethods.IsGet(Request.Method))
        {
            (Fields, Version) = (LimitFields.Of(row), row.Version);
            Was = BothVersions.Keep(Versions().Select(f => (f.Name, f.Theirs)));
        }

        journal.Read("open slot", Children.Where(c => c.PupilId is not null).Select(c => c.PupilId!.Value).Distinct(), Facets.Identity, "", new { slot = Slot });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/slots";
        return true;
    }

    public string Heading() => !Row.Open ? text["{0} is gesloten", Row.When(Today)] : text["{0} van {1} plekken bezet", Row.Taken, Row.Places];
}
