using InBeeld.Capabilities.People.SignIn;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.ManagePeople;

/// <summary>One of one's people: roles here, groups, and help when password or phone is lost.</summary>
[Needs(Role.Principal, Role.Office, Role.Board, Role.Coordinator, Role.TeamLead, Role.LibraryPlanner, Role.ProgrammeLeader, Role.Researcher, Role.Administrator)]
internal sealed class PersonModel(Frame frame, Desk desk, GiveRole give, CurrentUser user, Journal journal, TimeProvider clock, Text text) : PageModel
{
    internal sealed class Somebody
    {
        public Guid Id { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string? Email { get; set; }
        public bool TwoFactorEnabled { get; set; }
        public DateTimeOffset? LastSignInAt { get; set; }
        public bool MayRecover { get; set; }
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    internal sealed class RoleRow
    {
        public Guid Id { get; set; }
        public string Role { get; set; } = "";
        public DateOnly Starts { get; set; }
        public DateOnly? Ends { get; set; }
        public bool Now { get; set; }
    }

    internal sealed class GroupRow
    {
        public Guid GroupId { get; set; }
        public string Name { get; set; } = "";
        public DateOnly Starts { get; set; }
        public DateOnly? Ends { get; set; }
    }

    private const string Link = "recovery link";

    [BindProperty(SupportsGet = true)]
    public Guid? Organisation { get; set; }

    [BindProperty(SupportsGet = true, Name = "person")]
    public Guid Id { get; set; }

    public Desk Desk => desk;

    public Somebody Who { get; private set; } = new();

    public List<RoleRow> Roles { get; private set; } = [];

    public List<GroupRow> Groups { get; private set; } = [];

    public IEnumerable<string> CanBeGiven => desk.Roles.Where(role => !Roles.Any(r => r.Role == role && r.Now && r.Ends is null));

    /// <summary>Just made: on the screen now, and never again.</summary>
    public string? RecoveryLink { get; private set; }

    public List<Refusal> Refusals { get; } = [];

    public bool Self => Id == user.PersonId;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        RecoveryLink = TempData[Link + Id] as string;
        return Page();
    }

    public async Task<IActionResult> OnPostGiveAsync(string role, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var done = await give.RunAsync(new GiveRole.Input(Id, role ?? ""), desk, ct);
        if (!done.Ok)
        {
            Refusals.AddRange(done.Refusals);
            return Page();
        }

        Saved.Say(HttpContext, role == Role.Teacher ? text["{0} is weer leerkracht. Kies nog voor welke groep.", Who.Name.Full] : text["{0} heeft nu deze rol: {1}.", Who.Name.Full, text[Role.Word(role!)]]);
        return Redirect(desk.Link($"/people/{Id}"));
    }

    public async Task<IActionResult> OnPostRecoveryAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var token = Token.New();
        var now = clock.GetUtcNow();
        if (!await frame.OneAsync<bool>("select app.make_recovery_link(@hash, @Id, @now, @until)", new { hash = Token.Hash(token), Id, now, until = now.AddDays(1) }, ct))
        {
            journal.Refused("make recovery link", [], "may not give every role of this person", new { person = Id });
            Refusals.Add(Refusal.Of("Voor dit account kun jij geen herstellink maken. Vraag de beheerder."));
            return Page();
        }

        journal.Write("make recovery link", [], Facets.None, "", new { person = Id });
        TempData[Link + Id] = $"{Request.Scheme}://{Request.Host}/account-recovery/{token}";
        return Redirect(desk.Link($"/people/{Id}"));
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await desk.OpenAsync(Organisation, ct))
        {
            return false;
        }

        var args = new { Id, organisation = desk.Id, today = clock.Today() };
        Roles = await frame.ListAsync<RoleRow>("""
            select id, role, starts, ends, ends is null or ends >= @today as now from membership where person_id = @Id and organisation_id = @organisation order by ends desc nulls first, starts desc
            """, args, ct);
        if (Roles.Count == 0)
        {
            return false;
        }

        Who = (await frame.OneAsync<Somebody>("select id, given_name, prefix, surname, email, two_factor_enabled or is_demo as two_factor_enabled, last_sign_in_at, app.may_recover(id) as may_recover from person where id = @Id", args, ct))!;
        Groups = await frame.ListAsync<GroupRow>("""
            select t.group_id, g.name, t.starts, t.ends from group_teacher t join school_group g on g.id = t.group_id and g.ended_on is null
            where t.person_id = @Id and t.school_id = @organisation and (t.ends is null or t.ends >= @today) order by g.name, t.starts
            """, args, ct);
        return true;
    }
}
