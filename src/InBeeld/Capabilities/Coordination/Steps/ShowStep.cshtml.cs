using InBeeld.Capabilities.Coordination.DecideSignal;
using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Steps;

/// <summary>One step: record how it went, change it, or let it go. Whoever has to do it sees whom to call and where to go.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class ShowStepModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepSteps keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Case { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Step { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public List<Guid> Read { get; set; } = [];

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public StepFields Fields { get; private set; } = new();
    public CaseHead Head { get; private set; } = new();
    public OpenStep Shown { get; private set; } = new();
    public List<LeadChoice> People { get; private set; } = [];
    public List<Guideline> Guidelines { get; private set; } = [];
    public List<CaseParts.Contact> Contacts { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public DateOnly Today { get; private set; }
    public bool Changing { get; private set; }

    public bool Open => Shown.State == "open" && !Head.Closed;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fields = Stored();
        Was = BothVersions.Keep(Values(Fields));
        Version = Shown.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostFinishAsync(CancellationToken ct) => await AfterAsync(
        await keep.FinishAsync(new FinishInput(Case, Step, Version, Outcome ?? "", Note ?? "", Read), ct), text["Vastgelegd."], $"/cases/{Case}/steps/{Step}?handler=TakeBack", ct);

    public async Task<IActionResult> OnPostDropAsync(CancellationToken ct) => await AfterAsync(
        await keep.DropAsync(Step, Case, Version, Why ?? "", ct), text["De stap vervalt."], $"/cases/{Case}/steps/{Step}?handler=TakeBack", ct);

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct) => await AfterAsync(await keep.TakeBackAsync(Step, Case, ct), text["Ongedaan gemaakt. De stap staat weer open."], null, ct);

    public async Task<IActionResult> OnPostChangeAsync(StepFields fields, CancellationToken ct)
    {
        Changing = true;
        Fields = fields;
        var outcome = await keep.ChangeAsync(Step, Case, Version, fields, ct);
        if (outcome.Ok)
        {
            return await AfterAsync(outcome, await ClosedDay.WarningAsync(frame, user, text, fields.Day, ct) ?? text["Opgeslagen."], null, ct);
        }

        Refused = outcome.Refusals;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (outcome.IsLostUpdate())
        {
            var mine = Values(fields);
            var theirs = Values(Stored()).ToDictionary(v => v.Name, v => v.Value);
            Both = new BothVersions([.. mine.Select(m => new FieldVersions(m.Name, text[Label(m.Name)], m.Value, theirs[m.Name], Words(m.Name)))], Was ?? "");
            Version = Shown.Version;
        }

        return Page();
    }

    private async Task<IActionResult> AfterAsync(Outcome<Done> outcome, string said, string? undo, CancellationToken ct)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, said, undo);
            // Who had only this step sees no more of the case now that it is done.
            return Redirect(await CaseHead.OfAsync(frame, Case, ct) is null ? "/my-day" : $"/cases/{Case}");
        }

        Refused = outcome.Refusals;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fields = Stored();
        Version = Shown.Version;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        if (await keep.FindAsync(Step, Case, ct) is not { } step || await CaseHead.OfAsync(frame, Case, ct) is not { } head)
        {
            return false;
        }

        (Shown, Head) = (step, head);
        if (Open)
        {
            Contacts = await frame.ListAsync<CaseParts.Contact>("select name, relation, phone, language, needs_interpreter from app.case_contacts(@Case)", new { Case }, ct);
            People = head.Wholly ? await LeadChoice.PeopleAsync(frame, Today, ct) : [];
            Guidelines = step is { Kind: "door", GuidelinesAt: null } ? await Guideline.InForceAsync(frame, Today, ct) : [];
        }

        journal.Read("open step", [head.PupilId], Facets.Identity, "case", new { @case = Case, step = Step });
        ViewData["Title"] = text["{0}: {1}", head.Name.Full, text[step.Title]];
        ViewData["Menu"] = user.Is(Role.Coordinator, Role.TeamLead) ? "/cases" : "/my-day";
        return true;
    }

    private StepFields Stored() => new()
    {
        Kind = Shown.Kind, Title = Shown.Title, Owner = Shown.OwnerId, Companion = Shown.CompanionId, DueAt = Shown.DueAt, Place = Shown.Place,
        DueOn = Shown.DueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static List<(string Name, string Value)> Values(StepFields f) =>
        [("Kind", f.Kind ?? ""), ("Title", f.Title ?? ""), ("Owner", f.Owner?.ToString() ?? ""), ("Companion", f.Companion?.ToString() ?? ""), ("DueOn", f.DueOn ?? ""), ("DueAt", f.DueAt ?? ""), ("Place", f.Place ?? "")];

    private static string Label(string field) => field switch
    {
        "Kind" => "Wat voor stap?",
        "Title" => "Wat gebeurt er?",
        "Owner" => "Wie doet het?",
        "Companion" => "Wie gaat mee?",
        "DueOn" => "Wanneer?",
        "DueAt" => "Hoe laat?",
        _ => "Waar?",
    };

    private Func<string, string>? Words(string field) => field switch
    {
        "Kind" => kind => text[CaseWords.StepKind(kind)],
        "Owner" or "Companion" => id => People.FirstOrDefault(p => p.MembershipId.ToString() == id)?.Name.Full ?? "–",
        "DueOn" => day => DateOnly.TryParse(day, System.Globalization.CultureInfo.InvariantCulture, out var on) ? Show.Day(on, Today) : day,
        _ => null,
    };
}
