using InBeeld.Capabilities.Programmes.Consents;
using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Intake;

/// <summary>The first talk with child and parent: the appointment, what was said, and what they agreed to.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class IntakeModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepIntake keep, KeepConsent consent) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    [BindProperty]
    public List<Guid> Texts { get; set; } = [];

    [BindProperty]
    public string? GivenBy { get; set; }

    [BindProperty]
    public string? Relation { get; set; }

    public IntakeFields Fields { get; private set; } = new();
    public EnrolmentRow Row { get; private set; } = new();
    public IntakeRow Stood { get; private set; } = new();
    public List<ConsentText> Asked { get; private set; } = [];
    public List<ConsentRow> Given { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    /// <summary>What was not asked yet, or was taken back.</summary>
    public List<ConsentText> Open => Asked.FindAll(t => !Given.Exists(g => g.Kind == t.Kind && g.WithdrawnAt is null));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(IntakeFields fields, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fields = fields;
        var outcome = await keep.RunAsync(Row, Stood, Version, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen."]);
            return Redirect($"/programmes/people/{Enrolment}/intake");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            (Both, Version) = (new BothVersions(Versions(), Was ?? ""), Stood.Version);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostConsentAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        GivenBy = GivenBy?.Trim() ?? "";
        var outcome = await consent.GiveAsync(Row, [.. Texts.Distinct()], GivenBy, Relation, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            Fill();
            return Page();
        }

        Saved.Say(HttpContext, text["Vastgelegd: {0} zei ja.", GivenBy]);
        return Redirect($"/programmes/people/{Enrolment}/intake");
    }

    public string Heading() => Stood.DoneAt is not null ? text["Kennisgemaakt met {0}", Row.GivenName] : Stood.MeetsAt is { } at ? text["Kennismaken met {0}: {1}, {2}", Row.GivenName, Kernel.Web.Show.Day(Amsterdam.Day(at), Today), Kernel.Web.Show.Time(at)] : text["Kennismaken met {0}", Row.GivenName];

    private void Fill()
    {
        (Fields, Version) = (IntakeFields.Of(Stood), Stood.Version);
        Was = BothVersions.Keep(Versions().Select(f => (f.Name, f.Theirs)));
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await EnrolmentRow.OfAsync(frame, Enrolment, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Stood = await IntakeRow.OfAsync(frame, Enrolment, ct);
        Asked = await ConsentText.OfLibraryAsync(frame, row.LibraryId, ct);
        Given = await ConsentRow.OfAsync(frame, Enrolment, ct);
        journal.Read("open intake", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Needs, "", new { enrolment = Enrolment });
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes");
        return true;
    }

    private List<FieldVersions> Versions()
    {
        var theirs = IntakeFields.Of(Stood);
        string YesNo(string value) => value == "yes" ? text["Ja"] : text["Nee"];
        return
        [
            new("Day", text["Welke dag?"], Fields.Day ?? "", theirs.Day!), new("Time", text["Hoe laat?"], Fields.Time ?? "", theirs.Time!), new("Place", text["Waar?"], Fields.Place ?? "", theirs.Place!),
            new("Parent", text["Is er een ouder bij?"], Fields.Parent ?? "", theirs.Parent!, YesNo), new("Interpreter", text["Moet iemand vertalen?"], Fields.Interpreter ?? "", theirs.Interpreter!, code => text[HomeLanguages.Word(code)]),
            .. TalkGuide.Questions.Select(q => new FieldVersions($"Answers[{q}]", text[TalkGuide.QuestionWord(q)], Fields.Answer(q), theirs.Answer(q))),
            new("Note", text["Notitie"], Fields.Note ?? "", theirs.Note!), new("Done", text["Het gesprek is gevoerd"], Fields.Done ?? "", theirs.Done!, YesNo),
        ];
    }
}
