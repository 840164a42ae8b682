using InBeeld.Capabilities.Contact.Pictures;
using InBeeld.Data;

namespace InBeeld.Capabilities.Contact.BoardOverview;

/// <summary>The figures of one school on a day; no child in it. Of a school that is too small the database gives no numbers.</summary>
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

    /// <summary>The days off of all these schools, as JSON; on the first row only.</summary>
    public string? Off { get; set; }

    /// <summary>Schools of the same board or municipality that do not take part yet.</summary>
    public int Waiting { get; set; }

    /// <summary>A school with fewer children is too small to show.</summary>
    public int Smallest { get; set; }

    public bool Shown => Pupils is not null;

    public bool TooSmall => HasList && !Shown;

    public StateCounts Now => new(InView, Due, Late, OutOfView, Absent);
}

/// <summary>Reached children of a school in a week.</summary>
internal sealed class SchoolWeekRow
{
    public Guid SchoolId { get; set; }
    public DateOnly Week { get; set; }
    public int Pupils { get; set; }
    public int Reached { get; set; }
}

/// <summary>Days off of a region, or of one school.</summary>
internal sealed record OffRow(string Region, Guid? SchoolId, DateOnly Starts, DateOnly Ends);

/// <summary>The figures per school, for a board and for a municipality: two queries.</summary>
internal static class FiguresQuery
{
    public const string OfBoard = Before + "o.board_id = @scope" + After;

    public const string OfMunicipality = Before + "o.municipality_code = (select m.code from organisation m where m.id = @scope)" + After;

    public const string WeeksSql = "select school_id, week, pupils, reached from app.school_weeks(@schools, @weeks)";

    private const string Before = """
        with mine as (select o.* from organisation o where o.kind = 'school' and o.gone_on is null and 
        """;

    private const string After = """
        ),
        taking as (select * from mine where is_on)
        select t.id, t.name, t.level, t.place, t.holiday_region, f.school_id is not null as has_list,
          f.pupils, coalesce(f.in_view, 0) as in_view, coalesce(f.due, 0) as due, coalesce(f.late, 0) as late, coalesce(f.out_of_view, 0) as out_of_view, coalesce(f.absent, 0) as absent,
          case when row_number() over (order by t.id) = 1 then
            (select jsonb_agg(jsonb_build_object('region', h.region, 'schoolId', h.school_id, 'starts', h.starts, 'ends', h.ends))::text from holiday h
              where h.ends >= @from and h.starts <= @today and (h.school_id in (select id from taking) or (h.school_id is null and h.region in (select holiday_region from taking)))) end as off,
          (select count(*)::integer from mine where not is_on) as waiting, app.smallest_school() as smallest
        from taking t left join app.school_figures(array(select id from taking), @today) f on f.school_id = t.id
        order by t.id
        """;

    /// <param name="sql"><see cref="OfBoard"/> or <see cref="OfMunicipality"/>.</param>
    /// <param name="scope">The board or municipality.</param>
    public static Task<List<SchoolRow>> SchoolsAsync(Frame frame, string sql, Guid scope, DateOnly today, CancellationToken ct) =>
        frame.ListAsync<SchoolRow>(sql, new { scope, from = SchoolWeeks.From(today), today }, ct);

    public static Task<List<SchoolWeekRow>> WeeksAsync(Frame frame, IEnumerable<SchoolRow> schools, IEnumerable<WeekColumn> weeks, CancellationToken ct) =>
        frame.ListAsync<SchoolWeekRow>(WeeksSql, new { schools = schools.Where(s => s.Shown).Select(s => s.Id).ToArray(), weeks = weeks.Where(w => !w.Holiday).Select(w => w.First).ToArray() }, ct);
}
