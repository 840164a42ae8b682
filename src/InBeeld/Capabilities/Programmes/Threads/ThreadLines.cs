using InBeeld.Frames.Lines;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Threads;

/// <summary>Leads the teacher from the class list to the thread about a child that takes part, and says when there is something new.</summary>
internal sealed class ThreadLines(Text text) : IChildLine
{
    public string Sql => """
        select p.pupil_id as pupil, e.id as thing, g.name as word, (select count(*)::integer from thread_note n where n.enrolment_id = e.id and n.side = 'programme' and n.taken_back_at is null
            and not exists (select 1 from thread_read r where r.note_id = n.id and r.person_id = app.person() and r.at >= coalesce(n.changed_at, n.at))) as number
        from placement pl join participant p on p.pupil_id = pl.pupil_id join enrolment e on e.participant_id = p.id and e.state not in ('done', 'declined', 'dropped', 'withdrawn') join programme g on g.id = e.programme_id
        where pl.group_id = @group and pl.ends is null and e.id = any ((select app.my_threads())::uuid[])
        """;

    public ChildLine Of(LineRow row) => new(row.Pupil, "chat", row.Number == 0 ? text["In {0}", row.Word] : text.N(row.Number, "1 nieuw bericht van {1}", "{0} nieuwe berichten van {1}", row.Word), $"/threads/{row.Thing}#Words");
}
