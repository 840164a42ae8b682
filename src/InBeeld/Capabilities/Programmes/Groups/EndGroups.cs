using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Programmes.Groups;

/// <summary>Ends groups of which the last session was before today, and tells who guides them. Several nodes may run it.</summary>
internal sealed class EndGroups(Database database, TimeProvider clock, ILogger<EndGroups> log) : Rounds(TimeSpan.FromMinutes(30), clock, log)
{
    protected override string Trouble => "Groups that are over could not be closed now";

    /// <returns>How many groups are over since.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.end_groups(@now)", new { now = Clock.GetUtcNow() }, cancellationToken: ct));
    }
}
