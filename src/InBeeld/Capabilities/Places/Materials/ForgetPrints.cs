using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Places.Materials;

/// <summary>Throws away the files that were printed, a week after they were handed over; several nodes may run it.</summary>
internal sealed class ForgetPrints(Database database, TimeProvider clock, ILogger<ForgetPrints> log) : Rounds(TimeSpan.FromHours(6), clock, log)
{
    protected override string Trouble => "Printed files could not be thrown away now";

    /// <returns>How many files went.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.forget_prints(@now)", new { now = Clock.GetUtcNow() }, cancellationToken: ct));
    }
}
