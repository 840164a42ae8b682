using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.CaseList;

/// <summary>The working list: of the municipality, the own team or the own cases, by what comes first.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class CaseListModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private const int MostInFile = 10_000;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public CaseFilter Filter { get; private set; } = CaseFilter.Parse("");
    public CaseListQuery.Head Head { get; private set; } = new();
    public List<CaseRow> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }

    /// <summary>Whether cases may be given to somebody else here.</summary>
    public bool Gives => user.Is(Role.Coordinator, Role.TeamLead) && Filter.State == "open";

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Today, Filter) = (clock.Today(), CaseFilter.Of(name => Request.Query[name]));
        Rows = await CaseListQuery.RowsAsync(frame, Filter, user, Today, After, CaseListQuery.PageSize + 1, ct);
        More = Rows.Count > CaseListQuery.PageSize;
        Rows = [.. Rows.Take(CaseListQuery.PageSize)];
        Head = await CaseListQuery.HeadAsync(frame, Filter, user, Today, ct);
        journal.Read("open cases", Rows.Where(r => r.PupilId is not null).Select(r => r.PupilId!.Value).Distinct(), Facets.Identity | Facets.Care, Reason);
        ViewData["Title"] = Heading();
    }

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        (Today, Filter) = (clock.Today(), CaseFilter.Of(name => Request.Query[name]));
        var rows = await CaseListQuery.RowsAsync(frame, Filter, user, Today, null, MostInFile, ct);
        journal.Read("export cases", rows.Where(r => r.PupilId is not null).Select(r => r.PupilId!.Value).Distinct(), Facets.Identity | Facets.Care, Reason, new { Filter.Query, @as });
        string[] headers = [text["Zaak"], text["Kind"], text["Leeftijd"], text["Soort"], text["Urgentie"], text["Partij"], text["Wie leidt"], text["Volgende stap"], text["Uiterlijk"], text["Sinds"], text["Hoe het afliep"]];
        var cells = rows.Select(r => new Cell[]
        {
            (int)r.Number, r.Called(text), CaseRow.Years(r.BirthDate, Today), text[CaseWords.Kind(r.Kind)], text[CaseWords.Urgency(r.Urgency)], r.Party, r.Person, r.NextTitle, r.NextDue, Amsterdam.Day(r.OpenedAt),
            r.Outcome.Length > 0 ? text[CaseWords.Outcome(r.Outcome)] : "",
        }).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["zaken"], user.OrganisationName), text["Zaken"], headers, cells);
    }

    private string Reason => user.Is(Role.Coordinator) ? "municipality" : user.Is(Role.TeamLead) ? "team" : "own cases";

    /// <summary>"46 lopende zaken, 3 met een stap te laat".</summary>
    public string Heading()
    {
        var found = Head.Found > CaseListQuery.Most ? text["meer dan {0}", Show.Number(CaseListQuery.Most)] : Show.Number(Head.Found);
        return Filter switch
        {
            { State: "closed" } => Head.Found == 1 ? text["1 afgesloten zaak"] : text["{0} afgesloten zaken", found],
            { State: "closing" } => Head.Found == 1 ? text["1 zaak wacht op meekijken"] : text["{0} zaken wachten op meekijken", found],
            { Nobody: true } => Head.Found == 1 ? text["1 zaak zonder persoon"] : text["{0} zaken zonder persoon", found],
            { Late: true } => Head.Found == 1 ? text["1 zaak met een stap te laat"] : text["{0} zaken met een stap te laat", found],
            { Narrowed: true } => Head.Found == 1 ? text["1 zaak bij deze keuze"] : text["{0} zaken bij deze keuze", found],
            _ when Head.Found == 0 => text["Er lopen geen zaken"],
            _ => (Head.Found == 1 ? text["1 lopende zaak"] : text["{0} lopende zaken", found]) + ", " + (Head.LateNow == 0 ? text["geen stap te laat"] : text["{0} met een stap te laat", Show.Number(Head.LateNow)]),
        };
    }

    /// <summary>An address that switches one choice and keeps the others.</summary>
    public string With(Func<CaseFilter, CaseFilter> change) => change(Filter).Address();
}
