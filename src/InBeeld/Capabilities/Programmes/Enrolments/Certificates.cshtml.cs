using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Capabilities.Programmes.Sessions;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Enrolments;

/// <summary>The certificates of a group, one on each sheet: of everybody who was there at least once, also who went on to another group since.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class CertificatesModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Group { get; set; }

    public GroupRow Row { get; private set; } = new();
    public List<Certified> All { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await GroupRow.OfAsync(frame, Group, ct) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        var children = await MemberRow.EverAsync(frame, Group, ct);
        using (var rows = await frame.ManyAsync($"{Paper.Sql}; {Part.Sql}", new { row.ProgrammeId, enrolments = children.Select(c => c.Id).ToArray() }, ct))
        {
            var of = await rows.ReadSingleAsync<Paper>();
            var parts = (await rows.ReadAsync<Part>()).ToLookup(p => p.EnrolmentId);
            All = children.ConvertAll(c => new Certified(c.Name, of, [.. parts[c.Id]], clock.Today()));
        }

        journal.Read("print certificate", children.Select(c => c.PupilId).OfType<Guid>(), Facets.Identity, "", new { group = Group });
        (ViewData["Title"], ViewData["Menu"]) = (text.N(All.Count, "1 certificaat van {1}", "{0} certificaten van {1}", row.Name).ToString(), "/programmes");
        return Page();
    }
}
