using InBeeld.Capabilities.Safety.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InBeeld.Capabilities.Safety.Steps;

/// <param name="Id">Made with the form, so that a double tap records one step.</param>
/// <param name="Version">The version that was shown; 0 when the step was not taken yet.</param>
internal sealed record RecordStepInput(Guid Id, Guid Record, short Step, int Version, StepAnswers Answers);

/// <summary>Records that a step of the meldcode was taken, or corrects what it says; the version before is kept.</summary>
internal sealed class RecordStep(InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<SafetyStep>> RunAsync(RecordStepInput input, CancellationToken ct)
    {
        if (await db.SafetyRecords.FirstOrDefaultAsync(r => r.Id == input.Record, ct) is not { } record)
        {
            return Refusal.Of("Dit dossier is er niet voor jou.");
        }

        if (record.State == SafetyRecord.Closed)
        {
            return Refusal.Of("Dit dossier is afgesloten. Heropen het eerst.");
        }

        var steps = await db.SafetySteps.Where(s => s.RecordId == record.Id).ToListAsync(ct);
        var step = steps.Find(s => s.Step == input.Step);
        var weighed = steps.Find(s => s.Step == 4)?.Outcome ?? "";
        if (step is not null && step.Says(input.Answers))
        {
            return step;
        }

        if ((step?.Version ?? 0) != input.Version)
        {
            return Refusals.LostUpdate;
        }

        Outcome<SafetyStep> outcome;
        if (step is null)
        {
            outcome = SafetyStep.Take(input.Id, record.Id, input.Step, input.Answers, weighed, user.PersonId, clock.GetUtcNow());
            if (outcome.Ok)
            {
                db.SafetySteps.Add(outcome.Value);
            }
        }
        else
        {
            var before = new SafetyStepHistory { StepId = step.Id, RecordId = record.Id, Was = step.AsJson(), ReplacedAt = clock.GetUtcNow(), ReplacedBy = user.PersonId };
            outcome = step.Correct(input.Answers, weighed, user.PersonId, clock.GetUtcNow());
            if (outcome.Ok)
            {
                db.SafetyStepHistories.Add(before);
            }
        }

        return outcome.Ok ? await SaveAsync(outcome.Value, record, input, ct) : outcome;
    }

    private async Task<Outcome<SafetyStep>> SaveAsync(SafetyStep step, SafetyRecord record, RecordStepInput input, CancellationToken ct)
    {
        journal.Write(input.Version == 0 ? "take safety step" : "correct safety step", [record.PupilId], Facets.Safety, "", new { safety = record.Id, step.Step });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException problem) when (problem is DbUpdateConcurrencyException || problem.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            // The second tap of two finds what the first one wrote.
            return await db.SafetySteps.FirstOrDefaultAsync(s => s.RecordId == record.Id && s.Step == input.Step, ct) is { } now && now.Says(input.Answers) ? now : Refusals.LostUpdate;
        }

        return step;
    }
}
