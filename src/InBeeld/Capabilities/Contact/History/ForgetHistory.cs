using Dapper;
using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Contact.History;

/// <summary>Throws away what went along when its school year is over, and names of questions that ended. It is out of sight before that, whenever this runs; several nodes may run it.</summary>
internal sealed class ForgetHistory(Database database, TimeProvider clock, ILogger<ForgetHistory> log) : Rounds(TimeSpan.FromHours(1), clock, log)
{
    protected override string Trouble => "What went along to new schools could not be thrown away now";

    /// <returns>How many copies went.</returns>
    public override async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        return await connection.QuerySingleAsync<int>(new CommandDefinition("select app.clean_history()", cancellationToken: ct));
    }
}
