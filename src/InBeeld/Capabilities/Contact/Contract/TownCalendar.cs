using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;

namespace InBeeld.Capabilities.Contact.Contract;

/// <summary>The days on which schools in the holiday region of an organisation are open, for deadlines of others than the school.</summary>
internal sealed class TownCalendar
{
    private readonly SchoolCalendar days;

    private TownCalendar(SchoolCalendar days) => this.days = days;

    /// <summary>Of the municipality with this code: its own region, or that of its schools.</summary>
    public static async Task<TownCalendar> OfAsync(Frame frame, string municipalityCode, CancellationToken ct)
    {
        var off = await frame.ListAsync<Off>("""
            select h.starts, h.ends from holiday h where h.school_id is null and h.region = coalesce(
              (select m.holiday_regions[1] from municipality m where m.code = @municipalityCode),
              (select o.holiday_region from organisation o where o.municipality_code = @municipalityCode and o.holiday_region <> '' order by o.id limit 1)) order by h.starts
            """, new { municipalityCode }, ct);
        return new TownCalendar(new SchoolCalendar(off.Select(o => (o.Starts, o.Ends))));
    }

    public bool IsOpen(DateOnly day) => days.IsSchoolDay(day);

    /// <summary>The n-th school day after a day, n at least 1.</summary>
    public DateOnly After(DateOnly day, int n) => days.After(day, n);

    /// <summary>The day itself when schools are open, else the next day that they are.</summary>
    public DateOnly OnOrAfter(DateOnly day) => days.IsSchoolDay(day) ? day : days.After(day, 1);

    private sealed class Off
    {
        public DateOnly Starts { get; set; }
        public DateOnly Ends { get; set; }
    }
}
