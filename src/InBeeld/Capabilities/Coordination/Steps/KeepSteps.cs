using InBeeld.Capabilities.Coordination.DecideSignal;
using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.Steps;

/// <param name="Read">The guidelines of the visit that were ticked as read.</param>
internal sealed record FinishInput(Guid Case, Guid Step, int Version, string Outcome, string Note, IReadOnlyList<Guid> Read);

/// <summary>Steps of a case: made, changed, done, dropped, taken back.</summary>
internal sealed class KeepSteps(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    private static readonly Refusal Gone = Refusal.Of("Deze zaak is er niet (meer).");
    private static readonly Refusal Ended = Refusal.Of("Deze zaak is afgesloten. Heropen hem eerst.");
    private static readonly Refusal NotOpen = Refusal.Of("Deze stap is al klaar of vervallen.");

    /// <param name="id">Made with the form, so that a double tap is one step.</param>
    public async Task<Outcome<Done>> AddAsync(Guid id, Guid inCase, StepFields fields, CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, inCase, ct) is not { } head)
        {
            return Gone;
        }

        if (head.Closed)
        {
            return Ended;
        }

        var people = await LeadChoice.PeopleAsync(frame, clock.Today(), ct);
        if (fields.Check(people, clock.Today()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var made = await frame.DoAsync("""
            insert into case_step (id, case_id, kind, title, owner_id, companion_id, due_on, due_at, place) values (@id, @inCase, @Kind, @Title, @Owner, @Companion, @Day, @Time, @Place) on conflict (id) do nothing
            """, Args(id, inCase, fields), ct);
        if (made > 0)
        {
            await WrittenAsync(head, "step", [fields.Kind!, fields.Title!], "", ct);
            await TellAsync(head, id, people, fields.Owner, fields.Companion, ct);
        }

        return Done.It;
    }

    public async Task<Outcome<Done>> ChangeAsync(Guid id, Guid inCase, int version, StepFields fields, CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, inCase, ct) is not { } head || await FindAsync(id, inCase, ct) is not { } step)
        {
            return Gone;
        }

        if (step.State != "open")
        {
            return NotOpen;
        }

        var people = await LeadChoice.PeopleAsync(frame, clock.Today(), ct);
        if (fields.Check(people, fields.Day == step.DueOn ? null : clock.Today()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        if (step.Version != version)
        {
            return Refusals.LostUpdate;
        }

        await frame.DoAsync("""
            update case_step set kind = @Kind, title = @Title, owner_id = @Owner, companion_id = @Companion, due_on = @Day, due_at = @Time, place = @Place, version = version + 1 where id = @id and case_id = @inCase
            """, Args(id, inCase, fields), ct);
        await WrittenAsync(head, "step-changed", [fields.Kind!, fields.Title!], "", ct);
        await TellAsync(head, id, people, fields.Owner == step.OwnerId ? null : fields.Owner, fields.Companion == step.CompanionId ? null : fields.Companion, ct);
        return Done.It;
    }

    /// <summary>By the owner of the step too. A visit is recorded after the guidelines in force were read.</summary>
    public async Task<Outcome<Done>> FinishAsync(FinishInput input, CancellationToken ct)
    {
        if (await FindAsync(input.Step, input.Case, ct) is not { } step || await CaseHead.OfAsync(frame, input.Case, ct) is not { } head || !MayFinish(step, head))
        {
            return Gone;
        }

        if (step.State != "open")
        {
            return NotOpen;
        }

        var refusals = new List<Refusal>();
        if (!CaseWords.StepOutcomes.Contains(input.Outcome))
        {
            refusals.Add(new Refusal("Outcome", "Kies hoe het ging."));
        }

        if (input.Note.Length > 4000)
        {
            refusals.Add(new Refusal("Note", "Dit is langer dan {0} tekens.", 4000));
        }

        var now = clock.GetUtcNow();
        if (step.Kind == "door" && step.GuidelinesAt is null)
        {
            var inForce = await Guideline.InForceAsync(frame, clock.Today(), ct);
            if (inForce.Any(g => !input.Read.Contains(g.Id)))
            {
                refusals.Add(new Refusal("Read", "Zet een vinkje dat je de richtlijnen hebt gelezen."));
            }
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (step.Version != input.Version)
        {
            return Refusals.LostUpdate;
        }

        // Before the step is done: after it the case may be out of one's own sight.
        await WrittenAsync(head, "step-done", [step.Kind, step.Title, input.Outcome], input.Note.Trim(), ct);
        await frame.DoAsync("""
            update case_step set state = 'done', outcome = @Outcome, note = @Note, done_at = @now, done_by = app.membership(), version = version + 1,
              guidelines = case when @read::uuid[] = '{}' then guidelines else @read end, guidelines_at = case when @read::uuid[] = '{}' then guidelines_at else @now end where id = @Step and case_id = @Case
            """, new { input.Outcome, Note = input.Note.Trim(), now, read = input.Read.Distinct().ToArray(), input.Step, input.Case }, ct);
        return Done.It;
    }

    public async Task<Outcome<Done>> DropAsync(Guid id, Guid inCase, int version, string why, CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, inCase, ct) is not { } head || await FindAsync(id, inCase, ct) is not { } step)
        {
            return Gone;
        }

        if (why.Trim() is not { Length: > 0 and <= 4000 } reason)
        {
            return new Refusal("Why", "Vul in waarom deze stap vervalt.");
        }

        if (step.State != "open")
        {
            return NotOpen;
        }

        if (step.Version != version)
        {
            return Refusals.LostUpdate;
        }

        await frame.DoAsync("update case_step set state = 'dropped', note = @reason, done_at = @now, done_by = app.membership(), version = version + 1 where id = @id and case_id = @inCase", new { reason, now = clock.GetUtcNow(), id, inCase }, ct);
        await WrittenAsync(head, "step-dropped", [step.Kind, step.Title], reason, ct);
        return Done.It;
    }

    /// <summary>Undo of done or dropped, within a day, by who may change the case or did it.</summary>
    public async Task<Outcome<Done>> TakeBackAsync(Guid id, Guid inCase, CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, inCase, ct) is not { } head || await FindAsync(id, inCase, ct) is not { } step)
        {
            return Gone;
        }

        if (head.Closed)
        {
            return Ended;
        }

        if (step.State == "open")
        {
            return Done.It;
        }

        if (step.DoneAt < clock.GetUtcNow().AddDays(-1))
        {
            return Refusal.Of("Ongedaan maken kan tot een dag later.");
        }

        await frame.DoAsync("update case_step set state = 'open', outcome = '', done_at = null, done_by = null, version = version + 1 where id = @id and case_id = @inCase", new { id, inCase }, ct);
        await WrittenAsync(head, "undone", [step.Kind, step.Title], "", ct);
        return Done.It;
    }

    public bool MayFinish(OpenStep step, CaseHead head) => !head.Closed && (head.Wholly || step.OwnerId == user.MembershipId);

    public Task<OpenStep?> FindAsync(Guid id, Guid inCase, CancellationToken ct) => OpenStep.OfAsync(frame, id, inCase, ct);

    private static object Args(Guid id, Guid inCase, StepFields f) => new { id, inCase, f.Kind, f.Title, f.Owner, f.Companion, f.Day, f.Time, f.Place };

    private async Task WrittenAsync(CaseHead head, string kind, string[] args, string words, CancellationToken ct)
    {
        await CaseEvents.AddAsync(frame, head.Id, kind, false, args, words, clock.GetUtcNow(), ct);
        journal.Write("change step", [head.PupilId], Facets.Care, "case", new { @case = head.Id, kind });
    }

    private async Task TellAsync(CaseHead head, Guid step, IReadOnlyList<LeadChoice> people, Guid? owner, Guid? companion, CancellationToken ct)
    {
        foreach (var person in people.Where(p => (p.MembershipId == owner || p.MembershipId == companion) && p.MembershipId != user.MembershipId))
        {
            await frame.DoAsync("select app.tell(@PersonId, null, null, 'step-given', @PupilId, @link, '[]')", new { person.PersonId, head.PupilId, link = $"/cases/{head.Id}/steps/{step}" }, ct);
        }
    }
}
