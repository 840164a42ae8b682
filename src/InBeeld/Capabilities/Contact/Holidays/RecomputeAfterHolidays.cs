using Dapper;
using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Contact.Holidays;

/// <summary>
/// After a change of a region's holidays: brings the dates of all children of that region in line, school by school, as the owner. What has
/// to be done stands in the database, so a stop halfway is taken up again; several nodes may run it, one at a time works.
/// </summary>
internal sealed class RecomputeAfterHolidays(Database database, TimeProvider clock, ILogger<RecomputeAfterHolidays> log) : Rounds(TimeSpan.FromSeconds(5), clock, log)
{
    protected override string Trouble => "The dates of children could not follow a change of holidays now";

    /// <returns>How many schools were done.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
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
}
