using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Capabilities.Coordination.Steps;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Agreements;

/// <summary>A new agreement in a case, or one that is looked at again.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class AgreementModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepAgreement keep, StartRoute start) : PageModel
{
    internal sealed class Row
    {
        public string Kind { get; set; } = "";
        public string Party { get; set; } = "";
        public string What { get; set; } = "";
        public DateOnly ReviewOn { get; set; }
        public string State { get; set; } = "";
        public string Note { get; set; } = "";
        public int Version { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Case { get; set; }

    /// <summary>Empty in the address for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Agreement { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public AgreementFields Fields { get; private set; } = new();
    public CaseHead Head { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public DateOnly Today => clock.Today();
    private Row stored = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fields = Agreement is null ? new AgreementFields { ReviewOn = Iso(Today.AddDays(14)) } : Stored();
        Version = stored.Version;
        Was = BothVersions.Keep(Values(Fields));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(AgreementFields fields, CancellationToken ct)
    {
        var outcome = Agreement is { } id ? await keep.ChangeAsync(id, Case, Version, fields, ct) : await keep.AddAsync(Id, Case, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, await ClosedDay.WarningAsync(frame, user, text, fields.Day, ct) ?? text["De afspraak staat erin."]);
            return Redirect($"/cases/{Case}");
        }

        (Fields, Refused) = (fields, outcome.Refusals);
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (outcome.IsLostUpdate())
        {
            var theirs = Values(Stored()).ToDictionary(v => v.Name, v => v.Value);
            Both = new BothVersions([.. Values(fields).Select(m => new FieldVersions(m.Name, text[Label(m.Name)], m.Value, theirs[m.Name],
                m.Name == "State" ? s => text[CaseWords.AgreementState(s)] : null))], Was ?? "");
            Version = stored.Version;
        }

        return Page();
    }

    /// <summary>Starts what was agreed where it is offered.</summary>
    public async Task<IActionResult> OnPostStartAsync(CancellationToken ct)
    {
        var outcome = Agreement is { } id ? await start.RunAsync(id, Case, ct) : Refusal.Of("Deze zaak is er niet (meer).");
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Gestart. Hoe het ermee staat, zie je bij de afspraak."]);
            return Redirect($"/cases/{Case}");
        }

        Refused = outcome.Refusals;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Fields, Version) = (Stored(), stored.Version);
        Was = BothVersions.Keep(Values(Fields));
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await CaseHead.OfAsync(frame, Case, ct) is not { Wholly: true, Closed: false } head)
        {
            return false;
        }

        Head = head;
        if (Agreement is { } id)
        {
            if (await frame.OneAsync<Row>("select kind, party, what, review_on, state, note, version from case_agreement where id = @id and case_id = @Case", new { id, Case }, ct) is not { } row)
            {
                return false;
            }

            stored = row;
        }

        journal.Read("open agreement", [head.PupilId], Facets.Identity | Facets.Care, "case", new { @case = Case });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/cases";
        return true;
    }

    public string Heading() => Agreement is null ? text["Nieuwe afspraak voor {0}", Head.Name.Full] : text["{0}: {1}", Head.Name.Full, stored.What];

    private AgreementFields Stored() => new() { Kind = stored.Kind, Party = stored.Party, What = stored.What, ReviewOn = Iso(stored.ReviewOn), State = stored.State, Note = stored.Note };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static List<(string Name, string Value)> Values(AgreementFields f) => [("Kind", f.Kind ?? ""), ("Party", f.Party ?? ""), ("What", f.What ?? ""), ("ReviewOn", f.ReviewOn ?? ""), ("State", f.State ?? ""), ("Note", f.Note ?? "")];

    private static string Label(string field) => field switch
    {
        "Kind" => "Wat spreken jullie af?",
        "Party" => "Met wie?",
        "What" => "De afspraak",
        "ReviewOn" => "Wanneer kijk je hoe het gaat?",
        "State" => "Hoe staat het ermee?",
        _ => "Notitie",
    };
}
