using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Programmes.Sessions;

/// <summary>One time that a group meets.</summary>
internal sealed class SessionRow
{
    private const string Columns = """
        s.id, s.programme_id, p.name as programme, s.group_id, g.name as group_name, m.name as module, s.number, g.sessions as of, lower(s.during) as starts, upper(s.during) as ends, s.room_id, s.guide_id, coalesce(app.guide_name(s.guide_id), '') as guide,
        coalesce(r.name, g.location) as place, s.state, s.minutes, s.materials, s.was is not null as undoable, s.move_id, s.version,
        (select count(*) filter (where a.state in ('present', 'late')) from attendance a where a.session_id = s.id)::integer as there, (select count(*) from attendance a where a.session_id = s.id)::integer as kept
        """;

    private const string From = "programme_session s join programme p on p.id = s.programme_id join programme_group g on g.id = s.group_id join programme_module m on m.id = g.module_id left join room r on r.id = s.room_id";

    public Guid Id { get; set; }
    public Guid ProgrammeId { get; set; }
    public string Programme { get; set; } = "";
    public Guid GroupId { get; set; }
    public string GroupName { get; set; } = "";
    public string Module { get; set; } = "";
    public int Number { get; set; }
    public int Of { get; set; }
    public DateTimeOffset Starts { get; set; }
    public DateTimeOffset Ends { get; set; }
    public Guid? RoomId { get; set; }
    public Guid GuideId { get; set; }
    public string Guide { get; set; } = "";
    public string Place { get; set; } = "";
    public string State { get; set; } = "";
    public string Minutes { get; set; } = "";
    public string Materials { get; set; } = "";
    public bool Undoable { get; set; }
    /// <summary>The move that brought it here; null: it was not moved.</summary>
    public Guid? MoveId { get; set; }

    public int Version { get; set; }

    /// <summary>Who was there, of for how many that is kept.</summary>
    public int There { get; set; }

    public int Kept { get; set; }

    public DateOnly Day => Amsterdam.Day(Starts);

    /// <summary>It has been, and nobody kept who was there.</summary>
    public bool Forgotten(DateTimeOffset now) => State == "planned" && Ends < now;

    public static Task<SessionRow?> OfAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<SessionRow>($"select {Columns} from {From} where s.id = @id", new { id }, ct);

    /// <summary>Of @group, in their order.</summary>
    public const string OfGroupSql = $"select {Columns} from {From} where s.group_id = @group order by lower(s.during), s.number limit 100";

    public static Task<List<SessionRow>> ListAsync(Frame frame, Guid group, CancellationToken ct) => frame.ListAsync<SessionRow>(OfGroupSql, new { group }, ct);

    /// <summary>From today, a week ahead, and those of the last three weeks of which nobody kept who was there: of a guide the own ones, of a leader all of the library.</summary>
    public static Task<List<SessionRow>> ComingAsync(Frame frame, DateOnly today, CancellationToken ct) => frame.ListAsync<SessionRow>($"""
        select {Columns} from {From} where s.programme_id = any (app.guided()) and s.state <> 'cancelled' and lower(s.during) >= case when s.state = 'planned' then @past else @begin end and lower(s.during) < @end
          and (app.role() = 'programme_leader' or s.guide_id = app.membership()) order by lower(s.during), s.id limit 60
        """, new { past = Amsterdam.At(today.AddDays(-21), TimeOnly.MinValue), begin = Amsterdam.At(today, TimeOnly.MinValue), end = Amsterdam.At(today.AddDays(8), TimeOnly.MinValue) }, ct);
}

/// <summary>A child of a group, with whether it was there when that is asked of one session.</summary>
internal sealed class MemberRow
{
    private const string Columns = "e.id, p.pupil_id, p.given_name, p.prefix, p.surname, coalesce(o.name, p.school_name) as school, p.year_group";

    private const string Who = "join participant p on p.id = e.participant_id left join organisation o on o.id = p.school_id";

    public Guid Id { get; set; }
    public Guid? PupilId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string School { get; set; } = "";
    public int? YearGroup { get; set; }
    public string State { get; set; } = "";
    public string Reason { get; set; } = "";
    public int There { get; set; }
    public int Kept { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);

    /// <summary>Who is in @group, with how often they were there.</summary>
    public const string OfGroupSql = $"""
        select {Columns}, a.there, a.kept from group_member k join enrolment e on e.id = k.enrolment_id {Who}
          cross join lateral (select count(*) filter (where a.state in ('present', 'late'))::integer as there, count(*)::integer as kept from attendance a join programme_session s on s.id = a.session_id where s.group_id = k.group_id and a.enrolment_id = e.id) a
        where k.group_id = @group and k.left_on is null order by p.sort_key, p.surname, p.given_name, e.id
        """;

    /// <summary>Who has a place in the programme of @group, while that is open, and no group yet.</summary>
    public const string AloneSql = $"""
        select {Columns} from enrolment e {Who} where e.programme_id = (select g.programme_id from programme_group g where g.id = @group and g.state = 'open') and e.state = 'placed'
          and not exists (select 1 from group_member m where m.enrolment_id = e.id and m.left_on is null) order by p.sort_key, p.surname, p.given_name, e.id limit 300
        """;

    public static Task<List<MemberRow>> OfGroupAsync(Frame frame, Guid group, CancellationToken ct) => frame.ListAsync<MemberRow>(OfGroupSql, new { group }, ct);

    /// <summary>Who was at a session of the group, now in it or not.</summary>
    public static Task<List<MemberRow>> EverAsync(Frame frame, Guid group, CancellationToken ct) => frame.ListAsync<MemberRow>($"""
        select {Columns} from enrolment e {Who} where e.id in (select a.enrolment_id from attendance a join programme_session s on s.id = a.session_id where s.group_id = @group and a.state in ('present', 'late')) order by p.sort_key, p.surname, p.given_name, e.id
        """, new { group }, ct);

    /// <summary>Who was in the group on the day of a session, and of whom something is kept.</summary>
    public static Task<List<MemberRow>> OfSessionAsync(Frame frame, SessionRow session, CancellationToken ct) => frame.ListAsync<MemberRow>($"""
        select {Columns}, coalesce(a.state, '') as state, coalesce(a.reason, '') as reason from group_member k join enrolment e on e.id = k.enrolment_id {Who} left join attendance a on a.session_id = @Id and a.enrolment_id = e.id
        where k.group_id = @GroupId and (a.state is not null or k.joined_on <= @Day and (k.left_on is null or k.left_on > @Day)) order by p.sort_key, p.surname, p.given_name, e.id
        """, new { session.Id, session.GroupId, session.Day }, ct);
}

/// <summary>Words of sessions, as keys of the texts.</summary>
internal static class SessionWords
{
    public static readonly string[] States = ["present", "late", "absent_notice", "absent"];

    public static string State(string state) => state switch { "present" => "Er", "late" => "Kwam later", "absent_notice" => "Afgemeld", _ => "Niet er" };

    public static string Session(SessionRow s, DateTimeOffset now) => s.State switch { "cancelled" => "Gaat niet door", "held" => "Geweest", _ => s.Forgotten(now) ? "Nog invullen wie er was" : "Gepland" };
}
