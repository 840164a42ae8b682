using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using InBeeld.Data;

namespace InBeeld.Bench.Measuring;

/// <summary>Who asks for cases: coordinators of one municipality, and people who lead cases, each with cases and names of their own.</summary>
internal static partial class CaseCast
{
    private const int AtOnce = 16;

    private const string OfCoordinator = """
        m.person_id, m.id as membership_id, m.organisation_id,
          array(select c.id from care_case c where c.municipality_id = m.organisation_id and c.state = 'open' order by md5(c.id::text || m.id) limit 60) as cases,
          array(select c.id from care_case c join long_case l on l.id = c.id where c.municipality_id = m.organisation_id and c.state = 'open' limit 60) as long_cases,
          array(select p.surname from care_case c join pupil p on p.id = c.pupil_id where c.municipality_id = m.organisation_id and c.state = 'open' and length(p.surname) > 4 order by md5(c.id::text || m.id) limit 60) as surnames
        """;

    // A long case has many lines; there are few of them.
    private const string Long = "with long_case as materialized (select case_id as id from case_event group by case_id having count(*) >= 200)";

    /// <summary>The municipalities with the most cases, and with the median number.</summary>
    public static async Task<(Guid Big, Guid Middle, int CasesOfBig, int CasesOfMiddle, int ChildrenOfBig, int ChildrenOfMiddle)> TownsAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var towns = (await connection.QueryAsync<(Guid Id, int N)>(new CommandDefinition("select municipality_id, count(*)::integer from care_case group by 1 order by 2 desc, 1", commandTimeout: 0, cancellationToken: ct))).AsList();
        if (towns.Count == 0)
        {
            throw new InvalidOperationException("There are no cases to measure: run make-cases first, on the same database");
        }

        var (big, middle) = (towns[0], towns[towns.Count / 2]);
        async Task<int> Children(Guid town) => await connection.QuerySingleAsync<int>("select count(*)::integer from organisation t join organisation s on s.kind = 'school' and s.municipality_code = t.code join pupil p on p.school_id = s.id and p.left_on is null where t.id = @town", new { town });
        return (big.Id, middle.Id, big.N, middle.N, await Children(big.Id), await Children(middle.Id));
    }

    /// <summary>As many as ask at once; where there are fewer coordinators some are signed in more than once.</summary>
    public static Task<List<Asker>> CoordinatorsAsync(Database database, Guid town, CancellationToken ct) => Cast.SessionsAsync(database, $"""
        {Long}, one as (select {OfCoordinator} from membership m where m.role = 'coordinator' and m.organisation_id = @town)
        select one.* from generate_series(1, @AtOnce) g, one limit @AtOnce
        """, ct, new { town, AtOnce });

    /// <summary>By chance from the whole country, of those who lead a long case too.</summary>
    public static Task<List<Asker>> CaseworkersAsync(Database database, CancellationToken ct) => Cast.SessionsAsync(database, $"""
        {Long}
        select m.person_id, m.id as membership_id, m.organisation_id,
          array(select c.id from care_case c where c.lead_membership_id = m.id and c.state = 'open' order by md5(c.id::text) limit 60) as cases,
          array(select c.id from care_case c join long_case l on l.id = c.id where c.lead_membership_id = m.id and c.state = 'open') as long_cases,
          array(select p.surname from care_case c join pupil p on p.id = c.pupil_id where c.lead_membership_id = m.id and c.state = 'open' and length(p.surname) > 4 order by md5(c.id::text) limit 60) as surnames
        from membership m where m.role = 'caseworker' and exists (select 1 from care_case c join long_case l on l.id = c.id where c.lead_membership_id = m.id and c.state = 'open')
        order by md5(m.id::text) limit {Cast.Many}
        """, ct);

    /// <summary>Coordinators with signals that wait, about children without an open case, and somebody who can take the lead.</summary>
    public static async Task<List<Asker>> DecidersAsync(Database database, CancellationToken ct) => [.. (await Cast.SessionsAsync(database, """
        select distinct on (m.organisation_id) m.person_id, m.id as membership_id, m.organisation_id,
          array(select distinct on (s.pupil_id) s.id from signal s where s.municipality_id = m.organisation_id and s.state = 'new' and s.version = 1 and s.pupil_id is not null
            and not exists (select 1 from care_case c where c.pupil_id = s.pupil_id and c.municipality_id = s.municipality_id and c.state <> 'closed')) as signals,
          (select x.id from membership x join organisation o on o.id = x.organisation_id join organisation t on t.id = m.organisation_id and t.municipality_code = o.municipality_code where x.role = 'caseworker' limit 1) as lead
        from membership m where m.role = 'coordinator' order by m.organisation_id, m.id
        """, ct)).Where(a => a.Signals.Length > 0)];

    /// <summary>Signs in, gets the token of a form, and finds the address of the second page of the list.</summary>
    public static async Task<List<Asker>> EnterAsync(House house, List<Asker> askers, CancellationToken ct)
    {
        var here = await Cast.EnterAsync(house, askers, _ => "/cases/search");
        foreach (var asker in here)
        {
            asker.Next = Next().Match(await asker.Http.GetStringAsync(new Uri("/cases", UriKind.Relative), ct)) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : "/cases";
        }

        return here;
    }

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex Next();
}
