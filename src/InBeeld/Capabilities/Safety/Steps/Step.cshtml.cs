using System.Globalization;
using InBeeld.Capabilities.Safety.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.Steps;

/// <summary>One step of the meldcode: what it asks, filled in or corrected.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.Coordinator)]
internal sealed class StepModel(Frame frame, Journal journal, Text text, TimeProvider clock, RecordStep take) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public DateOnly DoneOn { get; set; }
        public string Words { get; set; } = "";
        public string Consulted { get; set; } = "";
        public string SafeHome { get; set; } = "";
        public DateOnly? SafeHomeOn { get; set; }
        public bool Anonymous { get; set; }
        public string Reference { get; set; } = "";
        public string Outcome { get; set; } = "";
        public int Version { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Record { get; set; }

    [BindProperty(SupportsGet = true)]
    public short Number { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    [BindProperty]
    public DateOnly? DoneOn { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Consulted { get; set; }

    [BindProperty]
    public string? SafeHome { get; set; }

    [BindProperty]
    public DateOnly? SafeHomeOn { get; set; }

    [BindProperty]
    public bool Anonymous { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    public RecordHead Head { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public DateOnly Today { get; private set; }
    public bool AsksSafeHome => Number is 2 or 5;

    private Row? Saves { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !Head.IsOpen)
        {
            return NotFound();
        }

        if (Saves is { } row)
        {
            (Id, Version, DoneOn, Words, Consulted, SafeHome, SafeHomeOn, Anonymous, Reference, Outcome) =
                (row.Id, row.Version, row.DoneOn, row.Words, row.Consulted, row.SafeHome, row.SafeHomeOn, row.Anonymous, row.Reference, row.Outcome);
        }
        else
        {
            DoneOn = Today;
        }

        Was = BothVersions.Keep(Fields().Select(f => (f.Name, f.Mine)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Meldcode.Steps.Contains(Number))
        {
            return NotFound();
        }

        var answers = new StepAnswers(DoneOn, Words ?? "", Consulted ?? "", SafeHome ?? "", SafeHomeOn, Anonymous, Reference ?? "", Outcome ?? "");
        var outcome = await take.RunAsync(new RecordStepInput(Id, Record, Number, Version, answers), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Stap {0} is opgeslagen.", Number]);
            return Redirect($"/safety/{Record}");
        }

        Refused = outcome.Refusals;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (outcome.IsLostUpdate() && Saves is { } now)
        {
            Both = new BothVersions(Fields(), Was ?? "");
            Version = now.Version;
        }

        return Page();
    }

    public string Heading() => text["Stap {0}: {1}", Number, text[Meldcode.StepHeading(Number)]];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!Meldcode.Steps.Contains(Number) || await RecordHead.OfAsync(frame, Record, ct) is not { } head)
        {
            return false;
        }

        (Head, Today) = (head, clock.Today());
        Saves = await frame.OneAsync<Row>("select id, done_on, words, consulted, safe_home, safe_home_on, anonymous, reference, outcome, version from safety_step where record_id = @Record and step = @Number", new { Record, Number }, ct);
        journal.Read("open safety step", [head.PupilId], Facets.Identity | Facets.Safety, "", new { safety = Record, Number });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/safety";
        return true;
    }

    // As filled in, beside what stands there now; only what this step asks.
    private List<FieldVersions> Fields()
    {
        string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        string Choice(string code) => text[Meldcode.OutcomeWord(code)];
        var fields = new List<FieldVersions> { new("DoneOn", text["Op welke dag?"], Day(DoneOn), Day(Saves?.DoneOn)) };
        if (Meldcode.Outcomes(Number).Count > 0)
        {
            fields.Add(new("Outcome", text[Meldcode.OutcomeLabel(Number)], Outcome ?? "", Saves?.Outcome ?? "", Choice));
        }

        if (Number == 2)
        {
            fields.Add(new("Consulted", text["Met wie? Noem de functie."], Consulted ?? "", Saves?.Consulted ?? ""));
        }

        if (AsksSafeHome)
        {
            fields.Add(new("SafeHomeOn", text["Wanneer sprak je Veilig Thuis?"], Day(SafeHomeOn), Day(Saves?.SafeHomeOn)));
            fields.Add(new("SafeHome", text["Welk Veilig Thuis?"], SafeHome ?? "", Saves?.SafeHome ?? ""));
            fields.Add(Number == 2
                ? new("Anonymous", text["Zonder naam van het kind (anoniem)"], Anonymous ? "true" : "false", Saves?.Anonymous == true ? "true" : "false", yes => yes == "true" ? text["Ja"] : text["Nee"])
                : new("Reference", text["Nummer van de melding"], Reference ?? "", Saves?.Reference ?? ""));
        }

        fields.Add(new("Words", text[Meldcode.WordsLabel(Number)], Words ?? "", Saves?.Words ?? ""));
        return fields;
    }
}
