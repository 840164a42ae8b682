using InBeeld.Capabilities.Safety.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Safety.Records;

/// <param name="Version">The version that was shown.</param>
internal sealed record CloseSafetyInput(Guid Record, int Version, string Outcome, string Closing);

/// <summary>Closes a record with its outcome, and opens it again.</summary>
internal sealed class CloseSafety(InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    private static readonly Refusal Gone = Refusal.Of("Dit dossier is er niet voor jou.");

    public async Task<Outcome<SafetyRecord>> CloseAsync(CloseSafetyInput input, CancellationToken ct)
    {
        if (await db.SafetyRecords.FirstOrDefaultAsync(r => r.Id == input.Record, ct) is not { } record)
        {
            return Gone;
        }

        // A double tap: closed just now, with the same words.
        if (record.State == SafetyRecord.Closed && record.ClosedBy == user.PersonId && (record.Outcome, record.Closing) == (input.Outcome, input.Closing.Trim()))
        {
            return record;
        }

        if (record.Version != input.Version || record.State == SafetyRecord.Closed)
        {
            return Refusals.LostUpdate;
        }

        var done = await db.SafetySteps.Where(s => s.RecordId == record.Id).Select(s => s.Step).ToListAsync(ct);
        var outcome = record.Close(input.Outcome, input.Closing, done, user.PersonId, clock.GetUtcNow());
        return outcome.Ok ? await SaveAsync(record, "close safety record", ct) : outcome;
    }

    public async Task<Outcome<SafetyRecord>> ReopenAsync(Guid id, CancellationToken ct)
    {
        if (await db.SafetyRecords.FirstOrDefaultAsync(r => r.Id == id, ct) is not { } record)
        {
            return Gone;
        }

        if (record.State == SafetyRecord.Open)
        {
            return record;
        }

        record.Reopen();
        return await SaveAsync(record, "reopen safety record", ct);
    }

    private async Task<Outcome<SafetyRecord>> SaveAsync(SafetyRecord record, string useCase, CancellationToken ct)
    {
        journal.Write(useCase, [record.PupilId], Facets.Safety, "", new { safety = record.Id });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Refusals.LostUpdate;
        }

        return record;
    }
}
