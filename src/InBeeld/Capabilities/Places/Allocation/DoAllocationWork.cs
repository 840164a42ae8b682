using System.Text.Json;
using Dapper;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>
/// Computes what waits in allocation_work. While it computes no connection and no transaction is held. A try is kept in one transaction with the end of the work; what a
/// killed server had taken is not done again: the page says that it was interrupted, and whoever still wants it asks again.
/// </summary>
internal sealed class DoAllocationWork(Database database, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DoAllocationWork> log) : LongWork<DoAllocationWork.Taken>(database, clock, log)
{
    private readonly TimeProvider watch = clock;
    private readonly ILogger<DoAllocationWork> failures = log;

    protected override string Stopped => AllocationWork.Dropped;

    protected override string Trouble => "A computation of places could not be worked on now";

    protected override Task<Taken?> TakeAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.QueryFirstOrDefaultAsync<Taken>(new CommandDefinition("select * from app.take_allocation_work()", cancellationToken: ct));

    protected override async Task<bool> BeatAsync(NpgsqlConnection connection, Taken taken, CancellationToken ct)
    {
        var far = taken.Far is null ? null : JsonSerializer.Serialize(taken.Far, JsonSerializerOptions.Web);
        var goOn = await connection.QuerySingleAsync<string>(new CommandDefinition("select app.beat_allocation_work(@RunId, @far::jsonb)", new { taken.RunId, far }, cancellationToken: ct));
        if (goOn == AllocationWork.Keep)
        {
            await taken.Enough.CancelAsync();
        }

        return goOn != AllocationWork.Drop;
    }

    protected override Task EndAsync(NpgsqlConnection connection, Taken taken, string why, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition("select app.end_allocation_work(@RunId, @why)", new { taken.RunId, why }, cancellationToken: ct));

    protected override async Task<string?> DoAsync(Taken taken, CancellationToken ct)
    {
        try
        {
            var choices = JsonSerializer.Deserialize<Choices>(taken.Settings, JsonSerializerOptions.Web)!;
            var read = await InNameOfAsync(taken, tries => tries.ReadAsync(taken.AllocationId, ct), ct);
            if (!read.Ok)
            {
                return read.Refusals[0].Sentence;
            }

            using var enough = CancellationTokenSource.CreateLinkedTokenSource(taken.Enough.Token, ct);
            // On a thread of its own: it computes for seconds, and the server answers others meanwhile.
            var plan = await Task.Factory.StartNew(() => read.Value.Compute(choices, watch, taken, enough.Token, ct), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            ct.ThrowIfCancellationRequested();
            var kept = await InNameOfAsync(taken, tries => tries.KeepAsync(taken.RunId, read.Value, choices, plan, taken.Enough.IsCancellationRequested, ct), ct);
            return kept.Ok ? null : kept.Refusals[0].Sentence;
        }
        catch (Exception problem) when (!ct.IsCancellationRequested)
        {
            failures.LogError(problem, "A computation of places failed");
            return "Het is niet gelukt. Er is niets bewaard. Reken opnieuw of vraag de beheerder om hulp.";
        }
    }

    // With the rights of who asked, in one transaction: nothing of it stays when it is refused.
    private async Task<Outcome<T>> InNameOfAsync<T>(Taken taken, Func<TryAllocation, Task<Outcome<T>>> does, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var frame = services.GetRequiredService<Frame>();
        if (!await frame.EnterAsync(taken.SessionId, ct))
        {
            return Refusal.Of("Je bent intussen uitgelogd. Er is niets bewaard. Reken opnieuw.");
        }

        if (services.GetRequiredService<CurrentUser>().Role != Role.Coordinator || await AllocationRow.FindAsync(frame, taken.AllocationId, ct) is null)
        {
            return Refusal.Of("Jouw rol mag deze verdeling niet meer zien. Er is niets bewaard.");
        }

        var outcome = await does(services.GetRequiredService<TryAllocation>());
        if (outcome.Ok)
        {
            await services.GetRequiredService<InBeeldDb>().SaveChangesAsync(ct);
            await frame.CommitAsync(ct);
        }

        return outcome;
    }

    internal sealed class Taken : IProgress<SoFar>
    {
        private SoFar? far;

        public Guid AllocationId { get; set; }
        public Guid RunId { get; set; }
        public Guid SessionId { get; set; }
        public string Settings { get; set; } = "{}";

        /// <summary>Cancelled when the best so far is enough. Made without a timer, so that nothing has to be thrown away.</summary>
        public CancellationTokenSource Enough { get; } = new();

        public SoFar? Far => Volatile.Read(ref far);

        public void Report(SoFar value) => Volatile.Write(ref far, value);
    }
}
