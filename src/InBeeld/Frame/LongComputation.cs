using System.Text.Json;
using Dapper;
using InBeeld.Data;
using InBeeld.Kernel;
using Npgsql;

namespace InBeeld.Frames;

/// <summary>A computation that was taken.</summary>
internal abstract class TakenComputation
{
    private object? far;

    public Guid Id { get; set; }

    /// <summary>Of who asked.</summary>
    public Guid SessionId { get; set; }

    /// <summary>Cancelled when the best so far is enough. Made without a timer, so that nothing has to be thrown away.</summary>
    public CancellationTokenSource Enough { get; } = new();

    /// <summary>How far it is, kept as JSON.</summary>
    public object? Far
    {
        get => Volatile.Read(ref far);
        protected set => Volatile.Write(ref far, value);
    }
}

/// <summary>
/// Long work that computes: it reads, computes on a thread of its own, and keeps what came of it. While it computes no connection and no transaction is held; reading and keeping are done in the name of
/// the session that asked, keeping in one transaction with the end of the work. What a killed server had taken is not done again: the page says so, and whoever still wants it asks again.
/// </summary>
/// <typeparam name="T">A computation as it was taken.</typeparam>
/// <typeparam name="TDoes">The service that reads and keeps.</typeparam>
internal abstract class LongComputation<T, TDoes>(Database database, IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : LongWork<T>(database, clock, log)
    where T : TakenComputation
    where TDoes : notnull
{
    private readonly ILogger failures = log;

    protected sealed override string Stopped => AskedComputation.Dropped;

    /// <summary>A row of what was taken.</summary>
    protected abstract string Take { get; }

    /// <summary>Of @Id, with @far: how to go on, as <see cref="AskedComputation"/> names it.</summary>
    protected abstract string Beat { get; }

    /// <summary>Of @Id, with @why.</summary>
    protected abstract string End { get; }

    /// <returns>Why who asked may not (any more); null: they may.</returns>
    protected abstract Task<Refusal?> MayAsync(IServiceProvider services, T taken, CancellationToken ct);

    /// <summary>Reads and computes by <see cref="InNameOfAsync"/> and <see cref="AsideAsync"/>, and keeps.</summary>
    protected abstract Task<Outcome<Done>> ComputeAsync(T taken, CancellationToken enough, CancellationToken ct);

    protected override Task<T?> TakeAsync(NpgsqlConnection connection, CancellationToken ct) => connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(Take, cancellationToken: ct));

    protected override async Task<bool> BeatAsync(NpgsqlConnection connection, T taken, CancellationToken ct)
    {
        var far = taken.Far is { } so ? JsonSerializer.Serialize(so, JsonSerializerOptions.Web) : null;
        var goOn = await connection.QuerySingleAsync<string>(new CommandDefinition(Beat, new { taken.Id, far }, cancellationToken: ct));
        if (goOn == AskedComputation.Keep)
        {
            await taken.Enough.CancelAsync();
        }

        return goOn != AskedComputation.Drop;
    }

    protected override Task EndAsync(NpgsqlConnection connection, T taken, string why, CancellationToken ct) => connection.ExecuteAsync(new CommandDefinition(End, new { taken.Id, why }, cancellationToken: ct));

    protected override async Task<string?> DoAsync(T taken, CancellationToken ct)
    {
        try
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(taken.Enough.Token, ct);
            var kept = await ComputeAsync(taken, enough.Token, ct);
            return kept.Ok ? null : kept.Refusals[0].Sentence;
        }
        catch (Exception problem) when (!ct.IsCancellationRequested)
        {
            failures.LogError(problem, "{Trouble}", Trouble);
            return "Het is niet gelukt. Er is niets bewaard. Reken opnieuw of vraag de beheerder om hulp.";
        }
    }

    /// <summary>On a thread of its own: it computes for seconds, and the server answers others meanwhile.</summary>
    protected static async Task<TAnswer> AsideAsync<TAnswer>(Func<TAnswer> computes, CancellationToken ct)
    {
        var answer = await Task.Factory.StartNew(computes, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        ct.ThrowIfCancellationRequested();
        return answer;
    }

    /// <summary>With the rights of who asked, in one transaction: nothing of it stays when it is refused.</summary>
    protected async Task<Outcome<TAnswer>> InNameOfAsync<TAnswer>(T taken, Func<TDoes, Task<Outcome<TAnswer>>> does, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var frame = services.GetRequiredService<Frame>();
        if (!await frame.EnterAsync(taken.SessionId, ct))
        {
            return Refusal.Of("Je bent intussen uitgelogd. Er is niets bewaard. Reken opnieuw.");
        }

        if (await MayAsync(services, taken, ct) is { } refusal)
        {
            return refusal;
        }

        var outcome = await does(services.GetRequiredService<TDoes>());
        if (outcome.Ok)
        {
            await services.GetRequiredService<InBeeldDb>().SaveChangesAsync(ct);
            await frame.CommitAsync(ct);
        }

        return outcome;
    }
}
