using System.Text.RegularExpressions;
using Dapper;
using InBeeld.Data;

namespace InBeeld.Bench.Measuring;

/// <summary>Somebody who asks: with a role in an organisation, and (a teacher) a group and its children.</summary>
internal sealed class Asker
{
    public Guid PersonId { get; set; }
    public Guid MembershipId { get; set; }
    public Guid OrganisationId { get; set; }
    public Guid GroupId { get; set; }
    public Guid[] Pupils { get; set; } = [];
    public string Surname { get; set; } = "";
    public Guid[] Cases { get; set; } = [];
    public Guid[] LongCases { get; set; } = [];
    public Guid[] Signals { get; set; } = [];
    public Guid Lead { get; set; }
    public string[] Surnames { get; set; } = [];
    public string Next { get; set; } = "";
    public Guid Session { get; private init; } = Guid.CreateVersion7();
    public HttpClient Http { get; private init; } = null!;
    public string Token { get; set; } = "";

    public Asker In(HttpClient http) => new()
    {
        PersonId = PersonId, MembershipId = MembershipId, OrganisationId = OrganisationId, GroupId = GroupId, Pupils = Pupils, Surname = Surname, Session = Session, Http = http,
        Cases = Cases, LongCases = LongCases, Signals = Signals, Lead = Lead, Surnames = Surnames,
    };
}

/// <summary>People by chance from the whole country, each with a session and a connection of their own.</summary>
internal static partial class Cast
{
    public const int Many = 200;

    public static async Task<List<Asker>> TeachersAsync(Database database, CancellationToken ct) => await SessionsAsync(database, """
        select m.person_id, m.id as membership_id, m.organisation_id, t.group_id, (select array_agg(p.id) from pupil p where p.group_id = t.group_id and p.left_on is null) as pupils
        from (select * from group_teacher order by md5(id::text) limit @Many) t join membership m on m.person_id = t.person_id and m.role = 'teacher'
        """, ct);

    public static async Task<List<Asker>> OfRoleAsync(Database database, string role, CancellationToken ct) => await SessionsAsync(database, $"""
        select m.person_id, m.id as membership_id, m.organisation_id, (select p.surname from pupil p where p.school_id = m.organisation_id and p.left_on is null limit 1) as surname
        from membership m where m.role = '{role}' and exists (select 1 from organisation o where o.id = m.organisation_id and (o.kind <> 'school' or exists (select 1 from pupil p where p.school_id = o.id))) order by md5(m.id::text) limit @Many
        """, ct);

    /// <summary>The same people in another house: with connections of their own.</summary>
    public static async Task<List<Asker>> EnterAsync(House house, List<Asker> askers, Func<Asker, string>? formPage = null)
    {
        var here = new List<Asker>(askers.Count);
        foreach (var asker in askers)
        {
            var visitor = asker.In(house.SignIn(asker.PersonId, asker.Session));
            here.Add(visitor);
            if (formPage is null)
            {
                continue;
            }

            using var answer = await visitor.Http.GetAsync(new Uri(formPage(visitor), UriKind.Relative));
            var html = await answer.Content.ReadAsStringAsync();
            visitor.Token = Token().Match(html) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException($"{formPage(visitor)} answers {(int)answer.StatusCode} and has no form");
        }

        return here;
    }

    public static async Task<List<Asker>> SessionsAsync(Database database, string sql, CancellationToken ct, object? args = null)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var askers = (await connection.QueryAsync<Asker>(new CommandDefinition(sql, args ?? new { Many }, commandTimeout: 0, cancellationToken: ct))).AsList();
        await connection.ExecuteAsync("insert into session (id, person_id, membership_id, ends_at, strong) values (@Session, @PersonId, @MembershipId, now() + interval '6 hours', true)", askers);
        return askers;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
