using System.Diagnostics;
using System.Text.Json;
using Dapper;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Data;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>Somebody of the demo who signs in with one tap.</summary>
internal sealed record DemoPersona(string UserName, string Name, string Role, string Organisation, string Groups);

/// <summary>What was loaded.</summary>
internal sealed record DemoLoaded(string Municipality, int Schools, int Groups, int Pupils, int Moments, double Seconds);

/// <summary>
/// Loads the demo, a municipality that does not exist, in one transaction by COPY: wholly or not at all. Only into a database without
/// people and organisations; it never deletes.
/// </summary>
internal static class Demo
{
    /// <returns>Null when the database already holds something; then nothing was changed.</returns>
    public static async Task<DemoLoaded?> LoadAsync(Database database, TimeProvider clock, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        await using var tx = await connection.BeginTransactionAsync(ct);
        // Two that start at once: the second waits, and then finds data.
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(471102)", transaction: tx, cancellationToken: ct));
        if (await connection.QuerySingleAsync<bool>(new CommandDefinition("select exists (select from person) or exists (select from organisation) or exists (select from pupil)", transaction: tx, cancellationToken: ct)))
        {
            return null;
        }

        var known = (await connection.QueryAsync<(DateOnly, DateOnly)>(new CommandDefinition("select starts, ends from holiday where region = @region", new { region = DemoPlan.Region }, tx, cancellationToken: ct))).AsList();
        var world = DemoWorld.Make(new DemoDays(clock.GetUtcNow(), known));
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into municipality (code, name, province, holiday_regions) values (@code, 'Zonderdam', 'Fabelland', array[@region]) on conflict (code) do nothing",
            new { code = DemoPlan.MunicipalityCode, region = DemoPlan.Region }, tx, cancellationToken: ct));
        foreach (var table in DemoTables.Of(world))
        {
            await table.WriteAsync(connection, ct);
        }

        foreach (var table in await LaterAsync(connection, tx, world, ct))
        {
            await table.WriteAsync(connection, ct);
        }

        await FollowAsync(connection, tx, world, ct);
        var loaded = new DemoLoaded("Zonderdam", world.Schools.Count, world.Groups.Count(), world.Children.Count(c => c.Left is null), world.Contact.Moments.Count, 0);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into journal_inbox (at, kind, use_case, details) values (@now, 'system', 'load the demo', @details::jsonb)",
            new { now = clock.GetUtcNow(), details = JsonSerializer.Serialize(new { loaded.Municipality, loaded.Schools, loaded.Pupils, loaded.Moments }, JsonSerializerOptions.Web) }, tx, cancellationToken: ct));
        await tx.CommitAsync(ct);
        return loaded with { Seconds = Math.Round(watch.Elapsed.TotalSeconds, 1) };
    }

    /// <summary>Empty when this database holds no demo.</summary>
    public static async Task<List<DemoPersona>> PersonasAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<DemoPersona>(new CommandDefinition("""
            select p.user_name as UserName, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) as Name, m.role as Role, o.name as Organisation,
              coalesce((select string_agg(g.name, ', ' order by g.name) from group_teacher t join school_group g on g.id = t.group_id where t.person_id = p.id and t.school_id = o.id and t.ends is null and m.role = 'teacher'), '') as Groups
            from person p join membership m on m.person_id = p.id and m.ends is null join organisation o on o.id = m.organisation_id
            where p.is_demo and p.user_name like 'persona.%' order by length(p.user_name), p.user_name, m.starts
            """, cancellationToken: ct))).AsList();
    }

    // What refers to rows that the database made itself.
    private static async Task<List<DemoTable>> LaterAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var memberships = await connection.QueryAsync<(Guid Id, Guid Person, Guid Organisation, string Role)>(new CommandDefinition("select id, person_id, organisation_id, role from membership", transaction: tx, cancellationToken: ct));
        var subjects = await connection.QueryAsync<(string Name, Guid Id)>(new CommandDefinition("select name, id from desk_subject where municipality_code = @code", new { code = DemoPlan.MunicipalityCode }, tx, cancellationToken: ct));
        var members = memberships.ToDictionary(m => (m.Person, m.Organisation, m.Role), m => m.Id);
        return [.. DemoSafety.Of(world, members), .. DemoHistory.Of(world, members), .. DemoDesk.Of(world, subjects.ToDictionary(s => s.Name, s => s.Id)), .. DemoPlaces.Of(world)];
    }

    // What follows from the rows, by the same code that keeps it in line afterwards.
    private static async Task FollowAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition("analyze pupil, placement, contact_moment, pupil_state, involvement", transaction: tx, cancellationToken: ct));
        await RecomputeStates.OfSchoolsAsync(connection, tx, [.. world.Schools.Select(s => s.Id)], ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            update pupil_state s set rung_done = case when d.decision = 'taken' then d.rung else 0 end, rung_rest_until = d.rest_until from ladder_decision d where d.pupil_id = s.pupil_id
            """, transaction: tx, cancellationToken: ct));
        await DemoPlaces.WriteAsync(connection, tx, world, ct);
        await DemoRooms.WriteAsync(connection, tx, world, ct);
        await DemoAllocation.WriteAsync(connection, tx, world, ct);
        await DemoMaterials.WriteAsync(connection, tx, world, ct);
        await DemoProgrammes.WriteAsync(connection, tx, world, ct);
        await DemoIntake.WriteAsync(connection, tx, world, ct);
        await DemoSessions.WriteAsync(connection, tx, world, ct);
        await DemoHours.WriteAsync(connection, tx, world, ct);
        await DemoSharing.WriteAsync(connection, tx, world, ct);
        await DemoProgress.WriteAsync(connection, tx, world, ct);
        await DemoThreads.WriteAsync(connection, tx, world, ct);
        await DemoFunds.WriteAsync(connection, tx, world, ct);
        await DemoPartners.WriteAsync(connection, tx, world, ct);
        await DemoMeasurement.WriteAsync(connection, tx, world, ct);
        await DemoBookings.WriteAsync(connection, tx, world, ct);
        await DemoDoor.WriteAsync(connection, tx, world, ct);
        await DemoShifts.WriteAsync(connection, tx, world, ct);
        await DemoQuestionnaires.WriteAsync(connection, tx, world, ct);
        await DemoAttention.WriteAsync(connection, tx, world, ct);
        await DemoLastYear.WriteAsync(connection, tx, world, ct);
        await DemoStars.WriteAsync(connection, tx, world, ct);
        await DemoWaves.WriteAsync(connection, tx, world, ct);
        await DemoInfographics.WriteAsync(connection, tx, world, ct);
        await DemoIndicators.WriteAsync(connection, tx, world, ct);
        var groups = world.Groups.Select(g => g.Id).ToArray();
        foreach (var week in world.Days.All.Where(w => w.Days.Count > 0 && w.Days[0] <= world.Days.Today))
        {
            await connection.ExecuteAsync(new CommandDefinition("select app.recount(@groups, @monday), app.refresh_municipality_week(@monday, @code)",
                new { groups, monday = week.Monday, code = DemoPlan.MunicipalityCode }, tx, cancellationToken: ct));
        }
    }
}
