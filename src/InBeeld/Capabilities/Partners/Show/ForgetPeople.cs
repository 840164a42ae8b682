using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Partners.Show;

/// <summary>Forgets people of partners who left a month ago or were removed yesterday. What they did stays, without their name.</summary>
internal sealed class ForgetPeople(Database database, TimeProvider clock, ILogger<ForgetPeople> log) : Rounds(TimeSpan.FromHours(6), clock, log)
{
    protected override string Trouble => "People who left partners could not be forgotten now";

    /// <returns>How many people.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.forget_network_people(@now)", new { now = Clock.GetUtcNow() }, cancellationToken: ct));
    }
}
