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

    // Counts and no child, so it is counted with the owner's rights: a check per row of each child of the school would cost ten times as much.
    public const string GroupsSql = "select id, name, year_group, location, ended, has_teacher, in_view, due, late, out_of_view, absent, weeks_placed as weeks, placed, reached from app.group_figures(@today, @from, @weeks)";

    public const string OutSql = """
        select p.id, p.given_name, p.prefix, p.surname, coalesce(g.name, '') as group_name, s.last_reached_day, s.attempts
        from pupil_state s join pupil p on p.id = s.pupil_id and p.left_on is null left join school_group g on g.id = s.group_id
        where s.school_id = @school and s.out_from <= @today and coalesce(s.absent_until, '-infinity') < @today
          and (@groups::uuid[] is null or s.group_id = any (@groups))
        order by s.out_from, p.sort_key, p.id limit @most
        """;

    public static async Task<SchoolHead> HeadAsync(Frame frame, Guid school, string region, DateOnly today, CancellationToken ct) =>
        await frame.OneAsync<SchoolHead>(HeadSql, new { school, region, from = SchoolWeeks.From(today), today }, ct) ?? new SchoolHead();

    public static Task<List<GroupRow>> GroupsAsync(Frame frame, DateOnly today, CancellationToken ct) =>
        frame.ListAsync<GroupRow>(GroupsSql, new { from = SchoolWeeks.From(today), weeks = SchoolWeeks.Window, today }, ct);

    /// <param name="groups">Only of these groups; null: of the whole school.</param>
    public static Task<List<OutRow>> OutAsync(Frame frame, Guid school, Guid[]? groups, int most, DateOnly today, CancellationToken ct) =>
        frame.ListAsync<OutRow>(OutSql, new { school, groups, most, today }, ct);
}
