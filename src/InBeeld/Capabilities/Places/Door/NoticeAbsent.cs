using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Places.Door;

/// <summary>
/// Who is not there twenty minutes after the beginning did not come: the place is free again and the school hears it, so that somebody can call within the hour. Twenty minutes is
/// the same everywhere: shorter tells on a late bus, longer leaves no time to do something in a slot of an hour and a half. Also lets go who forgot to say goodbye.
/// </summary>
internal sealed class NoticeAbsent(Database database, TimeProvider clock, ILogger<NoticeAbsent> log) : Rounds(TimeSpan.FromMinutes(3), clock, log)
{
    protected override string Trouble => "Who did not come to the library could not be noticed now";

    /// <returns>How many did not come.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.mark_no_shows(@now)", new { now = Clock.GetUtcNow() }, cancellationToken: ct));
    }
}
