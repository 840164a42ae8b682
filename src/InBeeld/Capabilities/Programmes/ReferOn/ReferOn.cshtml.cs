using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.ReferOn;

/// <summary>Another programme of the library for a child or its family, when they said yes to that; and what became of it.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class ReferOnModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Before
    {
        public Guid Id { get; set; }
        public string Programme { get; set; } = "";
        public string State { get; set; } = "";
        public DateTimeOffset StateAt { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public Guid? Programme { get; set; }

    [BindProperty]
    public string? Wish { get; set; }

    /// <summary>The parent said yes.</summary>
    [BindProperty]
    public bool Yes { get; set; }

    public EnrolmentRow Row { get; private set; } = new();
    public List<ProgrammeRow> Others { get; private set; } = [];
    public List<Before> Earlier { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Wish = Wish?.Trim().ReplaceLineEndings("\n") ?? "";
        var refusals = new List<Refusal>();
        if (Others.Find(p => p.Id == Programme) is not { } other)
        {
            refusals.Add(new Refusal("Programme", "Kies een programma."));
        }

        if (!Yes)
        {
            refusals.Add(new Refusal("Yes", "Vraag het eerst aan de ouder."));
        }

        if (Wish.Length > 1000)
        {
            refusals.Add(new Refusal("Wish", "Schrijf hooguit {0} tekens.", 1000));
        }

        if (refusals.Count == 0)
        {
            var why = await frame.OneAsync<string>("select app.refer_on(@Id, @Enrolment, @Programme, @Wish, @now)", new { Id, Enrolment, Programme, Wish, now = clock.GetUtcNow() }, ct);
            if (why is "already" or "closed" or "gone")
            {
                refusals.Add(Refusal.Of(why == "already" ? "Dit kind is al aangemeld voor dit programma." : "Dit programma is dicht. Kijk of er een ander past."));
            }
        }

        if (refusals.Count > 0)
        {
            Refused = refusals;
            return Page();
        }

        journal.Write("refer on", Row.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { enrolment = Enrolment, programme = Programme, referral = Id });
        Saved.Say(HttpContext, text["{0} is doorgewezen.", Row.GivenName], $"/programmes/people/{Enrolment}/refer-on?handler=Back&referral={Id}");
        return Redirect($"/programmes/people/{Enrolment}/refer-on");
    }

    /// <summary>Takes it back, before anybody did something with it.</summary>
    public async Task<IActionResult> OnPostBackAsync(Guid referral, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Earlier.TrueForAll(e => e.Id != referral))
        {
            return NotFound();
        }

        if (!await frame.OneAsync<bool>("select app.refer_back(@referral, @now)", new { referral, now = clock.GetUtcNow() }, ct))
        {
            Refused = [Refusal.Of("Dat kan niet meer. Het andere programma is er al mee bezig.")];
            return Page();
        }

        journal.Write("refer on undone", Row.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { enrolment = Enrolment, referral });
        Saved.Say(HttpContext, text["Niet meer doorgewezen."]);
        return Redirect($"/programmes/people/{Enrolment}/refer-on");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        using (var rows = await frame.ManyAsync($"""
            select * from app.referred_on(@Enrolment);
            {ProgrammeRow.Sql} where p.library_id = @LibraryId and p.id <> @ProgrammeId and p.state = 'open' and p.ends >= @Today order by p.name, p.id limit 50
            """, new { Enrolment, row.LibraryId, row.ProgrammeId, Today, now = clock.GetUtcNow() }, ct))
        {
            Earlier = [.. await rows.ReadAsync<Before>()];
            Others = [.. await rows.ReadAsync<ProgrammeRow>()];
        }

        journal.Read("choose where to refer on", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (text["Wat heeft de bibliotheek nog meer voor {0}?", row.GivenName], "/programmes");
        return true;
    }
}
