using Npgsql;

namespace InBeeld.Frames;

/// <summary>
/// Work that is done again after every rest, as long as the program runs. What it has to do stands in the database: a round that fails because the database is away is
/// logged and tried again in the next one.
/// </summary>
internal abstract class Rounds(TimeSpan rest, TimeProvider clock, ILogger log) : BackgroundService
{
    protected TimeProvider Clock { get; } = clock;

    protected ILogger Log { get; } = log;

    /// <summary>For the log, when a round could not be made: what was not done, in one sentence.</summary>
    protected abstract string Trouble { get; }

    /// <returns>How much was done.</returns>
    public abstract Task<int> RunOnceAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(rest, Clock);
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
                    Log.LogWarning(problem, "{Trouble}", Trouble);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
    }
}
