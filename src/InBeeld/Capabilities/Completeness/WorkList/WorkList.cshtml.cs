using InBeeld.Capabilities.Completeness.Lists;
using InBeeld.Capabilities.Completeness.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Completeness.WorkList;

/// <summary>A list that was compared: who of it was not found, and what came of each.</summary>
[Needs(Role.Coordinator, Role.Partner)]
internal sealed class WorkListModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, TickRow tick) : PageModel
{
    private const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public int Line { get; set; }
        public string State { get; set; } = "";
        public int Version { get; set; }
        public DateTimeOffset? ChangedAt { get; set; }
        public string ChangedBy { get; set; } = "";
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public DateOnly BirthDate { get; set; }
        public string Place { get; set; } = "";
        public string Reference { get; set; } = "";

        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true, Name = "list")]
    public Guid ListId { get; set; }

    /// <summary>"done": those that were ticked off; else those that are left.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    /// <summary>The line of the last row before this page.</summary>
    [BindProperty(SupportsGet = true)]
    public int? After { get; set; }

    public ListCounts List { get; private set; } = new();
    public List<Row> Rows { get; private set; } = [];
    public List<NameListProblem> Problems { get; private set; } = [];
    public List<Refusal> Refused { get; } = [];
    public bool More { get; private set; }
    public bool Done => Show == "done";
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>Also the way back: undo is another state.</summary>
    public async Task<IActionResult> OnPostTickAsync(Guid row, string? to, int version, CancellationToken ct)
    {
        var outcome = await tick.RunAsync(new TickInput(ListId, row, to ?? "", version), ct);
        if (outcome is null)
        {
            return NotFound();
        }

        if (outcome.Ok)
        {
            var (name, from, now) = outcome.Value;
            Saved.Say(HttpContext, text["{0}: {1}.", name, text[RowState.Word(to!)]], from is null ? null : $"/completeness/{ListId}?handler=Tick&row={row}&to={from}&version={now}");
            return Redirect($"/completeness/{ListId}");
        }

        Refused.AddRange(outcome.IsLostUpdate() ? [Refusal.Of("Een collega wijzigde dit net. Kijk wat er nu staat en kies opnieuw.")] : outcome.Refusals);
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (await CountsAsync(ct) is not { } list)
        {
            return NotFound();
        }

        var rows = await RowsAsync(false, null, CompareList.Most, ct);
        journal.Read("export list", [], Facets.Identity, "", new { list = ListId, rows = rows.Count });
        string[] headers = [text["Rij"], text["Achternaam"], text["Tussenvoegsel"], text["Voornaam"], text["Geboortedatum"], text["School en groep"], text["Kenmerk"], text["Stand"]];
        var cells = rows.Select(r => new Cell[] { r.Line, r.Surname, r.Prefix, r.GivenName, r.BirthDate, r.Place, r.Reference, text[RowState.Word(r.State)] }).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Amsterdam.Day(list.At), text["Niet in beeld"], user.OrganisationName), text["Niet in beeld"], headers, cells);
    }

    public string Heading() => List.Expired ? text["De namen van deze lijst zijn weg"]
        : List.Open > 0 ? text.N(List.Open, "1 kind van deze lijst is niet in beeld", "{0} kinderen van deze lijst zijn niet in beeld")
        : text["Iedereen van deze lijst is in beeld of afgehandeld"];

    private Task<ListCounts?> CountsAsync(CancellationToken ct) => frame.OneAsync<ListCounts>(ListCounts.Sql + " where l.id = @ListId", new { ListId }, ct);

    private Task<List<Row>> RowsAsync(bool done, int? after, int most, CancellationToken ct) => frame.ListAsync<Row>("""
        select r.id, r.line, r.state, r.version, r.changed_at, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as changed_by,
          n.given_name, n.prefix, n.surname, n.birth_date, n.place, n.reference
        from completeness_row r join completeness_name n on n.row_id = r.id left join person p on p.id = r.changed_by
        where r.list_id = @ListId and (r.state in ('moved', 'signalled', 'mistake')) = @done and (@after::integer is null or r.line > @after) order by r.line, r.id limit @most
        """, new { ListId, done, after, most }, ct);

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await CountsAsync(ct) is not { } list)
        {
            return false;
        }

        (List, Today) = (list, clock.Today());
        Rows = await RowsAsync(Done, After, PageSize + 1, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        Problems = KeptProblem.Read(list.Problems);
        journal.Read("open list", [], Facets.Identity, "", new { list = ListId, rows = Rows.Count });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/completeness";
        return true;
    }
}
