using InBeeld.Capabilities.Contact.Worries;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Contact.Ladder;

/// <param name="Id">Made with the form, so that a double tap is the same decision.</param>
/// <param name="Rung">The rung that was proposed when the form was shown.</param>
/// <param name="RestUntil">Until this day nothing more is proposed; null after taking a rung: two school days.</param>
internal sealed record DecideLadderInput(Guid Id, Child Child, int Rung, string Decision, DateOnly? RestUntil, string Note);

/// <summary>Keeps what somebody decided about a proposed rung. A teacher passes the first rung on to the care professional; care and principal decide on all.</summary>
internal sealed class DecideLadder(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock, FlagWorry flag)
{
    public async Task<Outcome<LadderDecision>> RunAsync(DecideLadderInput input, CancellationToken ct)
    {
        if (await db.LadderDecisions.FindAsync([input.Id], ct) is { } first)
        {
            return first;
        }

        await frame.DoAsync("select 1 from pupil_state where pupil_id = @Id for update", new { input.Child.Id }, ct);
        var (today, standing) = (clock.Today(), await LadderOfChild.OfAsync(frame, input.Child.Id, ct));
        if (standing?.ProposalOn(today) is not { } proposal || proposal.Rung.Number != input.Rung)
        {
            return Refusal.Of("Het voorstel is intussen veranderd. Kijk opnieuw.");
        }

        if (!MayDecide(user.Role, proposal.Rung.Kind))
        {
            return Refusal.Of("De zorgcoördinator of schoolleider beslist hierover.");
        }

        var until = input.RestUntil ?? (input.Decision == LadderDecision.Taken ? standing.Calendar.After(today, Proposal.RestAfterTaken) : null);
        var outcome = LadderDecision.Of(input.Id, input.Child.Id, proposal, standing.Facts, input.Decision, until, input.Note, user.PersonId, clock.GetUtcNow());
        if (!outcome.Ok)
        {
            return outcome;
        }

        var decision = outcome.Value;
        db.LadderDecisions.Add(decision);
        journal.Write("decide ladder", [input.Child.Id], Facets.Contact, decision.Decision, new { decision.Rung, decision.Attempts, decision.SchoolDays });
        await db.SaveChangesAsync(ct);
        await SetAsync(input.Child.Id, decision.Decision == LadderDecision.Taken ? decision.Rung : decision.WasRung, decision.RestUntil, ct);
        if (decision is { Decision: LadderDecision.Taken, Kind: "care" } && user.Is(Role.Teacher))
        {
            var words = $"Niet bereikt: {proposal.Attempts} pogingen, {proposal.SchoolDays} schooldagen.{(decision.Note.Length > 0 ? "\n" + decision.Note : "")}";
            await flag.RunAsync(new FlagWorryInput(Guid.CreateVersion7(), input.Child, words, 2), ct);
        }

        return decision;
    }

    /// <summary>Within the same day, by who decided.</summary>
    public async Task<Outcome<LadderDecision>> UndoAsync(Child child, Guid id, CancellationToken ct)
    {
        var decision = await db.LadderDecisions.FirstOrDefaultAsync(d => d.Id == id && d.PupilId == child.Id && d.ByPerson == user.PersonId, ct);
        if (decision is null || Amsterdam.Day(decision.At) != clock.Today() || await db.LadderDecisions.AnyAsync(d => d.PupilId == child.Id && d.UndoneAt == null && d.At > decision.At, ct))
        {
            return Refusal.Of("Dit besluit kan niet meer ongedaan worden.");
        }

        if (decision.UndoneAt is null)
        {
            decision.Undo(clock.GetUtcNow());
            journal.Write("undo ladder decision", [child.Id], Facets.Contact);
            await db.SaveChangesAsync(ct);
            await SetAsync(child.Id, decision.WasRung, decision.WasRest, ct);
        }

        return decision;
    }

    public static bool MayDecide(string role, string kind) => role is Role.Care or Role.Principal || (role == Role.Teacher && kind == "care");

    private Task<int> SetAsync(Guid pupil, short rung, DateOnly? rest, CancellationToken ct) =>
        frame.DoAsync("update pupil_state set rung_done = @rung, rung_rest_until = @rest, version = version + 1 where pupil_id = @pupil", new { pupil, rung, rest }, ct);
}
