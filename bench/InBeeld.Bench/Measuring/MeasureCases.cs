using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dapper;
using InBeeld.Capabilities.Triage.Model;
using InBeeld.Data;
using InBeeld.Kernel;

namespace InBeeld.Bench.Measuring;

/// <summary>
/// The pages of signals and cases as a coordinator of one municipality and as somebody who leads cases use them: the real application over HTTP with row-level security
/// on, alone and many at once. Then creating: a signal, and a case with its steps, through their forms. Asker, application and database share the machine.
/// </summary>
internal static class MeasureCases
{
    public static async Task<string> RunAsync(Database database, int users, int requests, string only, CancellationToken ct)
    {
        var towns = await CaseCast.TownsAsync(database, ct);
        await using var house = await House.StartAsync(database, ct);
        var big = await CaseCast.EnterAsync(house, await CaseCast.CoordinatorsAsync(database, towns.Big, ct), ct);
        var middle = await CaseCast.EnterAsync(house, await CaseCast.CoordinatorsAsync(database, towns.Middle, ct), ct);
        var workers = await CaseCast.EnterAsync(house, await CaseCast.CaseworkersAsync(database, ct), ct);
        var largest = string.Create(CultureInfo.InvariantCulture, $"coordinator, {towns.CasesOfBig:N0} cases");
        var median = string.Create(CultureInfo.InvariantCulture, $"coordinator, {towns.CasesOfMiddle:N0} cases");
        List<(string Who, Page Page)> pages = [.. OfCoordinator(big).Select(p => (largest, p)), .. OfCoordinator(middle).Select(p => (median, p)), .. OfWorker(workers).Select(p => ("caseworker", p)), .. await CreatingAsync(database, house, ct)];
        pages = [.. pages.Where(p => (p.Who + ", " + p.Page.What).Contains(only, StringComparison.Ordinal))];
        var table = new StringBuilder();
        table.AppendLine(await AboutAsync(database, ct)).AppendLine();
        table.AppendLine(CultureInfo.InvariantCulture, $"| as | what | kB | alone p50 | p95 | p99 | {users} at once p50 | p95 | p99 | per second |").AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (who, page) in pages)
        {
            await Load.RunAsync(requests / 4, users, n => page.AskAsync(n, ct));
            await Measure.SettleAsync(database, ct);
            var alone = await Load.RunAsync(Math.Max(100, requests / 4), 1, n => page.AskAsync(n, ct));
            await Measure.SettleAsync(database, ct);
            var many = await Load.RunAsync(requests, users, n => page.AskAsync(n, ct));
            Report.Say($"{who}, {page.What}: alone {alone}, together {many}");
            table.AppendLine(CultureInfo.InvariantCulture, $"| {who} | {page.What} | {page.Bytes / 1000.0:0} | {alone.P50:0.0} | {alone.P95:0.0} | {alone.P99:0} | {many.P50:0} | {many.P95:0} | {many.P99:0} | {many.PerSecond:0} |");
        }

        if ("trial".Contains(only, StringComparison.Ordinal) || only.Length == 0)
        {
            table.AppendLine().AppendLine("| other triage rules tried on all children of a municipality | ms |").AppendLine("| --- | --- |");
            table.AppendLine(CultureInfo.InvariantCulture, $"| {towns.ChildrenOfBig:N0} children | {await TrialAsync(database, big, ct)} |").AppendLine(CultureInfo.InvariantCulture, $"| {towns.ChildrenOfMiddle:N0} children | {await TrialAsync(database, middle, ct)} |");
        }

        return table.ToString();
    }

    private static List<Page> OfCoordinator(List<Asker> who) =>
    [
        new("working list, first page", who, 200, (_, _) => Pages.Get("/cases")),
        new("working list, next page", who, 200, (a, _) => Pages.Get(a.Next)),
        new("working list, too late", who, 200, (_, _) => Pages.Get("/cases?late=true")),
        new("working list, closed", who, 200, (_, _) => Pages.Get("/cases?state=closed")),
        .. OfAnybody(who),
        new("signals that wait", who, 200, (_, _) => Pages.Get("/signals")),
        new("today", who, 200, (_, _) => Pages.Get("/coordination")),
    ];

    private static List<Page> OfWorker(List<Asker> who) =>
    [
        new("working list", who, 200, (_, _) => Pages.Get("/cases")),
        new("working list, too late", who, 200, (_, _) => Pages.Get("/cases?late=true")),
        .. OfAnybody(who),
        new("my day", who, 200, (_, _) => Pages.Get("/my-day")),
    ];

    private static List<Page> OfAnybody(List<Asker> who) =>
    [
        new("a case", who, 200, (a, n) => Pages.Get($"/cases/{a.Cases[n % a.Cases.Length]}")),
        .. who.Where(a => a.LongCases.Length > 0).ToList() is { Count: > 0 } some ? [new Page("a case with 200 lines", some, 200, (a, n) => Pages.Get($"/cases/{a.LongCases[n % a.LongCases.Length]}"))] : Array.Empty<Page>(),
        new("search, begin of a name", who, 200, (a, n) => Pages.Post(a, "/cases/search", ("Name", a.Surnames[n % a.Surnames.Length][..^2]))),
        new("search, name spelt wrongly", who, 200, (a, n) => Pages.Post(a, "/cases/search", ("Name", Misspelt(a.Surnames[n % a.Surnames.Length])))),
    ];

    private static string Misspelt(string name) => name[..2] + name[3] + name[2] + name[4..] + "x";

    // Each request makes something new, so the numbers go on from one measurement to the next.
    private static async Task<List<(string, Page)>> CreatingAsync(Database database, House house, CancellationToken ct)
    {
        var teachers = await Cast.EnterAsync(house, await Cast.TeachersAsync(database, ct), a => $"/children/{a.Pupils[0]}/signal");
        var deciders = await Cast.EnterAsync(house, await CaseCast.DecidersAsync(database, ct), _ => "/cases/search");
        var waiting = deciders.SelectMany(a => a.Signals.Select((s, i) => (Asker: a, Signal: s, Turn: i))).OrderBy(x => x.Turn).ToList();
        var (taken, today) = (-1, TimeProvider.System.Today().AddDays(-14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return
        [
            ("teacher", new Page("sending a signal", teachers, 302, (a, n) => Pages.Post(a, $"/children/{a.Pupils[n % a.Pupils.Length]}/signal",
                ("Id", Guid.CreateVersion7().ToString()), ("Reason", "not_reached"), ("Urgency", "2"), ("Words", "Al twee weken niet bereikt."), ("FamilyKnows", "yes"), ("Again", "true"), ("Since", today), ("Hours", "8"), ("Support", "Een mentor."), ("ValidReason", "missing")))),
            ("coordinator", new Page("giving the lead: a case with its steps", n => waiting[Interlocked.Increment(ref taken) % waiting.Count] is var next ? (next.Asker, Pages.Post(next.Asker, $"/signals/{next.Signal}?handler=Decide",
                ("Version", "1"), ("Case", Guid.CreateVersion7().ToString()), ("Lead", next.Asker.Lead.ToString()), ("Kind", "not_reached"), ("Urgency", "2"), ("Why", "Dit team kent het gezin al."))) : default, 302)),
        ];
    }

    private static async Task<string> TrialAsync(Database database, List<Asker> coordinators, CancellationToken ct)
    {
        var asker = coordinators[0];
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        // A draft in which one of the standard rules gives another route.
        var id = await connection.QuerySingleOrDefaultAsync<Guid?>("select id from triage_table where municipality_id = @OrganisationId and state = 'draft'", asker) ?? await connection.QuerySingleAsync<Guid>("""
            insert into triage_table (municipality_id, number, rows, by_person) values (@OrganisationId, 1, @rows::jsonb, @PersonId) returning id
            """, new { asker.OrganisationId, asker.PersonId, rows = DecisionTable.Write([.. StandardTable.Is.Rows.Select((r, i) => i == 8 ? r with { Routes = ["programme"] } : r)]) });
        var times = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await asker.Http.GetAsync(new Uri($"/triage/{id}/trial", UriKind.Relative), ct);
            answer.EnsureSuccessStatusCode();
            if (i > 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Report.Say("trial: " + string.Join(", ", times.Select(t => t.ToString("0", CultureInfo.InvariantCulture))));
        return string.Create(CultureInfo.InvariantCulture, $"{times.Min():0} to {times.Max():0}");
    }

    private static async Task<string> AboutAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<(string, long)>("""
            select relname, reltuples::bigint from pg_class where relname in ('care_case', 'case_step', 'case_event', 'case_participant', 'signal', 'involvement') order by relname
            """);
        var settings = await connection.QuerySingleAsync<string>("select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit') || ', ' || pg_database_size(current_database()) / 1000000000 || ' GB'");
        return string.Create(CultureInfo.InvariantCulture, $"{settings}; {string.Join(", ", rows.Select(r => $"{r.Item1} {r.Item2:N0}"))}; {Environment.ProcessorCount} processors.");
    }
}
