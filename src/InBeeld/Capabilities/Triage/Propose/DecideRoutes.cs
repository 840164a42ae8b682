using InBeeld.Capabilities.Triage.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Triage.Propose;

/// <param name="Id">Made with the form, so that a double tap is the same decision.</param>
/// <param name="Shown">The stamp of the proposal that the form was shown with.</param>
internal sealed record DecideRoutesInput(Guid Id, Guid Pupil, string Crucial, string Shown, IReadOnlyList<string> Chosen, string Why);

/// <summary>Keeps which routes somebody chose for a child, beside what was proposed. It starts nothing: that is a step of its own.</summary>
internal sealed class DecideRoutes(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock, ProposedRoutes proposed)
{
    public async Task<Outcome<TriageDecision>> RunAsync(DecideRoutesInput input, CancellationToken ct)
    {
        // A double tap waits here for the first.
        await frame.DoAsync("select pg_advisory_xact_lock(471132, hashtext(@Id::text))", new { input.Id }, ct);
        if (await db.TriageDecisions.FirstOrDefaultAsync(d => d.Id == input.Id && d.PupilId == input.Pupil, ct) is { } first)
        {
            return first;
        }

        if (await proposed.OfAsync(input.Pupil, input.Crucial, ct) is not { MayDecide: true } proposal)
        {
            return Refusal.Of("De zorgcoördinator of schoolleider beslist hierover.");
        }

        if (proposal.Stamp != input.Shown)
        {
            return Refusal.Of("Het voorstel is intussen veranderd. Kijk opnieuw.");
        }

        var outcome = TriageDecision.Of(input.Id, input.Pupil, user.OrganisationId, proposal, input.Chosen, input.Why, user.PersonId, clock.GetUtcNow());
        if (!outcome.Ok)
        {
            return outcome.Refusals.ToList();
        }

        var (decision, care) = outcome.Value;
        db.TriageDecisions.Add(decision);
        if (care is not null)
        {
            db.TriageDecisionCares.Add(care);
        }

        journal.Write("decide routes", [input.Pupil], care is null ? Facets.Needs : Facets.Needs | Facets.Care, "", new { decision = decision.Id, table = decision.TableNumber, routes = decision.Chosen.Length });
        await db.SaveChangesAsync(ct);
        return decision;
    }

    /// <summary>Within a day, by who decided.</summary>
    public async Task<Outcome<TriageDecision>> UndoAsync(Guid pupil, Guid id, CancellationToken ct)
    {
        var decision = await db.TriageDecisions.FirstOrDefaultAsync(d => d.Id == id && d.PupilId == pupil, ct);
        if (decision?.UndoneAt is not null && decision.ByPerson == user.PersonId)
        {
            return decision;
        }

        if (decision?.MayUndo(user.PersonId, clock.GetUtcNow()) != true || !await frame.OneAsync<bool>("select app.may_decide(@pupil)", new { pupil }, ct))
        {
            return Refusal.Of("Dit besluit kan niet meer ongedaan worden.");
        }

        decision.Undo(clock.GetUtcNow());
        journal.Write("undo decision on routes", [pupil], Facets.Needs, "", new { decision = id });
        await db.SaveChangesAsync(ct);
        return decision;
    }
}
