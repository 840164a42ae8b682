using InBeeld.Capabilities.Programmes.Demand;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Capabilities.Programmes.Sessions;
using InBeeld.Capabilities.Programmes.Tasks;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Directory;

/// <summary>The programmes: of the own library for who carries them out, of the libraries around for who brings children.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide, Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.Coordinator, Role.Partner)]
internal sealed class ProgrammesModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, FinishTask finish) : PageModel
{
    public const int PageSize = 30;
    public static readonly string[] States = ["open", "draft", "closed"];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<ProgrammeRow> Rows { get; private set; } = [];
    public bool More { get; private set; }

    /// <summary>For who carries programmes out: whom to call, and the sessions of today and the coming week.</summary>
    public List<TaskRow> Tasks { get; private set; } = [];

    public List<SessionRow> Coming { get; private set; } = [];

    /// <summary>Those that have been, of which nobody kept who was there.</summary>
    public List<SessionRow> Forgotten { get; private set; } = [];

    /// <summary>For a school: what libraries ask now.</summary>
    public List<DemandAsked> Asked { get; private set; } = [];

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool Leads => user.Is(Role.ProgrammeLeader);
    public bool Works => user.Is(Role.ProgrammeLeader, Role.Guide);

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(PageSize, ct);

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        After = null;
        await LoadAsync(5000, ct);
        string[] headers = [text["Programma"], text["Bibliotheek"], text["Wat is het?"], text["Eerste dag"], text["Laatste dag"], text["Plekken"], text["Bezet"], text["Stand"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Programma's"], user.OrganisationName), text["Programma's"], headers,
            Rows.ConvertAll(r => new Cell[] { r.Name, r.Library, text[ProgrammeWords.Kind(r.Kind)], r.Starts, r.Ends, r.Places, r.Taken, text[Word(r.State)] }));
    }

    /// <param name="result">reached, not_reached or stops; empty: open again.</param>
    public async Task<IActionResult> OnPostTaskAsync(Guid task, string? result, string? reason, CancellationToken ct)
    {
        if (!Works || await TaskRow.OfAsync(frame, task, ct) is not { } row || (result is { Length: > 0 } && !FinishTask.Results.Contains(result)))
        {
            return NotFound();
        }

        var outcome = await finish.RunAsync(row, result ?? "", reason?.Trim() ?? "", ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            await LoadAsync(PageSize, ct);
            return Page();
        }

        Saved.Say(HttpContext, result switch
        {
            "reached" => text["{0}: bereikt.", row.Name.Full],
            "not_reached" => text["{0}: niet bereikt.", row.Name.Full],
            "stops" => text["{0} stopt.", row.Name.Full],
            _ => text["{0} staat weer op de lijst.", row.Name.Full],
        }, result switch { "stops" => $"/programmes/people/{row.EnrolmentId}?to=placed&known={row.Version + 1}", null or "" => null, _ => $"/programmes?handler=Task&task={task}" });
        return Redirect("/programmes");
    }

    private async Task LoadAsync(int most, CancellationToken ct)
    {
        State = States.Contains(State) ? State : null;
        Rows = await ProgrammeRow.ListAsync(frame, State ?? (Works ? null : "open"), After, most + 1, clock.GetUtcNow(), ct);
        More = Rows.Count > most;
        Rows = [.. Rows.Take(most)];
        if (Works)
        {
            Tasks = await TaskRow.OpenAsync(frame, ct);
            var sessions = await SessionRow.ComingAsync(frame, Today, ct);
            (Forgotten, Coming) = (sessions.FindAll(s => s.Day < Today), sessions.FindAll(s => s.Day >= Today));
        }

        else if (user.Is(Role.Care, Role.Principal, Role.Office))
        {
            Asked = await frame.ListAsync<DemandAsked>("select d.*, exists (select 1 from demand_answer a where a.round_id = d.id and a.school_id = @OrganisationId) as answered from app.demand_asked(null, @now) d where d.is_open", new { user.OrganisationId, now = clock.GetUtcNow() }, ct);
        }

        journal.Read("list programmes", Tasks.Select(t => t.PupilId).OfType<Guid>(), Tasks.Count > 0 ? Facets.Identity | Facets.Contact : Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes");
    }

    public static string Word(string state) => state switch { "draft" => "In de maak", "open" => "Open voor aanmelden", _ => "Dicht" };

    public string Heading() => Rows.Count == 0 && State is null && After is null ? text["Nog geen programma's"] : Works ? text["Programma's"] : text["Programma's in de bibliotheek"];
}
