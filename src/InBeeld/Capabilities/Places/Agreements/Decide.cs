using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Agreements;

/// <summary>Agrees, takes that back, declines, ends, and undoes for a day. There is an agreement when both sides agree to the same version.</summary>
internal sealed class Decide(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> AgreeAsync(Guid id, int version, CancellationToken ct)
    {
        if (await PlaceRow.FindAsync(frame, id, ct) is not { Open: true } row)
        {
            return KeepTerms.Gone;
        }

        var side = PlaceRow.SideOf(user);
        if (row.AgreedAt(side) is not null)
        {
            return Done.It;
        }

        if (row.Version != version)
        {
            return Refusal.Of("De afspraak is net veranderd. Lees haar nog eens en geef dan akkoord.");
        }

        if (row.Answered < PlaceWords.Conditions.Count)
        {
            return Refusal.Of("Beantwoord eerst alle voorwaarden.");
        }

        if (row.Ends is not { } last || last < clock.Today())
        {
            return Refusal.Of("Spreek eerst af tot en met welke dag. Die dag ligt niet in het verleden.");
        }

        var done = await frame.DoAsync($"""
            update place_agreement set agreed_by_{side} = @PersonId, agreed_at_{side} = @now, version = version + 1,
              state = case when agreed_by_{PlaceRow.Other(side)} is null then 'talking' else 'agreed' end
            where id = @id and version = @version and state = 'talking'
            """, new { id, version, user.PersonId, now = clock.GetUtcNow() }, ct);
        if (done == 0)
        {
            return (await PlaceRow.FindAsync(frame, id, ct))?.AgreedAt(side) is not null ? Done.It : Refusal.Of("De afspraak is net veranderd. Lees haar nog eens en geef dan akkoord.");
        }

        await SayAsync(id, "agreed", "", row.AgreedAt(PlaceRow.Other(side)) is null ? "place-one" : "place-agreed", "agree about places", ct);
        return Done.It;
    }

    /// <summary>While the other side has not agreed.</summary>
    public async Task<Outcome<Done>> TakeBackAsync(Guid id, CancellationToken ct)
    {
        if (await PlaceRow.FindAsync(frame, id, ct) is null)
        {
            return KeepTerms.Gone;
        }

        var side = PlaceRow.SideOf(user);
        if (await frame.DoAsync($"update place_agreement set agreed_by_{side} = null, agreed_at_{side} = null, version = version + 1 where id = @id and state = 'talking' and agreed_by_{side} is not null", new { id }, ct) > 0)
        {
            await SayAsync(id, "taken-back", "", "place-undone", "take back agreement about places", ct);
        }

        return Done.It;
    }

    public Task<Outcome<Done>> DeclineAsync(Guid id, string reason, CancellationToken ct) => StopAsync(id, reason, "talking", "declined", "place-declined", "decline places", ct);

    public Task<Outcome<Done>> EndAsync(Guid id, string reason, CancellationToken ct) => StopAsync(id, reason, "agreed", "ended", "place-ended", "end place agreement", ct);

    public async Task<Outcome<Done>> UndoAsync(Guid id, CancellationToken ct)
    {
        if (await PlaceRow.FindAsync(frame, id, ct) is not { } row)
        {
            return KeepTerms.Gone;
        }

        if (row.Open)
        {
            return Done.It;
        }

        if (!row.MayUndo(PlaceRow.SideOf(user), clock.GetUtcNow()))
        {
            return Refusal.Of("Dit kan een dag lang, door wie het deed.");
        }

        if (await frame.DoAsync("update place_agreement set state = state_was, state_reason = '', state_by = '', state_at = null, state_was = '', version = version + 1 where id = @id and version = @Version", new { id, row.Version }, ct) > 0)
        {
            await SayAsync(id, "undone", row.State, "place-undone", "undo step about places", ct);
        }

        return Done.It;
    }

    private async Task<Outcome<Done>> StopAsync(Guid id, string reason, string from, string to, string tell, string useCase, CancellationToken ct)
    {
        if (await PlaceRow.FindAsync(frame, id, ct) is not { } row)
        {
            return KeepTerms.Gone;
        }

        if (row.State == to)
        {
            return Done.It;
        }

        reason = reason.Trim();
        if (reason.Length is 0 or > 1000)
        {
            return reason.Length == 0 ? new Refusal("Reason", "Schrijf op waarom. De ander leest dit.") : new Refusal("Reason", "Dit is langer dan {0} tekens.", 1000);
        }

        var done = await frame.DoAsync("update place_agreement set state = @to, state_was = @from, state_reason = @reason, state_by = @side, state_at = @now, version = version + 1 where id = @id and state = @from",
            new { id, from, to, reason, side = PlaceRow.SideOf(user), now = clock.GetUtcNow() }, ct);
        if (done == 0)
        {
            return Refusal.Of("De afspraak is net veranderd. Kijk hoe het nu staat.");
        }

        await SayAsync(id, to, reason, tell, useCase, ct);
        return Done.It;
    }

    private async Task SayAsync(Guid id, string kind, string what, string tell, string useCase, CancellationToken ct)
    {
        await KeepTerms.HappenedAsync(frame, user, clock, id, kind, what, tell, ct);
        journal.Write(useCase, [], Facets.None, "", new { agreement = id });
    }
}
