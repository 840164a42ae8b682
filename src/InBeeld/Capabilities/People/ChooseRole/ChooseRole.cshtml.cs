using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.ChooseRole;

/// <summary>Who works at two schools, or in two roles, does so one at a time: what they see follows from the one chosen.</summary>
[Needs]
internal sealed class ChooseRoleModel(Frame frame, CurrentUser user, Journal journal, TimeProvider clock) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Role { get; set; } = "";
        public string Organisation { get; set; } = "";
        public string Place { get; set; } = "";
    }

    private const string Mine = "m.person_id = @PersonId and m.starts <= @today and (m.ends is null or m.ends >= @today) and o.is_on";

    public List<Row> Roles { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Roles = await frame.ListAsync<Row>($"""
        select m.id, m.role, o.name as organisation, o.place from membership m join organisation o on o.id = m.organisation_id
        where {Mine} order by o.name, m.role
        """, new { user.PersonId, today = clock.Today() }, ct);

    public async Task<IActionResult> OnPostAsync(Guid membership, CancellationToken ct)
    {
        var changed = await frame.DoAsync($"""
            update session set membership_id = @membership where id = @SessionId
              and exists (select 1 from membership m join organisation o on o.id = m.organisation_id where m.id = @membership and {Mine})
            """, new { membership, user.SessionId, user.PersonId, today = clock.Today() }, ct);
        if (changed == 0)
        {
            return NotFound();
        }

        journal.Write("choose role", [], Facets.None, "", new { membership });
        return Redirect("/");
    }
}
