using InBeeld.Capabilities.Attention.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Attention.Marks;

/// <param name="Id">Made with the form, so that a double tap is one mark.</param>
internal sealed record PutMarkInput(Guid Id, Guid Pupil, string Tag, bool? Holds, string Reason, DateOnly? Ends);

/// <summary>The care professional puts a child in a group with attention by hand, or out of it. A mark before it on the same group ends.</summary>
internal sealed class PutMark(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Mark>> RunAsync(PutMarkInput input, CancellationToken ct)
    {
        var put = Mark.Put(input.Id, input.Pupil, input.Tag, input.Holds, input.Reason, input.Ends, clock.Today());
        if (!put.Ok)
        {
            return put;
        }

        await frame.DoAsync("select pg_advisory_xact_lock(471150, hashtext(@Pupil::text))", new { input.Pupil }, ct);
        if (await frame.OneAsync<Guid?>("select id from attention_mark where id = @Id", new { input.Id }, ct) is not null)
        {
            // A double tap.
            return put;
        }

        var mark = put.Value;
        await frame.DoAsync("update attention_mark set undone_at = @now, undone_by = @PersonId where pupil_id = @Pupil and tag = @Tag and undone_at is null", new { mark.Pupil, mark.Tag, now = clock.GetUtcNow(), user.PersonId }, ct);
        await frame.DoAsync("""
            insert into attention_mark (id, pupil_id, school_id, tag, holds, reason, ends, by_person, at) values (@Id, @Pupil, @OrganisationId, @Tag, @Holds, @Reason, @Ends, @PersonId, @now)
            """, new { mark.Id, mark.Pupil, user.OrganisationId, mark.Tag, mark.Holds, mark.Reason, mark.Ends, user.PersonId, now = clock.GetUtcNow() }, ct);
        journal.Write("put attention mark", [mark.Pupil], Facets.Needs, "", new { mark = mark.Id, mark.Tag, mark.Holds });
        return mark;
    }

    /// <summary>From now on the rules decide again. Undoing twice is undoing once.</summary>
    public async Task<Outcome<Done>> UndoAsync(Guid pupil, Guid mark, CancellationToken ct)
    {
        if (await frame.OneAsync<Guid?>("select id from attention_mark where id = @mark and pupil_id = @pupil", new { mark, pupil }, ct) is null)
        {
            return Refusal.Of("Dit is er niet (meer).");
        }

        if (await frame.DoAsync("update attention_mark set undone_at = @now, undone_by = @PersonId where id = @mark and undone_at is null", new { mark, now = clock.GetUtcNow(), user.PersonId }, ct) > 0)
        {
            journal.Write("undo attention mark", [pupil], Facets.Needs, "", new { mark });
        }

        return Done.It;
    }
}
