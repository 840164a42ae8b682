using InBeeld.Capabilities.Contact.ClassList;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Contact.Pictures;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.ClassWeeks;

/// <summary>A class over the weeks: the share that was reached, as a line with its table. Numbers only, so nothing of a child is shown.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class ClassWeeksModel(Frame frame, CurrentUser user, Text text, TimeProvider clock) : PageModel
{
    private const int WeeksBack = 12;

    public GroupHead Head { get; private set; } = new();
    public WeekLine Line { get; private set; } = new("class", []);
    public Guid Group { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid group, CancellationToken ct)
    {
        var today = clock.Today();
        var head = await ClassListQuery.HeadAsync(frame, group, user.Groups, today, ct);
        if (head is null || !(user.Groups.Contains(group) || (user.Is(Role.Care, Role.Principal) && head.SchoolId == user.OrganisationId)))
        {
            return NotFound();
        }

        (Group, Head) = (group, head);
        var off = await frame.ListAsync<DayOff>("""
            select h.starts, h.ends from holiday h join organisation o on o.id = @SchoolId
            where (h.school_id = o.id or (h.school_id is null and h.region = o.holiday_region)) and h.ends >= @from
            """, new { head.SchoolId, from = SchoolWeeks.From(today) }, ct);
        var weeks = (await frame.ListAsync<WeekRow>("select week, pupils, reached from coverage_week where group_id = @group and week >= @from", new { group, from = SchoolWeeks.From(today) }, ct))
            .ToDictionary(w => w.Week, w => new Reach(w.Reached, w.Pupils));
        var columns = SchoolWeeks.Before(today, WeeksBack, new SchoolCalendar(off.Select(o => (o.Starts, o.Ends))).IsHolidayWeek);
        Line = new WeekLine("class", [.. columns.Select(c => (c, weeks.GetValueOrDefault(c.First)))]);
        ViewData["Title"] = text["Groep {0} over de weken", Head.Name];
        ViewData["Menu"] = user.Is(Role.Teacher) ? "/my-class" : "/school";
        return Page();
    }

    private sealed class DayOff
    {
        public DateOnly Starts { get; set; }
        public DateOnly Ends { get; set; }
    }

    private sealed class WeekRow
    {
        public DateOnly Week { get; set; }
        public int Pupils { get; set; }
        public int Reached { get; set; }
    }
}
