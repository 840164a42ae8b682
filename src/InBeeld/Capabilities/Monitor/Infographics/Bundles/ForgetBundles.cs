using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Monitor.Infographics.Bundles;

/// <summary>Throws files with all infographics of a wave away after some days; several nodes may run it.</summary>
internal sealed class ForgetBundles(Database database, TimeProvider clock, ILogger<ForgetBundles> log) : Rounds(TimeSpan.FromHours(6), clock, log)
{
    protected override string Trouble => "Files with all infographics of a wave could not be thrown away now";

    /// <returns>How many files went.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.forget_bundles(@now)", new { now = Clock.GetUtcNow() }, cancellationToken: ct));
    }
}
