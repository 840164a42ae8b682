using InBeeld.Capabilities.Safety.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InBeeld.Capabilities.Safety.Records;

/// <param name="Id">Made with the form, so that a double tap begins one record.</param>
/// <param name="Pupil">A child that whoever asks may see.</param>
internal sealed record BeginSafetyInput(Guid Id, Guid Pupil);

/// <summary>Begins the meldcode for a child. The database names whoever begins it as its first reader.</summary>
internal sealed class BeginSafety(InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<SafetyRecord>> RunAsync(BeginSafetyInput input, CancellationToken ct)
    {
        if (await db.SafetyRecords.FindAsync([input.Id], ct) is { } first)
        {
            return first;
        }

        var record = SafetyRecord.Begin(input.Id, input.Pupil, user.PersonId, user.MembershipId!.Value, user.OrganisationId, user.MunicipalityCode, clock.GetUtcNow());
        db.SafetyRecords.Add(record);
        journal.Write("begin safety record", [input.Pupil], Facets.Safety, "", new { safety = input.Id });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException problem) when (problem.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return await db.SafetyRecords.FindAsync([input.Id], ct) is { } twin ? twin : Refusal.Of("Dit lukte niet. Probeer het opnieuw.");
        }

        return record;
    }
}
