using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Privacy.WhoCanSee;

/// <summary>Who can see this child, and why: the same table decides it, so it cannot say anything else than what is so.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.Privacy)]
internal sealed class WhoCanSeeModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Row
    {
        public string Person { get; set; } = "";
        public string Role { get; set; } = "";
        public string Organisation { get; set; } = "";
        public string Reason { get; set; } = "";
        public string? GroupName { get; set; }
        public int Facets { get; set; }
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset? Ends { get; set; }
        public string Note { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    /// <summary>Null for the privacy officer, who sees no child.</summary>
    public Child? Child { get; private set; }
    public List<Row> Rows { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public bool MayOpenCard => Child is not null && user.Is(Role.Teacher, Role.Care, Role.Principal, Role.Coordinator);

    public bool MaySeeWhoLooked => user.Is(Role.Privacy) || (user.Is(Role.Care, Role.Principal) && Child?.SchoolId == user.OrganisationId);

    public int People => Rows.Select(r => (r.Person, r.Role, r.Organisation)).Distinct().Count();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Child = await Child.OfAsync(frame, Pupil, ct);
        Rows = await frame.ListAsync<Row>("select person, role, organisation, reason, group_name, facets, starts, ends, note from app.who_can_see(@Pupil)", new { Pupil }, ct);
        if (Rows.Count == 0 || (Child is null && !user.Is(Role.Privacy)))
        {
            return NotFound();
        }

        Today = clock.Today();
        journal.Read("open who can see", [Pupil], Facets.Identity);
        ViewData["Title"] = Heading();
        return Page();
    }

    public string Heading() => Child is { } child
        ? text.N(People, "1 mens kan {1} zien", "{0} mensen kunnen {1} zien", child.Name.Full)
        : text.N(People, "1 mens kan dit kind zien", "{0} mensen kunnen dit kind zien");
}
