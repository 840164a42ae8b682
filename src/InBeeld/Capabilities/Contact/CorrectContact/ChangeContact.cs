using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Contact.CorrectContact;

/// <summary>Corrects or withdraws a contact moment. What it said before is kept; a change made meanwhile by somebody else is not overwritten.</summary>
internal sealed class ChangeContact(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    public static readonly TimeSpan UndoWithin = TimeSpan.FromDays(1);

    public Task<Outcome<ContactMoment>> CorrectAsync(Guid id, int seen, Told told, CancellationToken ct) =>
        ChangeAsync(id, seen, "correct contact", (moment, now) => moment.Correct(told, user.PersonId, now), ct);

    public Task<Outcome<ContactMoment>> WithdrawAsync(Guid id, int seen, string why, CancellationToken ct) =>
        ChangeAsync(id, seen, "withdraw contact", (moment, now) => moment.Withdraw(why, user.PersonId, now), ct);

    /// <summary>Undo of what one just logged: the moment, and what was logged with it (brothers and sisters, the whole class).</summary>
    /// <returns>How many moments were withdrawn; 0 when it was somebody else's, or too long ago.</returns>
    public async Task<int> UndoAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var moments = await db.ContactMoments.Where(m => (m.Id == id || m.SharedId == id) && m.ByPerson == user.PersonId && m.WithdrawnAt == null && m.CreatedAt > now - UndoWithin).OrderBy(m => m.Id).ToListAsync(ct);
        var pupils = moments.Select(m => m.PupilId).Concat(await frame.ListAsync<Guid>("select * from app.undo_for_siblings(@id)", new { id }, ct)).Distinct().ToList();
        if (moments.Count == 0)
        {
            return 0;
        }

        foreach (var moment in moments)
        {
            db.ContactMomentHistories.Add(moment.Withdraw("ongedaan gemaakt", user.PersonId, now).Value);
        }

        journal.Write("undo contact", pupils, Facets.Contact, "", new { id });
        var groups = await frame.ListAsync<Guid>("select * from app.groups_of_moment(@id)", new { id }, ct);
        await db.SaveChangesAsync(ct);
        await KeepUp.AfterAsync(frame, pupils, [.. groups.Union(moments.Where(m => m.GroupId is not null).Select(m => m.GroupId!.Value))], moments.Select(m => m.Day), ct);
        return moments.Count;
    }

    private async Task<Outcome<ContactMoment>> ChangeAsync(Guid id, int seen, string useCase, Func<ContactMoment, DateTimeOffset, Outcome<ContactMomentHistory>> change, CancellationToken ct)
    {
        var moment = await db.ContactMoments.SingleOrDefaultAsync(m => m.Id == id, ct);
        if (moment is null || !(moment.ByPerson == user.PersonId || user.Is(Role.Care, Role.Principal)))
        {
            return Refusal.Of("Je kunt alleen je eigen contacten veranderen.");
        }

        if (moment.Version != seen)
        {
            return new Refusal("Version", "Iemand anders heeft dit contact intussen veranderd. Bekijk beide versies.");
        }

        var before = moment.Day;
        var history = change(moment, clock.GetUtcNow());
        if (!history.Ok)
        {
            return history.Refusals.ToList();
        }

        db.ContactMomentHistories.Add(history.Value);
        journal.Write(useCase, [moment.PupilId], Facets.Contact, "", new { id });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Both saved in the same instant: the other was first.
            db.ChangeTracker.Clear();
            return new Refusal("Version", "Iemand anders heeft dit contact intussen veranderd. Bekijk beide versies.");
        }

        await KeepUp.AfterAsync(frame, [moment.PupilId], moment.GroupId is { } group ? [group] : [], [before, moment.Day], ct);
        return moment;
    }
}
