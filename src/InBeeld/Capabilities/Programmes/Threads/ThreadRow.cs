using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Programmes.Threads;

/// <summary>What stands above a thread, as whoever asks may know it. Of one that was closed a school knows that and nothing more.</summary>
internal sealed class ThreadHead
{
    public const string Sql = "select * from app.thread_head(@Enrolment, @now)";

    public Guid EnrolmentId { get; set; }
    public Guid? ProgrammeId { get; set; }
    public Guid? PupilId { get; set; }
    public bool IsOpen { get; set; }
    public bool IsOver { get; set; }

    /// <summary>When consent to talk with school was taken back; null: it was never given.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public string Programme { get; set; } = "";
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string School { get; set; } = "";

    /// <summary>What school, or who signed the child up, wants worked on.</summary>
    public string Aim { get; set; } = "";
    public string AimBy { get; set; } = "";
    public DateTimeOffset? AimAt { get; set; }
    public bool AimParent { get; set; }
    public DateTimeOffset? NextAt { get; set; }
    public int Times { get; set; }
    public int Kept { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);
    public bool MayWrite => IsOpen && !IsOver;
}

/// <summary>A note in a thread. Row-level security says which there are.</summary>
internal sealed class NoteRow
{
    public const int PageSize = 50;

    // A row for each note, with who of the other side read it.
    private const string Select = """
        select n.id, n.enrolment_id, n.side, n.kind, n.words, n.corrects, n.by_person, concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname) as by, n.at, n.changed_at, n.taken_back_at, n.version,
          coalesce(r.people, '{}') as readers, coalesce(r.moments, '{}') as read_at, coalesce(r.mine, false) as read_by_me
        from thread_note n join person w on w.id = n.by_person left join lateral (
          select array_agg(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) order by x.at) as people, array_agg(x.at order by x.at) as moments, bool_or(x.person_id = app.person() and x.at >= coalesce(n.changed_at, n.at)) as mine
          from thread_read x join person p on p.id = x.person_id where x.note_id = n.id) r on true
        """;

    /// <summary>The newest first; asks @Enrolment, @before, @limit.</summary>
    public const string Sql = Select + " " + """
        where n.enrolment_id = @Enrolment and (@before::uuid is null or (n.at, n.id) < (select b.at, b.id from thread_note b where b.id = @before)) order by n.at desc, n.id desc limit @limit
        """;

    /// <summary>Of the open threads of whoever asks, between @since and @until; the oldest first.</summary>
    public const string OfWeekSql = Select + " " + """
        where n.enrolment_id = any ((select app.my_threads())::uuid[]) and n.taken_back_at is null and n.at >= @since and n.at < @until order by n.at, n.id limit 300
        """;

    public Guid Id { get; set; }
    public Guid EnrolmentId { get; set; }
    public string Side { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Words { get; set; } = "";
    public Guid? Corrects { get; set; }
    public Guid ByPerson { get; set; }
    public string By { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? ChangedAt { get; set; }
    public DateTimeOffset? TakenBackAt { get; set; }
    public int Version { get; set; }
    public string[] Readers { get; set; } = [];
    public DateTime[] ReadAt { get; set; } = [];
    public bool ReadByMe { get; set; }

    public bool MayChange(DateTimeOffset now) => TakenBackAt is null && now <= At.AddMinutes(10);

    public bool MayTakeBack => TakenBackAt is null && Readers.Length == 0;
}

/// <summary>A thread in the list of who carries programmes out.</summary>
internal sealed class ThreadRow
{
    public const int PageSize = 50;

    public Guid Id { get; set; }
    public Guid? PupilId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string School { get; set; } = "";
    public string Programme { get; set; } = "";
    public string Side { get; set; } = "";
    public string Words { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public int Unread { get; set; }
    public bool Late { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);

    /// <summary>Only threads in which something was written, the last first. New: somebody of school wrote what was not read; late: nobody answered for a week.</summary>
    public static Task<List<ThreadRow>> ListAsync(Frame frame, string? view, Guid? after, DateTimeOffset now, CancellationToken ct) => frame.ListAsync<ThreadRow>("""
        select * from (select e.id, p.pupil_id, p.given_name, p.prefix, p.surname, coalesce(o.name, p.school_name) as school, g.name as programme, l.side, l.words, l.at, l.id as last,
            (select count(*)::integer from thread_note n where n.enrolment_id = e.id and n.side = 'school' and n.taken_back_at is null
              and not exists (select 1 from thread_read r where r.note_id = n.id and (r.person_id = app.person() or app.role() = 'programme_leader') and r.at >= coalesce(n.changed_at, n.at))) as unread,
            l.at < @now - interval '7 days' and e.state not in ('done', 'declined', 'dropped', 'withdrawn') as late
          from enrolment e join participant p on p.id = e.participant_id join programme g on g.id = e.programme_id left join organisation o on o.id = p.school_id
          cross join lateral (select n.id, n.side, n.words, n.at from thread_note n where n.enrolment_id = e.id and n.taken_back_at is null order by n.at desc, n.id desc limit 1) l
          where e.id = any ((select app.my_threads())::uuid[])) t
        where (@view::text is null or @view = 'new' and t.unread > 0 or @view = 'late' and t.late)
          and (@after::uuid is null or (t.at, t.last) < (select n.at, n.id from thread_note n where n.enrolment_id = @after and n.taken_back_at is null order by n.at desc, n.id desc limit 1))
        order by t.at desc, t.last desc limit @limit
        """, new { view, after, now, limit = PageSize + 1 }, ct);
}
