using System.Text.Json;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Coordination.Signalling;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.MySignals;

/// <summary>What was sent, how far it is, and after closing whether it was of use.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Partner)]
internal sealed class OpenMySignalModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, SayUse say) : PageModel
{
    internal sealed class Sent
    {
        public string Words { get; set; } = "";
        public string Did { get; set; } = "";
        public string ThinksOf { get; set; } = "";
        public string FamilyKnows { get; set; } = "";
        public string FamilyWhy { get; set; } = "";
        public string Tried { get; set; } = "[]";
        public string? Absence { get; set; }
        public DateOnly? BirthDate { get; set; }
        public string Routed { get; set; } = "";
        public string Where { get; set; } = "";

        public IReadOnlyList<Attempt> Attempts => JsonSerializer.Deserialize<List<Attempt>>(Tried, JsonSerializerOptions.Web) ?? [];

        public Absence? Report => Absence is null ? null : JsonSerializer.Deserialize<Absence>(Absence, JsonSerializerOptions.Web);
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? OfUse { get; set; }

    [BindProperty]
    public string? UseNote { get; set; }

    public MySignal Signal { get; private set; } = new();
    public Sent What { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public bool Mine => Signal.ByPerson == user.PersonId;
    public bool MaySayUse => Mine && SayUse.May(Signal, clock.GetUtcNow());
    public bool MayWithdraw => Mine && Signal.State == "new";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (OfUse, UseNote) = (Signal.OfUse, Signal.UseNote);
        return Page();
    }

    public async Task<IActionResult> OnPostUseAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!Mine)
        {
            Refused = [Refusal.Of("Alleen wie dit meldde kan dit invullen.")];
            return Page();
        }

        var outcome = await say.RunAsync(Signal, OfUse ?? "", UseNote ?? "", ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Bedankt. Je kunt dit nog een week veranderen."]);
        return Redirect($"/signals/mine/{Id}");
    }

    public string Heading() => Signal.Withdrawn ? text["Ingetrokken: {0}", Signal.Name(text)] : Signal.Closed ? text["Afgesloten: {0}", Signal.Name(text)]
        : Signal.Feedback.LeadParty is { } party ? text["{0} helpt {1}", party, Signal.Name(text)] : text["{0} heeft je signaal over {1}", Signal.Town, Signal.Name(text)];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var mine = await frame.OneAsync<MySignal>($"select {MySignal.Columns} from {MySignal.From} where s.id = @Id and s.organisation_id = @OrganisationId", new { Id, user.OrganisationId }, ct);
        if (mine is null)
        {
            return false;
        }

        (Signal, Today) = (mine, clock.Today());
        What = (await frame.OneAsync<Sent>("""
            select words, did, thinks_of, family_knows, family_why, tried::text as tried, absence::text as absence, birth_date, routed,
              concat_ws(', ', nullif(address, ''), nullif(trim(postcode || ' ' || place), '')) as "where" from signal where id = @Id
            """, new { Id }, ct))!;
        await MySignal.WithFeedbackAsync(frame, [mine], ct);
        journal.Read("open my signal", mine.SeenPupil is { } pupil ? [pupil] : [], Facets.Identity | Facets.Care, "", new { signal = Id });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/signals/mine";
        return true;
    }
}
