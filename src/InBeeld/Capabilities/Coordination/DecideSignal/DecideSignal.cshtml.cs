using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.DecideSignal;

/// <summary>One signal: what came along, what is already known about child and family, and what becomes of it.</summary>
[Needs(Role.Coordinator, Role.Attendance)]
internal sealed class DecideSignalModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, HandleSignal handle) : PageModel
{
    internal sealed class Near
    {
        public string Kind { get; set; } = "";
        public Guid Id { get; set; }
        public string Relation { get; set; } = "";
        public string GivenName { get; set; } = "";
        public string State { get; set; } = "";
        public DateTimeOffset At { get; set; }
        public string Lead { get; set; } = "";
    }

    internal sealed class Match
    {
        public Guid Id { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public DateOnly? BirthDate { get; set; }
        public string SchoolName { get; set; } = "";
        public string? GroupName { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Guid Case { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public Guid? Lead { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public int? Urgency { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public Guid? Party { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? EndReason { get; set; }

    [BindProperty]
    public string? EndNote { get; set; }

    [BindProperty]
    public Guid? Child { get; set; }

    public OpenSignal Signal { get; private set; } = new();
    public List<Near> Nearby { get; private set; } = [];
    public List<Match> Matches { get; private set; } = [];
    public List<LeadChoice> Leads { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Kind, Urgency, Version) = (Signal.Reason, Signal.Urgency, Signal.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostBringInAsync(CancellationToken ct) => user.Is(Role.Attendance)
        ? await AfterAsync(await handle.BringInAsync(new BringInInput(Id, Version, Party, Note ?? ""), ct), text["Ingebracht. De regisseur van de gemeente beslist wie leidt."], null, ct)
        : NotFound();

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken ct)
    {
        if (!user.Is(Role.Coordinator))
        {
            return NotFound();
        }

        var outcome = await handle.DecideAsync(new DecideInput(Id, Version, Case, Lead, Kind ?? "", Urgency ?? 0, Why ?? ""), ct);
        return outcome.Ok ? Opened(outcome.Value, text["De leiding is gegeven. Wie leidt krijgt bericht."]) : await AgainAsync(outcome.Refusals, ct);
    }

    public async Task<IActionResult> OnPostJoinAsync(CancellationToken ct)
    {
        if (!user.Is(Role.Coordinator))
        {
            return NotFound();
        }

        var outcome = await handle.JoinAsync(Id, Version, ct);
        return outcome.Ok ? Opened(outcome.Value, text["Het signaal hoort nu bij deze zaak."]) : await AgainAsync(outcome.Refusals, ct);
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct) => user.Is(Role.Coordinator)
        ? await AfterAsync(await handle.EndAsync(new EndInput(Id, Version, EndReason ?? "", EndNote ?? ""), ct), text["Afgesloten. Wie meldde ziet dat het klaar is."], $"/signals/{Id}?handler=TakeBack", ct)
        : NotFound();

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct) => user.Is(Role.Coordinator)
        ? await AfterAsync(await handle.TakeBackAsync(Id, ct), text["Ongedaan gemaakt. Het signaal wacht weer."], null, ct)
        : NotFound();

    public async Task<IActionResult> OnPostNameAsync(CancellationToken ct) =>
        await AfterAsync(await handle.NameChildAsync(Id, Child, ct), text["Opgeslagen om welk kind het gaat."], null, ct);

    private async Task<IActionResult> AfterAsync(Outcome<Done> outcome, string said, string? undo, CancellationToken ct)
    {
        if (!outcome.Ok)
        {
            return await AgainAsync(outcome.Refusals, ct);
        }

        Saved.Say(HttpContext, said, undo);
        return Redirect($"/signals/{Id}");
    }

    private RedirectResult Opened(Guid made, string said)
    {
        Saved.Say(HttpContext, said);
        return Redirect($"/cases/{made}");
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Refusal> refusals, CancellationToken ct)
    {
        Refused = refusals;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Kind ??= Signal.Reason;
        Urgency ??= Signal.Urgency;
        Version = Signal.Version;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await OpenSignal.OfAsync(frame, Id, ct) is not { } signal)
        {
            return false;
        }

        (Signal, Today) = (signal, clock.Today());
        if (signal.Open)
        {
            Nearby = await frame.ListAsync<Near>("select * from app.near_signal(@Id) order by relation, at desc", new { Id }, ct);
            Leads = await LeadChoice.AllAsync(frame, Today, ct);
            Matches = signal.PupilId is null ? await frame.ListAsync<Match>("select * from app.signal_matches(@Id)", new { Id }, ct) : [];
        }

        journal.Read("open signal", [.. signal.PupilId is { } pupil ? [pupil] : Array.Empty<Guid>(), .. Matches.Select(m => m.Id)], Facets.Identity | Facets.Needs | Facets.Care, "signal", new { signal = Id });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/signals";
        return true;
    }

    public string Heading() => text["{0}: {1}", Signal.Name.Full, text[CaseWords.Kind(Signal.Reason)].ToLower(System.Globalization.CultureInfo.CurrentCulture)];
}
