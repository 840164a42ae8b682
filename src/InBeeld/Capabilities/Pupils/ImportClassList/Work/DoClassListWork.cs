using System.Text.Json;
using Dapper;
using InBeeld.Capabilities.Pupils.ImportClassList.Apply;
using InBeeld.Capabilities.Pupils.ImportClassList.Preview;
using InBeeld.Capabilities.Pupils.ImportClassList.Undo;
using InBeeld.Data;
using InBeeld.Kernel;
using Npgsql;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Work;

/// <summary>
/// Does what waits in class_list_work, one piece at a time, in the name of the session that asked: with that person's rights, and gone when
/// the session ends. A piece is one transaction, so a stop or a killed server leaves nothing half done; what a killed server had taken is taken
/// by the next one after half a minute of silence.
/// </summary>
internal sealed class DoClassListWork(Database database, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DoClassListWork> log) : BackgroundService
{
    private const int MostTries = 3;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <returns>False when nothing waits.</returns>
    public async Task<bool> RunOnceAsync(CancellationToken ct)
    {
        Taken? taken;
        await using (var connection = await database.App.OpenConnectionAsync(ct))
        {
            taken = await connection.QueryFirstOrDefaultAsync<Taken>(new CommandDefinition("select * from app.take_class_list_work()", cancellationToken: ct));
        }

        if (taken is null)
        {
            return false;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var progress = new ImportProgress();
        var beats = BeatAsync(taken.ImportId, progress, stop);
        string? trouble;
        try
        {
            trouble = taken.Tries > MostTries ? "Het is niet gelukt. Er is niets gewijzigd. Probeer het opnieuw of vraag de beheerder om hulp." : await DoAsync(taken, progress, stop.Token);
        }
        catch (Exception stopped) when (stop.IsCancellationRequested && !ct.IsCancellationRequested && stopped is OperationCanceledException or NpgsqlException)
        {
            trouble = "Gestopt. Er is niets gewijzigd.";
        }
        finally
        {
            await stop.CancelAsync();
            await beats;
        }

        if (trouble is not null)
        {
            await EndAsync(taken.ImportId, trouble, ct);
        }

        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    if (await RunOnceAsync(stoppingToken))
                    {
                        continue;
                    }
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    // It stays in the database, and is tried again.
                    log.LogWarning(problem, "A long class list could not be worked on now");
                }

                await Task.Delay(Rest, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; the next one goes on.
        }
    }

    /// <returns>Null when it is done, or the sentence that says why not.</returns>
    private async Task<string?> DoAsync(Taken taken, ImportProgress progress, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var frame = services.GetRequiredService<Frame>();
        if (!await frame.EnterAsync(taken.SessionId, ct))
        {
            return "Je bent intussen uitgelogd. Er is niets gewijzigd. Begin opnieuw.";
        }

        if (await ClassListImport.OfAsync(frame, taken.ImportId, ct) is null)
        {
            return "Jouw rol mag deze lijst niet meer zien. Er is niets gewijzigd.";
        }

        var (said, wholly) = await RunAsync(services, taken, progress, ct);
        if (!wholly)
        {
            return said;
        }

        await services.GetRequiredService<InBeeldDb>().SaveChangesAsync(ct);
        // With the work itself, so that it is never done and still waiting.
        await frame.OneAsync<object>("select app.end_class_list_work(@ImportId, @said::jsonb)", new { taken.ImportId, said = said is null ? null : JsonSerializer.Serialize(said) }, ct);
        await frame.CommitAsync(ct);
        return null;
    }

    /// <returns>What is to be said about it, and whether it is done (else nothing of it stays).</returns>
    private static async Task<(string? Said, bool Wholly)> RunAsync(IServiceProvider services, Taken taken, ImportProgress progress, CancellationToken ct)
    {
        switch (taken.Task)
        {
            case ClassListWork.Compare:
                return Ended(await services.GetRequiredService<PreviewClassList>().CompareAsync(taken.ImportId, progress, ct));
            case ClassListWork.Apply:
                var applied = await services.GetRequiredService<ApplyClassList>().RunAsync(new ApplyInput(taken.ImportId, taken.Accepted), progress, ct);
                return applied is { Ok: true, Value.Recomputed: true } ? (AppliedList.LookAgain, true) : Ended(applied);
            default:
                return Ended(await services.GetRequiredService<UndoImport>().RunAsync(taken.ImportId, progress, ct));
        }
    }

    // The sentences of these use cases stand by themselves.
    private static (string?, bool) Ended<T>(Outcome<T> outcome) => outcome.Ok ? (null, true) : (outcome.Refusals[0].Sentence, false);

    private async Task BeatAsync(Guid import, ImportProgress progress, CancellationTokenSource stop)
    {
        try
        {
            while (true)
            {
                await using (var connection = await database.App.OpenConnectionAsync(stop.Token))
                {
                    var goOn = await connection.QuerySingleAsync<bool>(new CommandDefinition("select app.beat_class_list_work(@import, @Done, @Total)", new { import, progress.Done, progress.Total }, cancellationToken: stop.Token));
                    if (!goOn)
                    {
                        await stop.CancelAsync();
                        return;
                    }
                }

                await Task.Delay(Beat, clock, stop.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or NpgsqlException)
        {
            // Done or stopping; without the database the work itself fails too.
        }
    }

    private async Task EndAsync(Guid import, string trouble, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("select app.end_class_list_work(@import, @why::jsonb)", new { import, why = JsonSerializer.Serialize(trouble) }, cancellationToken: ct));
    }

    private sealed class Taken
    {
        public Guid ImportId { get; set; }
        public Guid SessionId { get; set; }
        public string Task { get; set; } = "";
        public bool Accepted { get; set; }
        public int Tries { get; set; }
    }
}
