using System.Text.Json;
using Dapper;
using InBeeld.Capabilities.Pupils.ImportClassList.Apply;
using InBeeld.Capabilities.Pupils.ImportClassList.Preview;
using InBeeld.Capabilities.Pupils.ImportClassList.Undo;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using Npgsql;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Work;

/// <summary>
/// Does what waits in class_list_work. A piece is one transaction, so a stop or a killed server leaves nothing half done; what a killed server had taken is taken
/// by the next one after half a minute of silence.
/// </summary>
internal sealed class DoClassListWork(Database database, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DoClassListWork> log) : LongWork<DoClassListWork.Taken>(database, clock, log)
{
    private const int MostTries = 3;

    protected override string Stopped => "Gestopt. Er is niets gewijzigd.";

    protected override string Trouble => "A long class list could not be worked on now";

    protected override Task<Taken?> TakeAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.QueryFirstOrDefaultAsync<Taken>(new CommandDefinition("select * from app.take_class_list_work()", cancellationToken: ct));

    protected override Task<bool> BeatAsync(NpgsqlConnection connection, Taken taken, CancellationToken ct) =>
        connection.QuerySingleAsync<bool>(new CommandDefinition("select app.beat_class_list_work(@ImportId, @Done, @Total)", new { taken.ImportId, taken.Progress.Done, taken.Progress.Total }, cancellationToken: ct));

    protected override Task EndAsync(NpgsqlConnection connection, Taken taken, string why, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("select app.end_class_list_work(@ImportId, @why::jsonb)", new { taken.ImportId, why = JsonSerializer.Serialize(why) }, cancellationToken: ct));

    protected override async Task<string?> DoAsync(Taken taken, CancellationToken ct)
    {
        if (taken.Tries > MostTries)
        {
            return "Het is niet gelukt. Er is niets gewijzigd. Probeer het opnieuw of vraag de beheerder om hulp.";
        }

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

        var (said, wholly) = await RunAsync(services, taken, ct);
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
    private static async Task<(string? Said, bool Wholly)> RunAsync(IServiceProvider services, Taken taken, CancellationToken ct)
    {
        switch (taken.Task)
        {
            case ClassListWork.Compare:
                return Ended(await services.GetRequiredService<PreviewClassList>().CompareAsync(taken.ImportId, taken.Progress, ct));
            case ClassListWork.Apply:
                var applied = await services.GetRequiredService<ApplyClassList>().RunAsync(new ApplyInput(taken.ImportId, taken.Accepted), taken.Progress, ct);
                return applied is { Ok: true, Value.Recomputed: true } ? (AppliedList.LookAgain, true) : Ended(applied);
            default:
                return Ended(await services.GetRequiredService<UndoImport>().RunAsync(taken.ImportId, taken.Progress, ct));
        }
    }

    // The sentences of these use cases stand by themselves.
    private static (string?, bool) Ended<T>(Outcome<T> outcome) => outcome.Ok ? (null, true) : (outcome.Refusals[0].Sentence, false);

    internal sealed class Taken
    {
        public Guid ImportId { get; set; }
        public Guid SessionId { get; set; }
        public string Task { get; set; } = "";
        public bool Accepted { get; set; }
        public int Tries { get; set; }
        public ImportProgress Progress { get; } = new();
    }
}
