using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Contact.WholeClass;

/// <param name="Batch">Made with the form: a second tap is the same batch.</param>
/// <param name="Group">The group before which somebody stood.</param>
/// <param name="Pupils">Who was seen.</param>
/// <param name="Told">What happened; the same for all.</param>
internal sealed record LogWholeClassInput(Guid Batch, Guid Group, IReadOnlyList<Guid> Pupils, Told Told);

/// <summary>"I saw everyone in this morning's video lesson": one moment for each child, undone together.</summary>
internal sealed class LogWholeClass(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    /// <returns>How many children it was saved for.</returns>
    public async Task<Outcome<int>> RunAsync(LogWholeClassInput input, CancellationToken ct)
    {
        if (input.Pupils.Count == 0)
        {
            return new Refusal("Pupils", "Kies ten minste één kind.");
        }

        var saved = await frame.OneAsync<int>("select count(*)::integer from contact_moment where shared_id = @Batch and by_person = @PersonId", new { input.Batch, user.PersonId }, ct);
        if (saved > 0)
        {
            return saved;
        }

        var rows = await frame.ListAsync<Row>("""
            select p.id, p.school_id, p.group_id from placement pl join pupil p on p.id = pl.pupil_id
            where pl.group_id = @Group and pl.ends is null and p.left_on is null and p.id = any (@pupils) order by p.id
            """, new { input.Group, pupils = input.Pupils.ToArray() }, ct);
        var now = clock.GetUtcNow();
        foreach (var row in rows)
        {
            // Counted in the group the child is placed in; a combined group counts for the children's own groups.
            var logged = ContactMoment.Log(Guid.CreateVersion7(), row.Id, row.SchoolId, row.GroupId ?? input.Group, input.Told, user.PersonId, user.OrganisationId, input.Batch, now);
            if (!logged.Ok)
            {
                return logged.Refusals.ToList();
            }

            db.ContactMoments.Add(logged.Value);
        }

        if (rows.Count == 0)
        {
            return Refusal.Of("Deze kinderen staan niet (meer) op jouw lijst.");
        }

        journal.Write("log contact with a group", rows.Select(r => r.Id), Facets.Contact, "group", new { input.Batch, input.Told.Channel });
        await db.SaveChangesAsync(ct);
        await KeepUp.AfterAsync(frame, [.. rows.Select(r => r.Id)], [.. rows.Select(r => r.GroupId ?? input.Group).Distinct()], [input.Told.Day], ct);
        return rows.Count;
    }

    private sealed class Row
    {
        public Guid Id { get; set; }
        public Guid SchoolId { get; set; }
        public Guid? GroupId { get; set; }
    }
}
