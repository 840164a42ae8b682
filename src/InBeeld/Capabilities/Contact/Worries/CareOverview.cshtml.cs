using System.Text.Json;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.Worries;

/// <summary>All children of the school for the care professional: state, level, needs, and which helpers are already involved; by group, need and level.</summary>
[Needs(Role.Care)]
internal sealed class CareOverviewModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string SortKey { get; set; } = "";
        public string? GroupName { get; set; }
        public short Level { get; set; }
        public DateOnly? DueFrom { get; set; }
        public DateOnly? LateFrom { get; set; }
        public DateOnly? OutFrom { get; set; }
        public DateOnly? AbsentUntil { get; set; }
        public DateOnly? LastReachedDay { get; set; }
        public string[]? Needs { get; set; }
        public string Helpers { get; set; } = "[]";
        public int Worries { get; set; }
        public int Total { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);

        public IReadOnlyList<Helper> HelperList => field ??= JsonSerializer.Deserialize<List<Helper>>(Helpers, JsonSerializerOptions.Web)!;

        public string StateOn(DateOnly day) => DueFrom is { } due ? new Standing(due, LateFrom!.Value, OutFrom!.Value).On(day, AbsentUntil) : "none";
    }

    internal sealed record Helper(string Organisation, string Name, string Phone);

    internal sealed record GroupLink(Guid Id, string Name);

    [BindProperty(SupportsGet = true)]
    public Guid? Group { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Need { get; set; }

    [BindProperty(SupportsGet = true)]
    public short? Level { get; set; }

    /// <summary>Only children with a helper (yes) or without one (no).</summary>
    [BindProperty(SupportsGet = true)]
    public string? Helped { get; set; }

    /// <summary>The last child of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public List<GroupLink> Groups { get; private set; } = [];
    public int Total { get; private set; }
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Need = NeedKinds.All.Contains(Need) ? Need : null;
        Level = Level is { } level && ConcernLevels.All.Contains(level) ? level : null;
        Helped = Helped is "yes" or "no" ? Helped : null;
        Groups = await frame.ListAsync<GroupLink>("select id, name from school_group where school_id = @OrganisationId and ended_on is null and kind = 'group' order by year_group nulls last, name", new { user.OrganisationId }, ct);
        Rows = await frame.ListAsync<Row>($"""
            select shown.*, s.due_from, s.late_from, s.out_from, s.absent_until, s.last_reached_day,
              (select array_agg(n.kind order by n.kind) from need n where n.pupil_id = shown.id and n.ended_on is null) as needs,
              (select coalesce(jsonb_agg(jsonb_build_object('organisation', h.organisation, 'name', h.name, 'phone', h.phone) order by h.starts), '[]')::text from helper h where h.pupil_id = shown.id and h.ends is null) as helpers,
              (select count(*)::integer from worry w where w.pupil_id = shown.id and w.state <> 'done') as worries
            from (
              select * from (
                select p.id, p.given_name, p.prefix, p.surname, p.sort_key, g.name as group_name, coalesce(s.level, 0::smallint) as level, (count(*) over ())::integer as total
                from pupil p left join school_group g on g.id = p.group_id left join pupil_state s on s.pupil_id = p.id
                where p.school_id = @OrganisationId and p.left_on is null
                  {(Group is null ? "" : "and p.group_id = @Group")} {(Level is null ? "" : "and coalesce(s.level, 0) = @Level")}
                  {(Need is null ? "" : "and exists (select 1 from need n where n.pupil_id = p.id and n.kind = @Need and n.ended_on is null)")}
                  {(Helped is null ? "" : Helped == "yes" ? "and exists (select 1 from helper h where h.pupil_id = p.id and h.ends is null)" : "and not exists (select 1 from helper h where h.pupil_id = p.id and h.ends is null)")}) asked
              where @After::uuid is null or (sort_key, id) > (select x.sort_key, x.id from pupil x where x.id = @After)
              order by sort_key, id limit @most) shown
            left join pupil_state s on s.pupil_id = shown.id order by shown.sort_key, shown.id
            """, new { user.OrganisationId, Group, Level, Need, After, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Total = Rows.FirstOrDefault()?.Total ?? 0;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("open care overview", Rows.Select(r => r.Id), Facets.Identity | Facets.Contact | Facets.Needs | Facets.Care, "school");
        ViewData["Title"] = Heading();
    }

    public string Heading() => Group is null && Need is null && Level is null && Helped is null
        ? text.N(Total, "1 kind op jouw school", "{0} kinderen op jouw school")
        : text.N(Total, "1 kind past bij je keuze", "{0} kinderen passen bij je keuze");

    public string Address(Guid? after) => "/worries/children?" + string.Join('&', new[] { ("group", Group?.ToString()), ("need", Need), ("level", Level?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("helped", Helped), ("after", after?.ToString()) }
        .Where(q => q.Item2 is not null).Select(q => $"{q.Item1}={q.Item2}"));
}
