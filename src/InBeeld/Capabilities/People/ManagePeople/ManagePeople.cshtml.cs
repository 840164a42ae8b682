using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.ManagePeople;

[Needs(Role.Principal, Role.Office, Role.Board, Role.Coordinator, Role.TeamLead, Role.LibraryPlanner, Role.ProgrammeLeader, Role.Researcher, Role.Administrator)]
internal sealed class ManagePeopleModel(Frame frame, Desk desk, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string? Email { get; set; }
        public bool TwoFactorEnabled { get; set; }
        public DateTimeOffset? LastSignInAt { get; set; }
        public string[] Roles { get; set; } = [];
        public string[]? Groups { get; set; }
        public DateOnly? Ends { get; set; }
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    internal sealed class Totals
    {
        public int People { get; set; }
        public int Weak { get; set; }
    }

    internal sealed class Open
    {
        public Guid Id { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string Role { get; set; } = "";
        public DateTimeOffset ExpiresAt { get; set; }
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public Guid? Organisation { get; set; }

    /// <summary>What is searched is posted: a name belongs in no address, no history and no log.</summary>
    [BindProperty]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "role")]
    public string? OfRole { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Stopped { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public Desk Desk => desk;

    public List<Row> People { get; private set; } = [];

    public bool More { get; private set; }

    public Totals All { get; private set; } = new();

    public List<Open> Invitations { get; private set; } = [];

    public IEnumerable<string> RolesHere => Role.All.Where(role => Role.OrganisationKind(role) == desk.Kind);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => ShowAsync(ct);

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (!await desk.OpenAsync(Organisation, ct))
        {
            return NotFound();
        }

        // The cursor is the id of the last person shown, so that no name stands in the address.
        People = await frame.ListAsync<Row>("""
            with people as (
              select p.id, p.given_name, p.prefix, p.surname, p.email, p.two_factor_enabled or p.is_demo as two_factor_enabled, p.last_sign_in_at, lower(unaccent(p.surname || ' ' || p.given_name)) as sort,
                array_agg(distinct m.role) filter (where (m.ends is null or m.ends >= @today) <> @Stopped) as roles, case when bool_and(m.ends is not null) then max(m.ends) end as ends
              from membership m join person p on p.id = m.person_id
              where m.organisation_id = @organisation and p.closed_at is null
              group by p.id
              having bool_or(m.ends is null or m.ends >= @today) <> @Stopped)
            select p.*, case when not @Stopped then (select array_agg(distinct g.name order by g.name) from group_teacher t join school_group g on g.id = t.group_id and g.ended_on is null
                where t.person_id = p.id and t.school_id = @organisation and t.starts <= @today and (t.ends is null or t.ends >= @today)) end as groups
            from people p
            where (@q = '' or strpos(lower(unaccent(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname))), lower(unaccent(@q))) > 0 or strpos(lower(p.email), lower(@q)) > 0)
              and (@role = '' or @role = any (p.roles))
              and (@after is null or (p.sort, p.id) > (select lower(unaccent(a.surname || ' ' || a.given_name)), a.id from person a where a.id = @after))
            order by p.sort, p.id limit @limit
            """, new { organisation = desk.Id, today = clock.Today(), Stopped, q = (Q ?? "").Trim(), role = OfRole ?? "", after = After, limit = PageSize + 1 }, ct);
        More = People.Count > PageSize;
        People = [.. People.Take(PageSize)];
        All = (await frame.OneAsync<Totals>("""
            select count(distinct p.id)::integer as people, count(distinct p.id) filter (where not p.two_factor_enabled and not p.is_demo)::integer as weak
            from membership m join person p on p.id = m.person_id and p.closed_at is null where m.organisation_id = @organisation and (m.ends is null or m.ends >= @today)
            """, new { organisation = desk.Id, today = clock.Today() }, ct))!;
        Invitations = await frame.ListAsync<Open>("""
            select id, given_name, prefix, surname, role, expires_at from invitation
            where organisation_id = @organisation and accepted_at is null and withdrawn_at is null and expires_at > @since order by created_at desc limit 100
            """, new { organisation = desk.Id, since = clock.GetUtcNow().AddDays(-30) }, ct);
        return Page();
    }
}
