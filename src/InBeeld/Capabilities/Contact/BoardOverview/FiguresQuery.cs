using InBeeld.Capabilities.Contact.Pictures;
using InBeeld.Data;

namespace InBeeld.Capabilities.Contact.BoardOverview;

/// <summary>The figures of one school; no child in it. Of a school that is too small the database gives no numbers.</summary>
internal sealed class SchoolRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Level { get; set; } = "";
    public string Place { get; set; } = "";
    public string HolidayRegion { get; set; } = "";

    /// <summary>There are children on its list.</summary>
    public bool HasList { get; set; }

    /// <summary>Null: too small to show, or no class list yet.</summary>
    public int? Pupils { get; set; }
    public int InView { get; set; }
    public int Due { get; set; }
    public int Late { get; set; }
    public int OutOfView { get; set; }
    public int Absent { get; set; }

    /// <summary>The weeks with figures, as positions in the window of <see cref="SchoolWeeks"/>; with the children and those reached.</summary>
    public int[] Weeks { get; set; } = [];
    public int[] Placed { get; set; } = [];
    public int[] Reached { get; set; } = [];

    /// <summary>Schools of the same board or municipality that do not take part yet.</summary>
    public int Waiting { get; set; }

    /// <summary>A school with fewer children is too small to show.</summary>
    public int Smallest { get; set; }

    public bool Shown => Pupils is not null;

    public bool TooSmall => HasList && !Shown;

    public StateCounts Now => new(InView, Due, Late, OutOfView, Absent);

    public Reach In(int week)
    {
        var at = Array.BinarySearch(Weeks, week);
        return at < 0 ? default : new Reach(Reached[at], Placed[at]);
    }
}

/// <summary>Days off of a region, or of one school.</summary>
internal sealed class OffRow
{
    public string Region { get; set; } = "";
    public Guid? SchoolId { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
}

/// <summary>The figures per school, for a board and for a municipality.</summary>
internal static class FiguresQuery
{
    public const string OfBoard = Before + "o.board_id = @scope" + After;

    public const string OfMunicipality = Before + "o.municipality_code = (select m.code from organisation m where m.id = @scope)" + After;

    public const string OffSql = """
        select h.region, h.school_id, h.starts, h.ends from holiday h
        where h.ends >= @from and h.starts <= @today and (h.school_id = any (@schools) or (h.school_id is null and h.region = any (@regions)))
        """;

    private const string Before = """
        with mine as (select o.* from organisation o where o.kind = 'school' and o.gone_on is null and 
        """;

    private const string After = """
        ),
        taking as (select * from mine where is_on),
        weekly as (
          select x.school_id, array_agg((x.week - @from) / 7 order by x.week) as weeks, array_agg(x.pupils order by x.week) as placed, array_agg(x.reached order by x.week) as reached
          from app.school_weeks(array(select id from taking), @from, @from + 7 * (@weeks - 1)) x group by x.school_id)
        select t.id, t.name, t.level, t.place, t.holiday_region, f.school_id is not null as has_list,
          f.pupils, coalesce(f.in_view, 0) as in_view, coalesce(f.due, 0) as due, coalesce(f.late, 0) as late, coalesce(f.out_of_view, 0) as out_of_view, coalesce(f.absent, 0) as absent,
          coalesce(w.weeks, '{}') as weeks, coalesce(w.placed, '{}') as placed, coalesce(w.reached, '{}') as reached,
          (select count(*)::integer from mine where not is_on) as waiting, app.smallest_school() as smallest
        from taking t left join app.school_figures(array(select id from taking), @today) f on f.school_id = t.id left join weekly w on w.school_id = t.id
        """;

    public static Task<List<SchoolRow>> SchoolsAsync(Frame frame, string sql, Guid scope, DateOnly today, CancellationToken ct) =>
        frame.ListAsync<SchoolRow>(sql, new { scope, from = SchoolWeeks.From(today), weeks = SchoolWeeks.Window, today }, ct);

    public static Task<List<OffRow>> OffAsync(Frame frame, IReadOnlyCollection<SchoolRow> schools, DateOnly today, CancellationToken ct) =>
        frame.ListAsync<OffRow>(OffSql, new { from = SchoolWeeks.From(today), today, schools = schools.Select(s => s.Id).ToArray(), regions = schools.Select(s => s.HolidayRegion).Distinct().ToArray() }, ct);
}
