using System.Data;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Capabilities.Pupils.ImportClassList;

/// <summary>What goes wrong on the side of the server in a way that somebody can understand and do something about.</summary>
internal static class ImportTrouble
{
    /// <summary>The field of such a refusal: nothing is wrong with what was given.</summary>
    public const string Server = "server";

    /// <summary>Runs a step of an import. Refused or out of disk: everything is as it was before the step.</summary>
    public static async Task<Outcome<T>> WhollyOrNotAsync<T>(Frame frame, CurrentUser user, Sql sql, Func<Task<Outcome<T>>> step, CancellationToken ct)
    {
        await sql.Transaction.SaveAsync("class_list", ct);
        Outcome<T> outcome;
        try
        {
            outcome = await step();
        }
        catch (PostgresException full) when (Of(full) is { } refusal)
        {
            if (sql.Connection.State == ConnectionState.Open)
            {
                outcome = refusal;
            }
            else
            {
                // Npgsql closes a connection when the server runs out of something, and with it the transaction: the page that says so needs another.
                await frame.DisposeAsync();
                if (user.SessionId is { } session)
                {
                    await frame.EnterAsync(session, ct);
                }

                return refusal;
            }
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
