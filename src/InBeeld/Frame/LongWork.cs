using InBeeld.Data;
using Npgsql;

namespace InBeeld.Frames;

/// <summary>
/// Work that is too long for one request. What waits stands in a table of the capability; any node takes it, one piece at a time, tells every second how far it is and
/// hears whether it has to stop. A capability does it in the name of the session that asked: with that person's rights, and not when the session has ended.
/// </summary>
/// <typeparam name="T">A piece of work as it was taken.</typeparam>
internal abstract class LongWork<T>(Database database, TimeProvider clock, ILogger log) : BackgroundService
    where T : class
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim asked = new(0);

    /// <summary>What is said about work that was stopped.</summary>
    protected abstract string Stopped { get; }

    /// <summary>For the log, when the work failed and what it did is not known.</summary>
    protected abstract string Trouble { get; }

    /// <summary>Somebody waits for work that was just asked: it is not left until the next look.</summary>
    public void LookNow()
    {
        if (asked.CurrentCount == 0)
        {
            asked.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        asked.Dispose();
    }

    /// <returns>Null when nothing waits.</returns>
    protected abstract Task<T?> TakeAsync(NpgsqlConnection connection, CancellationToken ct);

    /// <returns>Null when it is done, or the sentence that says why not.</returns>
    protected abstract Task<string?> DoAsync(T taken, CancellationToken ct);

    /// <summary>Tells how far it is.</summary>
    /// <returns>False when it has to stop.</returns>
    protected abstract Task<bool> BeatAsync(NpgsqlConnection connection, T taken, CancellationToken ct);

    protected abstract Task EndAsync(NpgsqlConnection connection, T taken, string why, CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    if (await OnceAsync(stoppingToken))
                    {
                        continue;
                    }
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    // It stays in the database.
                    log.LogWarning(problem, "{Trouble}", Trouble);
                }

                await asked.WaitAsync(Second, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; what was taken is silent from now on.
        }
    }

    /// <returns>False when nothing waits.</returns>
    private async Task<bool> OnceAsync(CancellationToken ct)
    {
        T? taken;
        await using (var connection = await database.App.OpenConnectionAsync(ct))
        {
            taken = await TakeAsync(connection, ct);
        }

        if (taken is null)
        {
            return false;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beats = BeatsAsync(taken, stop);
        string? why;
        try
        {
            why = await DoAsync(taken, stop.Token);
        }
        catch (Exception stopped) when (stop.IsCancellationRequested && !ct.IsCancellationRequested && stopped is OperationCanceledException or NpgsqlException)
        {
            why = Stopped;
        }
        finally
        {
            await stop.CancelAsync();
            await beats;
        }

        if (why is not null)
        {
            await using var connection = await database.App.OpenConnectionAsync(ct);
            await EndAsync(connection, taken, why, ct);
        }

        return true;
    }

    private async Task BeatsAsync(T taken, CancellationTokenSource stop)
    {
        try
        {
            while (true)
            {
                await using (var connection = await database.App.OpenConnectionAsync(stop.Token))
                {
                    if (!await BeatAsync(connection, taken, stop.Token))
                    {
                        await stop.CancelAsync();
                        return;
                    }
                }

                await Task.Delay(Second, clock, stop.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or NpgsqlException)
        {
            // Done or stopping; without the database the work itself fails too.
        }
    }
}
