using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InBeeld.Capabilities.Contact.LogContact;

/// <param name="Moment">Made with the form, so that a double tap is the same moment.</param>
/// <param name="Pupil">The child.</param>
/// <param name="Told">What happened.</param>
/// <param name="AlsoFor">Brothers and sisters for whom this one contact counts too.</param>
internal sealed record LogContactInput(Guid Moment, Guid Pupil, Told Told, IReadOnlyList<Guid> AlsoFor);

/// <summary>What was saved. <c>Again</c>: it was saved before, by the first of two taps.</summary>
internal sealed record Logged(Guid Moment, Guid Pupil, string GivenName, DateTimeOffset At, int Children, bool Again = false);

internal sealed class LogContact(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Logged>> RunAsync(LogContactInput input, CancellationToken ct)
    {
        var rows = await frame.ListAsync<PupilRow>("""
            select p.id, p.school_id, p.group_id, p.given_name, p.id <> @Pupil as sibling, exists (select 1 from contact_moment m where m.id = @Moment) as saved
            from pupil p where p.left_on is null and (p.id = @Pupil or (p.id = any (@also) and app.may(p.id, 2)
              and p.family_id = (select x.family_id from pupil x where x.id = @Pupil)))
            """, new { input.Pupil, input.Moment, also = input.AlsoFor.ToArray() }, ct);
        var child = rows.FirstOrDefault(r => !r.Sibling);
        if (child is null)
        {
            return Refusal.Of("Dit kind staat niet (meer) op jouw lijst.");
        }

        var now = clock.GetUtcNow();
        var moment = input.Moment;
        if (child.Saved)
        {
            var first = await db.ContactMoments.FindAsync([moment], ct);
            if (first is not null && first.PupilId == input.Pupil && first.Channel == input.Told.Channel && first.Reached == input.Told.Reached && first.Note == input.Told.Note.Trim())
            {
                return new Logged(moment, child.Id, child.GivenName, first.At, 1, Again: true);
            }

            // Another answer from a page that was gone back to: a contact of its own.
            moment = Guid.CreateVersion7();
        }

        var logged = ContactMoment.Log(moment, child.Id, child.SchoolId, child.GroupId, input.Told, user.PersonId, user.OrganisationId, null, now);
        if (!logged.Ok)
        {
            return logged.Refusals.ToList();
        }

        db.ContactMoments.Add(logged.Value);
        var near = rows.Where(r => r.Sibling).ToList();
        foreach (var sibling in near)
        {
            db.ContactMoments.Add(ContactMoment.Log(Guid.CreateVersion7(), sibling.Id, sibling.SchoolId, sibling.GroupId, input.Told with { Note = "" }, user.PersonId, user.OrganisationId, moment, now).Value);
        }

        var far = input.AlsoFor.Except(near.Select(n => n.Id)).Where(id => id != child.Id).ToList();
        List<Guid> children = [child.Id, .. near.Select(n => n.Id), .. far];
        journal.Write("log contact", children, Facets.Contact, "", new { moment, input.Told.Channel, input.Told.Reached });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Two taps in the same instant: the other was first, and EF Core has gone back to before this one.
            db.ChangeTracker.Clear();
            return new Logged(moment, child.Id, child.GivenName, logged.Value.At, 1, Again: true);
        }

        foreach (var sibling in far)
        {
            await frame.DoAsync("select app.log_for_sibling(@moment, @sibling, @id)", new { moment, sibling, id = Guid.CreateVersion7() }, ct);
        }

        await KeepUp.AfterAsync(frame, children, await GroupsAsync(moment, ct), [logged.Value.Day], ct);
        return new Logged(moment, child.Id, child.GivenName, logged.Value.At, children.Count);
    }

    // The groups in which the moment counts; those of brothers and sisters elsewhere are recounted too.
    private async Task<List<Guid>> GroupsAsync(Guid moment, CancellationToken ct) =>
        await frame.ListAsync<Guid>("select * from app.groups_of_moment(@moment)", new { moment }, ct);

    private sealed class PupilRow
    {
        public Guid Id { get; set; }
        public Guid SchoolId { get; set; }
        public Guid? GroupId { get; set; }
        public string GivenName { get; set; } = "";
        public bool Sibling { get; set; }
        public bool Saved { get; set; }
    }
}
