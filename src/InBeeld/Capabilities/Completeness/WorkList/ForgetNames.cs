using Dapper;
using InBeeld.Data;
using Npgsql;

namespace InBeeld.Capabilities.Completeness.WorkList;

/// <summary>Throws the names away whose time has passed. They are out of sight the moment it passes, whenever this runs; several nodes may run it.</summary>
internal sealed class ForgetNames(Database database, TimeProvider clock, ILogger<ForgetNames> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    /// <returns>How many names went.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.clean_completeness()", cancellationToken: ct));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rest, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RunOnceAsync(stoppingToken);
                }
                catch (Exception problem) when (problem is NpgsqlException or TimeoutException)
                {
                    // They stay out of sight; the next round takes them.
                    log.LogWarning(problem, "Names of lists whose time has passed could not be thrown away now");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }
}
