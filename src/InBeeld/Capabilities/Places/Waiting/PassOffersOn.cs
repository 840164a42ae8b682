using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Places.Waiting;

/// <summary>
/// Passes a place on when nobody took it in time, and offers places that came free in another way. An offer that ran out holds nothing from that moment on, whenever
/// this runs; several nodes may run it, for each slot is locked while it is dealt with.
/// </summary>
internal sealed class PassOffersOn(Database database, TimeProvider clock, ILogger<PassOffersOn> log) : Rounds(TimeSpan.FromMinutes(1), clock, log)
{
    protected override string Trouble => "Places of the waiting list could not be passed on now";

    /// <returns>How many places were offered.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.pass_offers_on(@now)", new { now = Clock.GetUtcNow() }, cancellationToken: ct));
    }
}
