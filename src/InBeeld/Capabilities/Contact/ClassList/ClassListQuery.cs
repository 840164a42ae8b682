using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;

namespace InBeeld.Capabilities.Contact.ClassList;

/// <summary>The group, its school's norm and days off, and the other groups of whoever asks: the head of the class list.</summary>
internal sealed class GroupHead
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Kind { get; set; } = "";
    public Guid SchoolId { get; set; }
    public string SchoolName { get; set; } = "";
    public string Level { get; set; } = "";
    public string Norms { get; set; } = "[]";
    public string Off { get; set; } = "[]";
    public string Others { get; set; } = "[]";
}

/// <summary>The two queries of the class list. Row-level security leaves out what one may not see; a bench runs the same SQL without it.</summary>
internal static class ClassListQuery
{
    public const string HeadSql = """
        select g.id, g.name, g.kind, g.school_id, o.name as school_name, o.level,
          (select coalesce(jsonb_agg(jsonb_build_object('level', n.level, 'times', n.times, 'weeks', n.weeks, 'outAfterDays', n.out_after_days)), '[]')::text from school_norm n where n.school_id = g.school_id) as norms,
          (select coalesce(jsonb_agg(jsonb_build_object('name', h.name, 'starts', h.starts, 'ends', h.ends)), '[]')::text from holiday h
            where (h.school_id = g.school_id or (h.school_id is null and h.region = o.holiday_region)) and h.ends >= @today - 120 and h.starts <= @today + 60) as off,
          (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name), '[]')::text from school_group x where x.id = any (@groups)) as others
        from school_group g join organisation o on o.id = g.school_id where g.id = @group
        """;

    public const string RowsSql = """
        select p.id, p.given_name, p.prefix, p.surname, p.birth_date, s.level, s.last_reached_day, s.last_reached_at, s.last_reached_who, s.last_channel, s.last_other_school,
          s.attempts, s.not_reached_since, s.due_from, s.late_from, s.out_from, s.absent_until, s.usual_channel,
          (select array_agg(n.kind order by n.kind) from need n where n.pupil_id = p.id and n.ended_on is null) as needs,
          f.languages, coalesce(f.interpreter, false) as interpreter
        from placement pl join pupil p on p.id = pl.pupil_id join pupil_state s on s.pupil_id = p.id
        left join lateral (select array_agg(distinct c.language) filter (where c.language <> 'nl') as languages, bool_or(c.needs_interpreter) as interpreter
          from contact_person c where c.family_id = p.family_id and c.removed_at is null) f on p.family_id is not null
        where pl.group_id = @group and pl.ends is null and p.left_on is null order by p.sort_key, p.id
        """;

    public static Task<GroupHead?> HeadAsync(Frame frame, Guid group, IReadOnlyList<Guid> own, DateOnly today, CancellationToken ct) =>
        frame.OneAsync<GroupHead>(HeadSql, new { group, groups = own.ToArray(), today }, ct);

    public static Task<List<ClassRow>> RowsAsync(Frame frame, Guid group, CancellationToken ct) => frame.ListAsync<ClassRow>(RowsSql, new { group }, ct);
}

internal sealed record GroupLink(Guid Id, string Name);

internal sealed record DaysOff(string Name, DateOnly Starts, DateOnly Ends);

/// <summary>Groups of states in the order in which they are read, with the words of their heading.</summary>
internal static class StateOrder
{
    public static readonly IReadOnlyList<string> All = ["out", "late", "due", "none", "in"];

    public static string Explain(string state) => state switch
    {
        "out" => "langer niet bereikt dan is afgesproken",
        "late" => "de afspraak is voorbij",
        "due" => "deze week nog",
        "none" => "afwezig met bericht",
        _ => "gesproken zoals afgesproken",
    };

    public static string NormWords(Norm norm, Kernel.Web.Text text) => norm.Weeks == 1 ? text["{0} × per week", norm.Times] : text["{0} × per {1} weken", norm.Times, norm.Weeks];
}
