using InBeeld.Capabilities.People.Account;
using InBeeld.Capabilities.People.ManagePeople;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Invitations;

using Desk = ManagePeople.Desk;

[Needs(Role.Principal, Role.Office, Role.Board, Role.Coordinator, Role.TeamLead, Role.LibraryPlanner, Role.ProgrammeLeader, Role.Researcher, Role.Administrator)]
internal sealed class InviteModel(Frame frame, Desk desk, Invite invite) : PageModel
{
    internal sealed record Group(Guid Id, string Name);

    [BindProperty(SupportsGet = true)]
    public Guid? Organisation { get; set; }

    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? Prefix { get; set; }

    [BindProperty]
    public string? Surname { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty(Name = "role")]
    public string? OfRole { get; set; }

    [BindProperty]
    public List<Guid> InGroups { get; set; } = [];

    public Desk Desk => desk;

    public List<Group> Groups { get; private set; } = [];

    public List<Refusal> Refusals { get; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var input = new Invite.Input(id == Guid.Empty ? Guid.CreateVersion7() : id, PersonFields.Clean(Email), PersonFields.Clean(GivenName), PersonFields.Clean(Prefix), PersonFields.Clean(Surname), OfRole ?? "", [.. InGroups.Where(g => Groups.Any(known => known.Id == g))]);
        var done = await invite.RunAsync(input, desk, ct);
        if (!done.Ok)
        {
            Refusals.AddRange(done.Refusals);
            return Page();
        }

        TempData[InvitationModel.Link + input.Id] = done.Value;
        return Redirect(desk.Link($"/people/invitations/{input.Id}"));
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await desk.OpenAsync(Organisation, ct) || desk.Roles.Count == 0)
        {
            return false;
        }

        if (desk.IsSchool)
        {
            Groups = await frame.ListAsync<Group>("select id, name from school_group where school_id = @Id and ended_on is null order by year_group nulls last, name, id", new { desk.Id }, ct);
        }

        OfRole ??= desk.Roles.Count == 1 ? desk.Roles[0] : null;
        return true;
    }
}
