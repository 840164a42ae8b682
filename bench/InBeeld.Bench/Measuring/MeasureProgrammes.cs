using System.Globalization;
using System.Text;
using Dapper;
using InBeeld.Data;

namespace InBeeld.Bench.Measuring;

/// <summary>The pages of programmes as leaders, guides and teachers use them, on what make-programmes made: the real application over HTTP with row-level security on, alone and many at once.</summary>
internal static class MeasureProgrammes
{
    private sealed class Found
    {
        public Guid OrganisationId { get; set; }
        public Guid MembershipId { get; set; }
        public Guid[] Programmes { get; set; } = [];
        public Guid[] Groups { get; set; } = [];
        public Guid[] Sessions { get; set; } = [];
        public Guid[] Enrolments { get; set; } = [];
    }

    public static async Task<string> RunAsync(Database database, int users, int requests, string only, CancellationToken ct)
    {
        await using var house = await House.StartAsync(database, ct);
        var leaders = await Cast.EnterAsync(house, await Cast.OfRoleAsync(database, "programme_leader", ct));
        var guides = await Cast.EnterAsync(house, await Cast.OfRoleAsync(database, "guide", ct));
        var teachers = await Cast.EnterAsync(house, await Cast.TeachersAsync(database, ct));
        var of = await OfAsync(database, ct);
        Guid One(Asker who, int n, Func<Found, Guid[]> what) => what(of[who.MembershipId]) is { Length: > 0 } all ? all[n % all.Length] : throw new InvalidOperationException("There is nothing to ask for: run make-programmes first");
        (string Who, Page Page)[] pages =
        [
            ("leader", new("programmes", leaders, 200, (_, _) => Pages.Get("/programmes"))),
            ("leader", new("programme, 30 children", leaders, 200, (a, n) => Pages.Get($"/programmes/{One(a, n, f => f.Programmes)}"))),
            ("leader", new("figures of a programme", leaders, 200, (a, n) => Pages.Get($"/programmes/{One(a, n, f => f.Programmes)}/figures"))),
            ("leader", new("goals of a programme", leaders, 200, (a, n) => Pages.Get($"/programmes/{One(a, n, f => f.Programmes)}/progress"))),
            ("leader", new("groups", leaders, 200, (a, n) => Pages.Get($"/programmes/{One(a, n, f => f.Programmes)}/groups"))),
            ("leader", new("money", leaders, 200, (_, _) => Pages.Get("/programmes/money"))),
            ("leader", new("money of a programme", leaders, 200, (a, n) => Pages.Get($"/programmes/{One(a, n, f => f.Programmes)}/money"))),
            ("leader", new("threads", leaders, 200, (_, _) => Pages.Get("/threads"))),
            ("guide", new("programmes", guides, 200, (_, _) => Pages.Get("/programmes"))),
            ("guide", new("group, 10 children", guides, 200, (a, n) => Pages.Get($"/programmes/groups/{One(a, n, f => f.Groups)}"))),
            ("guide", new("attendance of a session", guides, 200, (a, n) => Pages.Get($"/programmes/sessions/{One(a, n, f => f.Sessions)}"))),
            ("guide", new("a child", guides, 200, (a, n) => Pages.Get($"/programmes/people/{One(a, n, f => f.Enrolments)}"))),
            ("guide", new("goals of a child", guides, 200, (a, n) => Pages.Get($"/programmes/people/{One(a, n, f => f.Enrolments)}/goals"))),
            ("guide", new("thread of a child", guides, 200, (a, n) => Pages.Get($"/threads/{One(a, n, f => f.Enrolments)}"))),
            ("teacher", new("programmes of a child", teachers, 200, (a, n) => Pages.Get($"/children/{a.Pupils[n % a.Pupils.Length]}/programmes"))),
            ("teacher", new("the week", teachers, 200, (_, _) => Pages.Get("/threads"))),
        ];
        var table = new StringBuilder();
        table.AppendLine(await AboutAsync(database, ct)).AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"| as | what | queries | kB | alone p50 | p99 | {users} at once p50 | p99 | per second |").AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (who, page) in pages.Where(p => (p.Who + ", " + p.Page.What).Contains(only, StringComparison.Ordinal)))
        {
            await page.AskAsync(0, ct);
            var statements = await Statements.OfAsync(() => page.AskAsync(0, ct));
            var alone = await Load.RunAsync(Math.Max(60, requests / 4), 1, n => page.AskAsync(n, ct));
            var many = await Load.RunAsync(requests, users, n => page.AskAsync(n, ct));
            await SealAsync(database, ct);
            Report.Say($"{who}, {page.What}: {statements} queries, alone {alone}, together {many}");
            table.AppendLine(CultureInfo.InvariantCulture, $"| {who} | {page.What} | {statements} | {page.Bytes / 1000.0:0} | {alone.P50:0.0} | {alone.P99:0.0} | {many.P50:0} | {many.P99:0} | {many.PerSecond:0} |");
        }

        return table.ToString();
    }

    // What each leader and guide may open, a few of each.
    private static async Task<Dictionary<Guid, Found>> OfAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Found>(new CommandDefinition("""
            select m.id as membership_id, m.organisation_id, p.programmes, g.groups, s.sessions, e.enrolments from membership m
            cross join lateral (select coalesce(array_agg(x.id), '{}') as programmes from programme x where x.library_id = m.organisation_id and (m.role = 'programme_leader' or exists (select 1 from programme_staff k where k.programme_id = x.id and k.membership_id = m.id))) p
            cross join lateral (select coalesce(array_agg(x.id), '{}') as groups from programme_group x where x.guide_id = m.id) g
            cross join lateral (select coalesce(array_agg(y.id), '{}') as sessions from (select x.id from programme_session x where x.guide_id = m.id and x.state = 'held' limit 40) y) s
            cross join lateral (select coalesce(array_agg(y.enrolment_id), '{}') as enrolments from (select k.enrolment_id from group_member k where k.group_id = any (g.groups) limit 40) y) e
            where m.role in ('programme_leader', 'guide')
            """, commandTimeout: 0, cancellationToken: ct));
        return rows.ToDictionary(r => r.MembershipId);
    }

    private static async Task SealAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("select app.seal_journal()", commandTimeout: 0, cancellationToken: ct));
        await Measure.SettleAsync(database, ct);
    }

    private static async Task<string> AboutAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<(string, long)>("""
            select relname, reltuples::bigint from pg_class where relnamespace = 'public'::regnamespace and relname in ('programme', 'enrolment', 'programme_group', 'programme_session', 'attendance', 'goal_measurement', 'thread_note', 'fund_claim', 'pupil') order by relname
            """);
        var settings = await connection.QuerySingleAsync<string>("select 'PostgreSQL ' || current_setting('server_version') || ', ' || pg_database_size(current_database()) / 1000000 || ' MB'");
        return string.Create(CultureInfo.InvariantCulture, $"{settings}; {string.Join(", ", rows.Select(r => $"{r.Item1} {r.Item2:N0}"))}; {Environment.ProcessorCount} processors.");
    }
}
