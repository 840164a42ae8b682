using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Programmes.Waiting;

/// <summary>Passes a place in a programme on when it was not confirmed in time. An offer that ran out holds nothing from that moment on, whenever this runs; several nodes may run it.</summary>
internal sealed class PassOffersOn(Database database, TimeProvider clock, ILogger<PassOffersOn> log) : Rounds(TimeSpan.FromMinutes(10), clock, log)
{
    protected override string Trouble => "Places in programmes could not be passed on now";

    /// <returns>How many places were offered.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.pass_programme_offers_on(@now)", new { now = Clock.GetUtcNow() }, cancellationToken: ct));
    }
}

/// <summary>Where a child stands on the waiting list.</summary>
internal sealed class WaitingPlace
{
    public int Place { get; set; }

    /// <summary>Null: too little came free lately to say.</summary>
    public DateOnly? Expected { get; set; }

    public static Task<WaitingPlace?> OfAsync(Frame frame, Guid enrolment, DateTimeOffset now, CancellationToken ct) =>
        frame.OneAsync<WaitingPlace>("select place, expected from app.waiting_place(@enrolment, @now)", new { enrolment, now }, ct);
}
