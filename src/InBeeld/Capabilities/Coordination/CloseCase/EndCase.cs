using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Capabilities.Coordination.OpenCase;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Coordination.CloseCase;

/// <param name="Drop">The steps that are still open fall away.</param>
internal sealed record EndCaseInput(Guid Case, int Version, string Outcome, string Note, bool Drop);

/// <summary>Closes a case with its outcome; where the municipality wants it, a supervisor looks first. And opens it again.</summary>
internal sealed class EndCase(Frame frame, CurrentUser user, Journal journal, TimeProvider clock, Feedback.TellSignallers feedback)
{
    private static readonly Refusal Gone = Refusal.Of("Deze zaak is er niet (meer).");

    /// <returns>True: closed. False: it waits for the look of the coordinator.</returns>
    public async Task<Outcome<bool>> RunAsync(EndCaseInput input, CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, input.Case, ct) is not { } head)
        {
            return Gone;
        }

        if (head.Closed)
        {
            return true;
        }

        var refusals = new List<Refusal>();
        if (!CaseWords.Outcomes.Contains(input.Outcome))
        {
            refusals.Add(new Refusal("Outcome", "Kies hoe het afloopt."));
        }

        if (input.Note.Length > 4000)
        {
            refusals.Add(new Refusal("Note", "Dit is langer dan {0} tekens.", 4000));
        }

        if (!input.Drop && await frame.OneAsync<int>("select open_steps from care_case where id = @Case", new { input.Case }, ct) is > 0 and var open)
        {
            refusals.Add(new Refusal("Drop", "Er staan nog {0} stappen open. Zet een vinkje dat ze vervallen.", open));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (head.Version != input.Version)
        {
            return Refusals.LostUpdate;
        }

        var now = clock.GetUtcNow();
        await frame.DoAsync("update case_step set state = 'dropped', done_at = @now, done_by = app.membership(), version = version + 1 where case_id = @Case and state = 'open'", new { input.Case, now }, ct);
        var looks = !user.Is(Role.Coordinator) && await frame.OneAsync<bool>("select coalesce((select look_at_closing from coordination_setting where municipality_id = @MunicipalityId), false)", new { head.MunicipalityId }, ct);
        var note = input.Note.Trim();
        if (looks)
        {
            await CaseEvents.AddAsync(frame, head.Id, "closing", true, [input.Outcome], note, now, ct);
            await frame.DoAsync("""
                update care_case set state = 'closing', outcome = @Outcome, outcome_note = @note, closing_by = app.membership(), closing_at = @now, version = version + 1 where id = @Case;
                select app.tell(null, @MunicipalityId, 'coordinator', 'case-closing', null, @link, '[]')
                """, new { input.Case, input.Outcome, note, now, head.MunicipalityId, link = $"/cases/{input.Case}/close" }, ct);
        }
        else
        {
            await CaseEvents.AddAsync(frame, head.Id, "closed", true, [input.Outcome], note, now, ct);
            await feedback.TellClosedAsync(head.Id, ct);
            await frame.DoAsync("""
                update case_agreement set state = 'ended', ended_at = @now, version = version + 1 where case_id = @Case and state in ('agreed', 'running') and route_id is null;
                update care_case set state = 'closed', outcome = @Outcome, outcome_note = @note, closed_at = @now, closed_by = app.membership(), version = version + 1 where id = @Case
                """, new { input.Case, input.Outcome, note, now }, ct);
        }

        journal.Write(looks ? "ask to close case" : "close case", [head.PupilId], Facets.Care, "case", new { @case = head.Id, input.Outcome });
        return !looks;
    }

    /// <summary>Not closed yet, or opened again; by who may see it wholly.</summary>
    public async Task<Outcome<Done>> ReopenAsync(Guid id, string why, CancellationToken ct)
    {
        if (await CaseHead.ToChangeAsync(frame, id, ct) is not { } head)
        {
            return Gone;
        }

        if (head.State == "open")
        {
            return Done.It;
        }

        if (why.Trim() is not { Length: > 0 and <= 4000 } reason)
        {
            return new Refusal("Why", "Vul in waarom de zaak weer opengaat.");
        }

        if (head.Outcome == "transferred")
        {
            return Refusal.Of("Deze zaak is overgedragen. De andere gemeente kan hem teruggeven.");
        }

        if (head.Closed && await frame.OneAsync<Guid?>("select id from care_case where pupil_id = @PupilId and municipality_id = @MunicipalityId and state <> 'closed'", new { head.PupilId, head.MunicipalityId }, ct) is not null)
        {
            return Refusal.Of("Over dit kind loopt al een andere zaak.");
        }

        var now = clock.GetUtcNow();
        await frame.DoAsync("""
            update care_case set state = 'open', outcome = '', outcome_note = '', closed_at = null, closed_by = null, closing_by = null, closing_at = null, reopened_at = case when @was then @now else reopened_at end, version = version + 1 where id = @id
            """, new { id, now, was = head.Closed }, ct);
        await CaseEvents.AddAsync(frame, id, head.Closed ? "reopened" : "not-closed", true, [], reason, now, ct);
        if (head.LeadMembershipId != user.MembershipId)
        {
            await frame.DoAsync("select app.tell(@LeadPersonId, null, null, 'case-reopened', @PupilId, @link, '[]')", new { head.LeadPersonId, head.PupilId, link = $"/cases/{id}" }, ct);
        }

        journal.Write("reopen case", [head.PupilId], Facets.Care, "case", new { @case = id });
        return Done.It;
    }
}
