using InBeeld.Capabilities.Desk.Ask;
using InBeeld.Capabilities.Desk.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Desk.Subjects;

/// <summary>What questions can be about, to whom they go, and within how many working days there is an answer.</summary>
[Needs(Role.Coordinator)]
internal sealed class SubjectsModel(Frame frame, CurrentUser user, Text text, SaveSubject save) : PageModel
{
    internal sealed record Choice(Guid Id, string Name, string Organisation);

    [BindProperty(SupportsGet = true)]
    public Guid? Edit { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public Guid? Handler { get; set; }

    [BindProperty]
    public int? Days { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public BothVersions? Both { get; private set; }
    public List<Subject> Rows { get; private set; } = [];
    public List<Choice> People { get; private set; } = [];
    public List<Choice> Teams { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Edit is not null && Rows.Find(r => r.Id == Edit) is { } row)
        {
            (Version, Subject, Handler) = (row.Version, row.Name, row.HandlerMembershipId ?? row.HandlerTeamId);
            Was = BothVersions.Keep(Fields(row).Select(f => (f.Name, f.Theirs)));
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await DoneAsync(await save.SaveAsync(new SaveSubjectInput(Edit, Version, Subject ?? "", Handler), ct), ct);

    public async Task<IActionResult> OnPostRemoveAsync(Guid subject, CancellationToken ct) => await DoneAsync(await save.RemoveAsync(subject, ct), ct);

    public async Task<IActionResult> OnPostDaysAsync(CancellationToken ct) => await DoneAsync(await save.SetDaysAsync(Days, ct), ct);

    private async Task<IActionResult> DoneAsync(Outcome<Done> outcome, CancellationToken ct)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. Dit geldt voor nieuwe vragen."]);
            return Redirect("/desk/subjects");
        }

        Refused = outcome.Refusals;
        var typed = Days;
        await LoadAsync(ct);
        Days = typed ?? Days;
        if (outcome.IsLostUpdate() && Rows.Find(r => r.Id == Edit) is { } now)
        {
            Both = new BothVersions(Fields(now), Was ?? "");
            Version = now.Version;
        }

        return Page();
    }

    private FieldVersions[] Fields(Subject now) =>
    [
        new("Subject", text["Onderwerp"], Subject ?? "", now.Name),
        new("Handler", text["Naar wie gaat een vraag?"], Handler?.ToString() ?? "", (now.HandlerMembershipId ?? now.HandlerTeamId)?.ToString() ?? "", id => Teams.Concat(People).FirstOrDefault(c => c.Id.ToString() == id)?.Name ?? ""),
    ];

    private async Task LoadAsync(CancellationToken ct)
    {
        Rows = [.. (await Model.Subject.ListAsync(frame, ct)).Where(s => s.MunicipalityCode == user.MunicipalityCode)];
        People = await frame.ListAsync<Choice>("select membership_id as id, name, organisation from app.desk_handlers(@MunicipalityCode)", new { user.MunicipalityCode }, ct);
        Teams = await frame.ListAsync<Choice>("select id, name, '' as organisation from organisation where kind = 'team' and is_on and municipality_code = @MunicipalityCode order by name", new { user.MunicipalityCode }, ct);
        Days ??= await AskQuestion.AnswerDaysAsync(frame, user.MunicipalityCode, ct);
        ViewData["Title"] = text["Waarover kan iemand iets vragen?"];
        ViewData["Menu"] = "/desk/questions";
    }
}
