using InBeeld.Data;
using InBeeld.Kernel;
using Npgsql;

namespace InBeeld.Capabilities.Pupils.ImportClassList;

/// <summary>What goes wrong on the side of the server in a way that somebody can understand and do something about.</summary>
internal static class ImportTrouble
{
    /// <summary>The field of such a refusal: nothing is wrong with what was given.</summary>
    public const string Server = "server";

    /// <summary>Runs a step of an import. Refused or out of disk: everything is as it was before the step.</summary>
    public static async Task<Outcome<T>> WhollyOrNotAsync<T>(Sql sql, Func<Task<Outcome<T>>> step, CancellationToken ct)
    {
        await sql.Transaction.SaveAsync("class_list", ct);
        Outcome<T> outcome;
        try
        {
            outcome = await step();
        }
        catch (PostgresException full) when (Of(full) is { } refusal)
        {
            outcome = refusal;
        }

        if (outcome.Ok)
        {
            await sql.Transaction.ReleaseAsync("class_list", ct);
        }
        else
        {
            await sql.Transaction.RollbackAsync("class_list", ct);
        }

        return outcome;
    }

    public static Refusal? Of(Exception problem) => problem switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new Refusal(Server, "De schijf van de server is vol. Er is niets gewijzigd. Vraag de beheerder om ruimte te maken en probeer het dan opnieuw."),
        PostgresException { SqlState: PostgresErrorCodes.OutOfMemory } => new Refusal(Server, "De server heeft te weinig geheugen. Er is niets gewijzigd. Vraag de beheerder om hulp."),
        _ => null,
    };
}
