using Dapper;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Data;
using Npgsql;

namespace InBeeld.Capabilities.Contact.Holidays;

/// <summary>
/// After a change of a region's holidays: brings the dates of all children of that region in line, school by school, as the owner. What has
/// to be done stands in the database, so a stop halfway is taken up again; several nodes may run it, one at a time works.
/// </summary>
internal sealed class RecomputeAfterHolidays(Database database, TimeProvider clock, ILogger<RecomputeAfterHolidays> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <returns>How many schools were done.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var changes = (await connection.QueryAsync<(string Region, DateTime ChangedAt)>(new CommandDefinition("select region, changed_at from holiday_change", cancellationToken: ct))).AsList();
        if (changes.Count == 0 || !await connection.QuerySingleAsync<bool>(new CommandDefinition("select pg_try_advisory_lock(471104)", cancellationToken: ct)))
        {
            return 0;
        }

        try
        {
            var done = 0;
            foreach (var (region, changedAt) in changes)
            {
                var schools = await connection.QueryAsync<Guid>(new CommandDefinition(
                    "select o.id from organisation o where o.kind = 'school' and o.holiday_region = @region and exists (select 1 from pupil p where p.school_id = o.id and p.left_on is null)", new { region }, cancellationToken: ct));
                foreach (var school in schools.AsList())
                {
                    await using var tx = await connection.BeginTransactionAsync(ct);
                    await RecomputeStates.OfSchoolsAsync(connection, tx, [school], ct);
                    await tx.CommitAsync(ct);
                    done++;
                }

                // Changed again meanwhile: the row stays, and the next round does it once more.
                await connection.ExecuteAsync(new CommandDefinition("delete from holiday_change where region = @region and changed_at = @changedAt", new { region, changedAt }, cancellationToken: ct));
            }

            return done;
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(471104)");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rest, clock);
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is NpgsqlException or TimeoutException)
            {
                // Nothing is lost: it still stands in the database.
                log.LogWarning(problem, "The dates of children could not follow a change of holidays now");
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
