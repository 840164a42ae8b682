using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Measurement.People;

/// <summary>Deletes what was said in measurements that closed long enough ago. Approved quotes, counts, judgements and findings stay.</summary>
internal sealed class ForgetNotes(Database database, TimeProvider clock, ILogger<ForgetNotes> log) : Frames.Rounds(TimeSpan.FromHours(6), clock, log)
{
    protected override string Trouble => "Notes of closed measurements could not be deleted now";

    /// <returns>Of how many measurements.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.forget_measurements(@now)", new { now = Clock.GetUtcNow() }, cancellationToken: ct));
    }
}
