using InBeeld.Capabilities.Desk.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Desk.StandardAnswers;

/// <summary>The standard answers of the desk: read by all who answer, kept by the coordinator.</summary>
[Needs(Role.Coordinator, Role.Attendance, Role.TeamLead)]
internal sealed class AnswersModel(Frame frame, CurrentUser user, Text text, SaveAnswer save) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public Guid? SubjectId { get; set; }
        public string? Subject { get; set; }
        public string Title { get; set; } = "";
        public string Words { get; set; } = "";
        public int Version { get; set; }
        public int Used { get; set; }
    }

    /// <summary>Which one is being changed.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Edit { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Guid? Subject { get; set; }

    [BindProperty]
    public string? Heading { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public List<Subject> Subjects { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public bool MayChange => user.Is(Role.Coordinator);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Edit is not null && Rows.Find(r => r.Id == Edit) is { } row)
        {
            (Id, Version, Subject, Heading, Words) = (row.Id, row.Version, row.SubjectId, row.Title, row.Words);
            Was = BothVersions.Keep(Fields(row).Select(f => (f.Name, f.Theirs)));
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!MayChange)
        {
            return NotFound();
        }

        var outcome = await save.SaveAsync(new SaveAnswerInput(Id, Version, Subject, Heading ?? "", Words ?? ""), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Het standaardantwoord is opgeslagen."]);
            return Redirect("/desk/answers");
        }

        Refused = outcome.Refusals;
        await LoadAsync(ct);
        if (outcome.IsLostUpdate() && Rows.Find(r => r.Id == Id) is { } now)
        {
            Both = new BothVersions(Fields(now), Was ?? "");
            Version = now.Version;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid answer, CancellationToken ct)
    {
        if (!MayChange || !await save.RemoveAsync(answer, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["Het standaardantwoord is weg. Gegeven antwoorden blijven staan."]);
        return Redirect("/desk/answers");
    }

    private FieldVersions[] Fields(Row now) =>
    [
        new("Subject", text["Onderwerp"], Subject?.ToString() ?? "", now.SubjectId?.ToString() ?? "", id => Subjects.Find(s => s.Id.ToString() == id) is { } s ? Model.Subject.Shown(s.Name, text) : ""),
        new("Heading", text["Naam"], Heading ?? "", now.Title), new("Words", text["Antwoord"], Words ?? "", now.Words),
    ];

    private async Task LoadAsync(CancellationToken ct)
    {
        Subjects = [.. (await Model.Subject.ListAsync(frame, ct)).Where(s => s.MunicipalityCode == user.MunicipalityCode)];
        Rows = await frame.ListAsync<Row>("""
            select a.id, a.subject_id, s.name as subject, a.title, a.words, a.version, (select count(*)::integer from desk_question q where q.municipality_code = a.municipality_code and q.standard_id = a.id) as used
            from desk_answer a left join desk_subject s on s.id = a.subject_id where a.removed_at is null and a.municipality_code = @MunicipalityCode order by a.title, a.id
            """, new { user.MunicipalityCode }, ct);
        ViewData["Title"] = Title();
        ViewData["Menu"] = "/desk/questions";
    }

    public string Title() => Rows.Count == 0 ? text["Nog geen standaardantwoorden"] : text.N(Rows.Count, "1 standaardantwoord", "{0} standaardantwoorden");
}
