using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Completeness.WorkList;

/// <summary>Throws the names away whose time has passed. They are out of sight the moment it passes, whenever this runs; several nodes may run it.</summary>
internal sealed class ForgetNames(Database database, TimeProvider clock, ILogger<ForgetNames> log) : Rounds(TimeSpan.FromMinutes(15), clock, log)
{
    protected override string Trouble => "Names of lists whose time has passed could not be thrown away now";

    /// <returns>How many names went.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.clean_completeness()", cancellationToken: ct));
    }
}
