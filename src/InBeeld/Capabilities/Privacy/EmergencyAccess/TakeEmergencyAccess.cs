using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Capabilities.Privacy.EmergencyAccess;

/// <param name="Pupil">A child that was found by whole surname and birth date.</param>
/// <param name="Sure">Whoever asks confirmed that others are told.</param>
internal sealed record TakeEmergencyAccessInput(Guid Pupil, string Reason, bool Sure);

/// <summary>
/// Break the glass: three hours' access to one child, with a reason. The database gives it (app.break_the_glass), ends it, and tells the coordinator of
/// the municipality and the privacy officer at once.
/// </summary>
internal sealed class TakeEmergencyAccess(Frame frame, CurrentUser user, Journal journal)
{
    public const int ShortestReason = 10;

    public async Task<Outcome<Guid>> RunAsync(TakeEmergencyAccessInput input, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var reason = input.Reason.Trim();
        if (reason.Length < ShortestReason)
        {
            refusals.Add(new Refusal("Reason", "Schrijf op waarom je nu moet kijken, in minstens {0} tekens.", ShortestReason));
        }
        else if (reason.Length > 1000)
        {
            refusals.Add(new Refusal("Reason", "Gebruik hooguit {0} tekens.", 1000));
        }

        if (!input.Sure)
        {
            refusals.Add(new Refusal("Sure", "Bevestig dat anderen hiervan bericht krijgen."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        // A double tap, or access that still runs: no second one.
        if (await frame.OneAsync<Guid?>("select id from emergency_access where pupil_id = @Pupil and person_id = @PersonId and ends > now()", new { input.Pupil, user.PersonId }, ct) is { } running)
        {
            return running;
        }

        await frame.DoAsync("savepoint glass", null, ct);
        try
        {
            var access = await frame.OneAsync<Guid>("select app.break_the_glass(@Pupil, @reason)", new { input.Pupil, reason }, ct);
            journal.Write("take emergency access", [input.Pupil], Facets.Identity | Facets.Contact | Facets.Needs | Facets.Care, "emergency", new { access });
            return access;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            await frame.DoAsync("rollback to savepoint glass", null, ct);
            journal.Refused("take emergency access", [input.Pupil], "not allowed");
            return Refusal.Of("Tot dit kind kun je geen spoedtoegang nemen.");
        }
    }
}
