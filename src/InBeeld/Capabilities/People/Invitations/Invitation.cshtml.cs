using InBeeld.Capabilities.People.ManagePeople;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Invitations;

using Desk = ManagePeople.Desk;

/// <summary>An invitation as its maker sees it: the link once, and whether it was used.</summary>
[Needs(Role.Principal, Role.Office, Role.Board, Role.Coordinator, Role.TeamLead, Role.LibraryPlanner, Role.ProgrammeLeader, Role.Researcher, Role.Administrator)]
internal sealed class InvitationModel(Frame frame, Desk desk, Invite invite, TimeProvider clock, Text text) : PageModel
{
    public const string Link = "invitation link";

    internal sealed class Row
    {
        public string Email { get; set; } = "";
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string Role { get; set; } = "";
        public string[]? Groups { get; set; }
        public DateTimeOffset ExpiresAt { get; set; }
        public DateTimeOffset? AcceptedAt { get; set; }
        public DateTimeOffset? WithdrawnAt { get; set; }
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public Guid? Organisation { get; set; }

    [BindProperty(SupportsGet = true, Name = "invitation")]
    public Guid Id { get; set; }

    public Desk Desk => desk;

    public Row Invited { get; private set; } = new();

    public string? Address { get; private set; }

    public bool Open => Invited.AcceptedAt is null && Invited.WithdrawnAt is null && Invited.ExpiresAt > clock.GetUtcNow();

    public bool MayChange => Invited.AcceptedAt is null && desk.Roles.Contains(Invited.Role);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Address = TempData[Link + Id] is string token ? $"{Request.Scheme}://{Request.Host}/invitation/{token}" : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAgainAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || await invite.AgainAsync(Id, ct) is not { } token)
        {
            return NotFound();
        }

        TempData[Link + Id] = token;
        return Redirect(desk.Link($"/people/invitations/{Id}"));
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !await invite.WithdrawAsync(Id, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["De uitnodiging van {0} is ingetrokken. De link werkt niet meer.", Invited.Name.Full]);
        return Redirect(desk.Link("/people"));
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await desk.OpenAsync(Organisation, ct) || await frame.OneAsync<Row>("""
            select i.email, i.given_name, i.prefix, i.surname, i.role, i.expires_at, i.accepted_at, i.withdrawn_at,
              (select array_agg(g.name order by g.name) from school_group g where g.id = any (i.groups)) as groups
            from invitation i where i.id = @Id and i.organisation_id = @organisation
            """, new { Id, organisation = desk.Id }, ct) is not { } found)
        {
            return false;
        }

        Invited = found;
        return true;
    }
}
