using Dapper;
using InBeeld.Data;
using Npgsql;

namespace InBeeld.Capabilities.Contact.History;

/// <summary>Throws away what went along when its school year is over, and names of questions that ended. It is out of sight before that, whenever this runs; several nodes may run it.</summary>
internal sealed class ForgetHistory(Database database, TimeProvider clock, ILogger<ForgetHistory> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    /// <returns>How many copies went.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.clean_history()", cancellationToken: ct));
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
                    // It stays out of sight; the next round takes it.
                    log.LogWarning(problem, "What went along to new schools could not be thrown away now");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }
}
