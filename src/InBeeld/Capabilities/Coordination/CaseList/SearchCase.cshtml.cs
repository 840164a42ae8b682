using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.CaseList;

/// <summary>Finds a case by the name of the child, within what one may list. The name travels in the form, not in the address.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class SearchCaseModel(Frame frame, Journal journal, TimeProvider clock) : PageModel
{
    private const int AtMost = 50;

    [BindProperty]
    public string? Name { get; set; }

    public List<CaseRow>? Rows { get; private set; }

    public bool More { get; private set; }

    public DateOnly Today => clock.Today();

    public void OnGet()
    {
    }

    public async Task OnPostAsync(CancellationToken ct)
    {
        Name = Name?.Trim() is { Length: > 100 } tooLong ? tooLong[..100] : Name?.Trim();
        var key = SearchKey.OfStart(Name);
        if (key.Length == 0)
        {
            return;
        }

        Rows = await frame.ListAsync<CaseRow>($"""
            select {CaseListQuery.Columns} from app.search_cases(@key, @most) with ordinality as f (id, place) join care_case c on c.id = f.id {CaseListQuery.Joins} where p.id is not null order by f.place
            """, new { key, most = AtMost + 1, today = Today }, ct);
        More = Rows.Count > AtMost;
        Rows = [.. Rows.Take(AtMost)];
        journal.Read("search a case", Rows.Select(r => r.PupilId!.Value), Facets.Identity | Facets.Care, "search");
    }
}
