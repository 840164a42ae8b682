using InBeeld.Data;
using Npgsql;

namespace InBeeld.Capabilities.People.AccessJournal;

/// <summary>Seals what waits in the journal's inbox every few seconds, and once more at the end. Several nodes may run it: one at a time gets the lock.</summary>
internal sealed class JournalSealer(Database database, TimeProvider clock, ILogger<JournalSealer> log) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rest, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SealAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            await SealAsync(CancellationToken.None);
        }
    }

    private async Task SealAsync(CancellationToken ct)
    {
        try
        {
            await using var command = database.App.CreateCommand("select app.seal_journal()");
            while ((int)(await command.ExecuteScalarAsync(ct))! == 10000)
            {
                // More is waiting.
            }
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutException)
        {
            // Nothing is lost: the rows stay in the inbox until the database is back.
            log.LogWarning(problem, "The journal could not be sealed now");
        }
    }
}
