using InBeeld.Capabilities.Contact.Pictures;
using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Contact.SchoolOverview;

/// <summary>The school's days off (JSON) and the last class list that was read in.</summary>
internal sealed class SchoolHead
{
    public string Off { get; set; } = "[]";
    public DateTimeOffset? ListAt { get; set; }
}

/// <summary>A group with the states of its children now and its weeks; without id: the children without a group.</summary>
internal sealed class GroupRow
{
    public Guid? Id { get; set; }
    public string Name { get; set; } = "";
    public short? YearGroup { get; set; }
    public string Location { get; set; } = "";
    public bool Ended { get; set; }
    public bool HasTeacher { get; set; }
    public int InView { get; set; }
    public int Due { get; set; }
    public int Late { get; set; }
    public int OutOfView { get; set; }
    public int Absent { get; set; }

    /// <summary>The weeks in which somebody was placed, as positions in the window of <see cref="SchoolWeeks"/>; with the children and those reached.</summary>
    public int[] Weeks { get; set; } = [];
    public int[] Placed { get; set; } = [];
    public int[] Reached { get; set; } = [];

    public StateCounts Now => new(InView, Due, Late, OutOfView, Absent);

    public Reach In(int week)
    {
        var at = Array.BinarySearch(Weeks, week);
        return at < 0 ? default : new Reach(Reached[at], Placed[at]);
    }
}

/// <summary>A child that is out of view.</summary>
internal sealed class OutRow
{
    public Guid Id { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string GroupName { get; set; } = "";
    public DateOnly? LastReachedDay { get; set; }
    public int Attempts { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);
}

/// <summary>The three queries of the school's overview.</summary>
internal static class SchoolQuery
{
    /// <summary>More out of view than this are not named on one page; the groups list them.</summary>
    public const int MostNames = 50;

    public const string HeadSql = """
        select
          (select coalesce(jsonb_agg(jsonb_build_object('name', h.name, 'starts', h.starts, 'ends', h.ends)), '[]')::text from holiday h
            where (h.school_id = @school or (h.school_id is null and h.region = @region)) and h.ends >= @from and h.starts <= @today) as off,
          (select max(i.applied_at) from class_list_import i where i.school_id = @school and i.state = 'applied') as list_at
        """;

    // A stay counts in every week that it touches; two stays of one child in a group and week count once. Alike stays are counted
    // together before they are spread over the weeks, which matters for a school of two thousand.
    public const string GroupsSql = """
        with spot as (
          select s.group_id,
            count(*) filter (where coalesce(s.absent_until, '-infinity') < @today and @today < s.due_from) as in_view,
            count(*) filter (where coalesce(s.absent_until, '-infinity') < @today and @today >= s.due_from and @today < s.late_from) as due,
            count(*) filter (where coalesce(s.absent_until, '-infinity') < @today and @today >= s.late_from and @today < s.out_from) as late,
            count(*) filter (where coalesce(s.absent_until, '-infinity') < @today and @today >= s.out_from) as out_of_view,
            count(*) filter (where coalesce(s.absent_until, '-infinity') >= @today) as absent
          from pupil_state s join pupil p on p.id = s.pupil_id and p.left_on is null
          where s.school_id = @school group by s.group_id),
        stay as (
          select p.group_id, p.pupil_id, p.starts, greatest(0, (p.starts - @from) / 7) as first, least(@weeks - 1, (coalesce(p.ends, @today) - @from) / 7) as last
          from placement p
          where p.school_id = @school and p.group_id is not null and p.starts < @from + 7 * @weeks and (p.ends is null or p.ends >= @from)),
        alike as (
          select group_id, first, last, count(*) as n
          from (select group_id, last, greatest(first, 1 + lag(last) over (partition by group_id, pupil_id order by starts)) as first from stay) once
          where first <= last group by group_id, first, last),
        placed as (select group_id, i, sum(n) as n from alike cross join lateral generate_series(first, last) i group by group_id, i),
        weekly as (
          select x.group_id, array_agg(x.i order by x.i) as weeks, array_agg(x.n::integer order by x.i) as placed, array_agg(coalesce(c.reached, 0) order by x.i) as reached
          from placed x left join coverage_week c on c.school_id = @school and c.group_id = x.group_id and c.week = @from + 7 * x.i
          group by x.group_id),
        active as (select * from school_group g where g.school_id = @school and g.kind = 'group')
        select g.id, g.name, g.year_group, g.location, g.ended_on is not null as ended,
          exists (select 1 from group_teacher t where t.group_id = g.id and t.starts <= @today and (t.ends is null or t.ends >= @today)) as has_teacher,
          coalesce(s.in_view, 0)::integer as in_view, coalesce(s.due, 0)::integer as due, coalesce(s.late, 0)::integer as late,
          coalesce(s.out_of_view, 0)::integer as out_of_view, coalesce(s.absent, 0)::integer as absent,
          coalesce(w.weeks, '{}') as weeks, coalesce(w.placed, '{}') as placed, coalesce(w.reached, '{}') as reached
        from active g left join spot s on s.group_id = g.id and g.ended_on is null left join weekly w on w.group_id = g.id
        where g.ended_on is null or w.group_id is not null
        union all
        select null, '', null, '', false, true, sum(in_view)::integer, sum(due)::integer, sum(late)::integer, sum(out_of_view)::integer, sum(absent)::integer, '{}', '{}', '{}'
        from spot where group_id is null or group_id not in (select id from active where ended_on is null)
        having count(*) > 0
        """;

    public const string OutSql = """
        select p.id, p.given_name, p.prefix, p.surname, coalesce(g.name, '') as group_name, s.last_reached_day, s.attempts
        from pupil_state s join pupil p on p.id = s.pupil_id and p.left_on is null left join school_group g on g.id = s.group_id
        where s.school_id = @school and s.out_from <= @today and coalesce(s.absent_until, '-infinity') < @today
          and (@groups::uuid[] is null or s.group_id = any (@groups))
        order by s.out_from, p.sort_key, p.id limit @most
        """;

    public static async Task<SchoolHead> HeadAsync(Frame frame, Guid school, string region, DateOnly today, CancellationToken ct) =>
        await frame.OneAsync<SchoolHead>(HeadSql, new { school, region, from = SchoolWeeks.From(today), today }, ct) ?? new SchoolHead();

    public static Task<List<GroupRow>> GroupsAsync(Frame frame, Guid school, DateOnly today, CancellationToken ct) =>
        frame.ListAsync<GroupRow>(GroupsSql, new { school, from = SchoolWeeks.From(today), weeks = SchoolWeeks.Window, today }, ct);

    /// <param name="groups">Only of these groups; null: of the whole school.</param>
    public static Task<List<OutRow>> OutAsync(Frame frame, Guid school, Guid[]? groups, int most, DateOnly today, CancellationToken ct) =>
        frame.ListAsync<OutRow>(OutSql, new { school, groups, most, today }, ct);
}
