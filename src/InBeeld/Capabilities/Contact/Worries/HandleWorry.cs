using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Contact.Worries;

/// <param name="Version">The version that was shown; null where it does not matter (taking).</param>
internal sealed record ReplyInput(Guid Worry, int Version, string Answer, bool Finish);

/// <summary>What the care professional does with a worry of the own school: take it, answer, finish it, put it back.</summary>
internal sealed class HandleWorry(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Worry>> TakeAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } worry)
        {
            return Gone;
        }

        if (worry.State == Worry.Taken && worry.TakenBy == user.PersonId)
        {
            return worry;
        }

        worry.Take(user.PersonId, clock.GetUtcNow());
        return await SaveAsync(worry, "take worry", ct);
    }

    public async Task<Outcome<Worry>> PutBackAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } worry)
        {
            return Gone;
        }

        worry.PutBack();
        return await SaveAsync(worry, "put back worry", ct);
    }

    public async Task<Outcome<Worry>> ReplyAsync(ReplyInput input, CancellationToken ct)
    {
        if (await FindAsync(input.Worry, ct) is not { } worry)
        {
            return Gone;
        }

        if (worry.Version != input.Version)
        {
            return Refusals.LostUpdate;
        }

        var answered = worry.Reply(input.Answer, input.Finish, user.PersonId, clock.GetUtcNow());
        if (!answered.Ok)
        {
            return answered;
        }

        var saved = await SaveAsync(worry, input.Finish ? "finish worry" : "answer worry", ct);
        if (saved.Ok && worry.ByPerson != user.PersonId)
        {
            await frame.DoAsync("select app.tell(@ByPerson, null, null, 'worry-answered', @PupilId, '/my-worries', '[]')", new { worry.ByPerson, worry.PupilId }, ct);
        }

        return saved;
    }

    private static readonly Refusal Gone = Refusal.Of("Deze zorg is er niet (meer).");

    private Task<Worry?> FindAsync(Guid id, CancellationToken ct) => db.Worries.FirstOrDefaultAsync(w => w.Id == id && w.SchoolId == user.OrganisationId, ct);

    private async Task<Outcome<Worry>> SaveAsync(Worry worry, string useCase, CancellationToken ct)
    {
        journal.Write(useCase, [worry.PupilId], Facets.Care, "", new { worry = worry.Id });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Refusals.LostUpdate;
        }

        return worry;
    }
}
