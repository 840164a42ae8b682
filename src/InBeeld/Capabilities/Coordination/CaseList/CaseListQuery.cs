using System.Globalization;
using System.Text.Json;
using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Data;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.CaseList;

/// <summary>The SQL of the working list: rows by what comes first, and one row of counts and choices.</summary>
internal static class CaseListQuery
{
    public const int PageSize = 50;

    /// <summary>A count stops here: beyond it nobody counts lines.</summary>
    public const int Most = 10_000;

    public const string Columns = """
        c.id, c.number, c.version, p.id as pupil_id, p.given_name, p.prefix, p.surname, p.birth_date, c.kind, c.urgency, c.state, c.lead_state, c.lead_answer_by, c.next_due, c.opened_at, c.closed_at, c.outcome,
          o.id as party_id, o.name as party, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as person, coalesce(m.ends < @today, false) as gone,
          (select trim(concat_ws(' ', sw.given_name, nullif(sw.prefix, ''), sw.surname)) from membership sm join person sw on sw.id = sm.person_id
            where m.ends < @today and sm.id = app.stands_in(m.id, c.municipality_id)) as stands_in,
          (select s.title from case_step s where s.case_id = c.id and s.state = 'open' order by s.due_on, s.id limit 1) as next_title
        """;

    public const string Joins = "left join pupil p on p.id = c.pupil_id join organisation o on o.id = c.lead_organisation_id join membership m on m.id = c.lead_membership_id join person w on w.id = m.person_id";

    internal sealed class Choice
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public Guid Party { get; set; }
        public bool Gone { get; set; }
    }

    internal sealed class Kept
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Query { get; set; } = "";
        public bool Shared { get; set; }
        public bool Mine { get; set; }
    }

    internal sealed class Head
    {
        public int Found { get; set; }
        public int LateNow { get; set; }
        public int NobodyNow { get; set; }
        public string Parties { get; set; } = "[]";
        public string People { get; set; } = "[]";
        public string Lists { get; set; } = "[]";

        public List<Choice> AllParties => Read<Choice>(Parties);

        public List<Choice> AllPeople => Read<Choice>(People);

        public List<Kept> AllLists => Read<Kept>(Lists);

        private static List<T> Read<T>(string json) => JsonSerializer.Deserialize<List<T>>(json, JsonSerializerOptions.Web)!;
    }

    public static object Args(CaseFilter filter, CurrentUser user, DateOnly today, DateOnly? due = null, Guid? id = null, int most = PageSize + 1) => new
    {
        user.OrganisationId, user.MembershipId, user.MunicipalityCode, user.PersonId, filter.State, filter.Kind, filter.Party, filter.Person, filter.Urgency, today,
        limit = Lateness.Limit(user.Role, today), due, id, most, all = Most + 1,
    };

    /// <summary>"2026-11-24_id" or "_id": where the next page begins.</summary>
    public static string Cursor(CaseRow last) => (last.State == "closed" ? "" : last.NextDue?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) + "_" + last.Id;

    /// <returns>In order of the next date (cases without one last); closed cases newest first.</returns>
    public static Task<List<CaseRow>> RowsAsync(Frame frame, CaseFilter filter, CurrentUser user, DateOnly today, string? after, int most, CancellationToken ct)
    {
        var (due, id) = Read(after);
        var where = filter.Where(user.Role);
        var keys = filter.State == "closed"
            ? $"select c.id as key from care_case c where {where} {(id is null ? "" : "and (c.closed_at, c.id) < (select x.closed_at, x.id from care_case x where x.id = @id)")} order by c.closed_at desc, c.id desc limit @most"
            : id is not null && due is null
                ? $"select c.id as key from care_case c where {where} and c.next_due is null and c.id > @id order by c.id limit @most"
                : $"""
                (select c.id as key from care_case c where {where} and c.next_due is not null {(id is null ? "" : "and (c.next_due, c.id) > (@due, @id)")} order by c.next_due, c.id limit @most)
                union all
                (select c.id as key from care_case c where {where} and c.next_due is null order by c.id limit @most)
                limit @most
                """;
        // First the keys, from an index, then what stands beside them: for a page and no more.
        return frame.ListAsync<CaseRow>($"""
            with k as materialized ({keys})
            select {Columns} from k join care_case c on c.id = k.key {Joins}
            order by {(filter.State == "closed" ? "c.closed_at desc, c.id desc" : "c.next_due, c.id")}
            """, Args(filter, user, today, due, id, most), ct);
    }

    /// <summary>How many there are, how many are too late or without a person, what one can choose from, and the saved lists.</summary>
    public static async Task<Head> HeadAsync(Frame frame, CaseFilter filter, CurrentUser user, DateOnly today, CancellationToken ct)
    {
        var scope = CaseFilter.Scope(user.Role);
        var choices = user.Is(Role.Coordinator, Role.TeamLead);
        return (await frame.OneAsync<Head>($"""
            select {((filter with { State = "open" }).Narrowed ? $"(select count(*)::integer from (select 1 from care_case c where {filter.Where(user.Role)} limit @all) x)" : "n.found")} as found, n.late as late_now,
              {(choices ? $"(select count(*)::integer from (select 1 from unnest({CaseFilter.Gone}) g (id) cross join lateral (select 1 from care_case c where c.lead_membership_id = g.id and c.state = 'open' and {scope} offset 0) c limit @all) x)" : "0")} as nobody_now,
              {(user.Is(Role.Coordinator) ? """
              (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.kind, o.name), '[]')::text from organisation o where o.municipality_code = @MunicipalityCode and (o.kind = 'team' and o.is_on or o.id = @OrganisationId))
              """ : "'[]'")} as parties,
              {(choices ? $"""
              (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)), 'party', o.id, 'gone', coalesce(m.ends < @today, false)) order by w.surname, w.given_name), '[]')::text
                from organisation o join membership m on m.organisation_id = o.id and m.role in ('coordinator', 'team_lead', 'caseworker', 'attendance') join person w on w.id = m.person_id
                where o.municipality_code = @MunicipalityCode and {(user.Is(Role.TeamLead) ? "o.id = @OrganisationId" : "o.kind in ('team', 'municipality')")}
                  and (m.ends is null or m.ends >= @today or exists (select 1 from care_case c where c.lead_membership_id = m.id and c.state = 'open')))
              """ : "'[]'")} as people,
              (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'query', l.query, 'shared', l.shared, 'mine', l.person_id = @PersonId) order by l.name), '[]')::text
                from working_list l where l.organisation_id = @OrganisationId and l.removed_at is null and (l.person_id = @PersonId or l.shared)) as lists
            from app.cases_now(@State, @limit, @all) n
            """, Args(filter, user, today), ct))!;
    }

    private static (DateOnly? Due, Guid? Id) Read(string? after)
    {
        var parts = after?.Split('_') ?? [];
        return parts.Length == 2 && Guid.TryParse(parts[1], out var id)
            ? (DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due) ? due : null, id)
            : (null, null);
    }
}
