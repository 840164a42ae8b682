using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.ManagePeople;

/// <summary>Which teacher stands before which group: from that follows which children a teacher sees.</summary>
[Needs(Role.Principal, Role.Office, Role.Care, Role.Administrator)]
internal sealed class GroupsModel(Frame frame, Desk desk, TimeProvider clock) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public int Pupils { get; set; }
        public string[]? Teachers { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid? Organisation { get; set; }

    public Desk Desk => desk;

    public List<Row> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await desk.OpenAsync(Organisation, ct))
        {
            return NotFound();
        }

        Groups = await frame.ListAsync<Row>("""
            select g.id, g.name, g.pupils, (select array_agg(distinct concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) from group_teacher t join person p on p.id = t.person_id
                join membership m on m.person_id = p.id and m.organisation_id = g.school_id and m.role = 'teacher' and m.starts <= @today and (m.ends is null or m.ends >= @today)
                where t.group_id = g.id and t.starts <= @today and (t.ends is null or t.ends >= @today)) as teachers
            from school_group g where g.school_id = @school and g.ended_on is null order by g.year_group nulls last, g.name, g.id
            """, new { school = desk.Id, today = clock.Today() }, ct);
        return Page();
    }
}
