using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Groups;

/// <summary>The modules of a programme with their groups: how full each is, when it meets and who guides it.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class GroupsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    public ProgrammeRow Row { get; private set; } = new();
    public List<ModuleRow> Modules { get; private set; } = [];
    public ILookup<Guid, GroupRow> Groups { get; private set; } = Array.Empty<GroupRow>().ToLookup(_ => Guid.Empty);
    public int Alone { get; private set; }
    public bool Leads => user.Is(Role.ProgrammeLeader);
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { Mine: true } row)
        {
            return NotFound();
        }

        Row = row;
        using var rows = await frame.ManyAsync($"""
            {ModuleRow.Sql};
            {GroupRow.OfProgrammeSql};
            select count(*)::integer from enrolment e where e.programme_id = @programme and e.state = 'placed' and not exists (select 1 from group_member m where m.enrolment_id = e.id and m.left_on is null)
            """, new { programme = Programme }, ct);
        Modules = [.. await rows.ReadAsync<ModuleRow>()];
        List<GroupRow> groups = [.. await rows.ReadAsync<GroupRow>()];
        Groups = groups.ToLookup(g => g.ModuleId);
        Alone = await rows.ReadSingleAsync<int>();
        journal.Read("list programme groups", [], Facets.None, "", new { programme = Programme });
        var heading = Modules.Count == 0 ? text["{0}: nog geen groepen", row.Name] : text["{0}: {1} kinderen in {2} groepen", row.Name, groups.Sum(g => g.Members), groups.Count];
        (ViewData["Title"], ViewData["Menu"]) = (heading.ToString(), "/programmes");
        return Page();
    }
}
