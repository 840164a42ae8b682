using InBeeld.Data;

namespace InBeeld.Capabilities.Places.Questions;

/// <summary>A question to all employees, about a stretch of weeks.</summary>
internal sealed class RoundRow
{
    private const string Sql = """
        select r.id, r.starts, r.ends, r.answer_by, r.closed_at, r.reminded_at, r.at, (select count(*)::integer from question_answer a where a.round_id = r.id) as answered,
          (select count(*)::integer from membership m join person p on p.id = m.person_id and p.closed_at is null where m.organisation_id = r.library_id and m.role in ('library', 'library_planner') and m.starts <= @today and (m.ends is null or m.ends >= @today)) as asked,
          exists (select 1 from question_answer a where a.round_id = r.id and a.membership_id = @me) as mine,
          array(select distinct extract(isodow from s.starts at time zone 'Europe/Amsterdam')::text || '-' || app.day_part(s.starts) from slot s where s.library_id = r.library_id and s.state = 'open' and s.starts >= r.starts::timestamp at time zone 'Europe/Amsterdam' and s.starts < (r.ends + 1)::timestamp at time zone 'Europe/Amsterdam') as parts,
          (select count(*)::integer from slot s where s.library_id = r.library_id and s.state = 'open' and s.starts >= r.starts::timestamp at time zone 'Europe/Amsterdam' and s.starts < (r.ends + 1)::timestamp at time zone 'Europe/Amsterdam') as slots
        from question_round r
        """;

    public Guid Id { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
    public DateOnly AnswerBy { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public DateTimeOffset? RemindedAt { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>How many answers whoever looks can see: the planner all, an employee the own one.</summary>
    public int Answered { get; set; }
    public int Asked { get; set; }
    public bool Mine { get; set; }
    public string[] Parts { get; set; } = [];
    public int Slots { get; set; }

    public bool Open => ClosedAt is null;

    /// <summary>Parts of days in which there are slots; without slots yet all of Monday to Saturday.</summary>
    public IReadOnlyList<string> Asks => Parts.Length > 0 ? [.. Model.StaffWords.InOrder(Parts)] : [.. Enumerable.Range(1, 6).SelectMany(d => new[] { $"{d}-morning", $"{d}-afternoon" })];

    public static Task<RoundRow?> FindAsync(Frame frame, Guid library, Guid? me, Guid id, DateOnly today, CancellationToken ct) => frame.OneAsync<RoundRow>(Sql + " where r.library_id = @library and r.id = @id", new { library, me, id, today }, ct);

    private const string Newest = " order by r.id desc limit 50";

    /// <summary>That can be answered on @today, at @library by @me.</summary>
    public const string OpenSql = Sql + " where r.library_id = @library and r.closed_at is null and r.ends >= @today" + Newest;

    public static Task<List<RoundRow>> ListAsync(Frame frame, Guid library, Guid? me, DateOnly today, CancellationToken ct) => frame.ListAsync<RoundRow>(Sql + " where r.library_id = @library" + Newest, new { library, me, today }, ct);
}
