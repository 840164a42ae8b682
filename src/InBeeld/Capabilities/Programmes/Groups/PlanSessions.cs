using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Groups;

/// <summary>One date of a plan.</summary>
/// <param name="Skipped">Why there is no session on this date, for people; empty: there is one.</param>
/// <param name="Clash">What is in the way and has to be resolved first; empty: nothing.</param>
internal sealed record Planned(DateOnly Day, DateTimeOffset Starts, DateTimeOffset Ends, string Skipped, string Clash)
{
    public bool Happens => Skipped.Length == 0;

    /// <summary>Whose school is closed on this date while others go on, for people; empty: nobody's.</summary>
    public string Free { get; init; } = "";
}

/// <summary>On which dates a group meets: every week by the clock of the Netherlands, less the school holidays and the days on which the library is closed.</summary>
internal sealed class PlanSessions(Frame frame, CurrentUser user, Text text)
{
    /// <summary>So many weeks are looked at beyond the number of sessions.</summary>
    private const int MostSkipped = 30;

    internal sealed class Off
    {
        public string Name { get; set; } = "";
        public DateOnly Starts { get; set; }
        public DateOnly Ends { get; set; }
    }

    internal sealed class SchoolOff
    {
        public int Nr { get; set; }
        public string School { get; set; } = "";
        public string Name { get; set; } = "";
        public int Children { get; set; }
    }

    internal sealed class Clash
    {
        public int Nr { get; set; }
        public string Why { get; set; } = "";
        public string What { get; set; } = "";
    }

    /// <summary>The first dates on which it can be, and in between those that are skipped; one that clashes is among them, with what is in the way.</summary>
    public async Task<List<Planned>> WeeklyAsync(Guid programme, Guid? room, Guid guide, DateOnly first, TimeOnly from, TimeOnly to, int sessions, CancellationToken ct)
    {
        var days = Enumerable.Range(0, sessions + MostSkipped).Select(i => first.AddDays(7 * i)).ToList();
        var off = await OffAsync(first, ct);
        var clashes = await ClashesAsync(programme, room, guide, [], [.. days.Select(d => (Amsterdam.At(d, from), Amsterdam.At(d, to)))], ct);
        var plan = new List<Planned>();
        for (var i = 0; i < days.Count && plan.Count(p => p.Happens) < sessions; i++)
        {
            var day = days[i];
            var holiday = off.Find(o => o.Starts <= day && o.Ends >= day);
            var closed = clashes[i].FirstOrDefault(c => c.Why == "closure");
            var skipped = holiday is not null ? Says(holiday) : closed is not null ? Says(closed) : "";
            plan.Add(new Planned(day, Amsterdam.At(day, from), Amsterdam.At(day, to), skipped, skipped.Length > 0 ? "" : string.Join(". ", clashes[i].Select(Says))));
        }

        return plan;
    }

    /// <summary>Existing sessions on other days, in their order: per session what is in the way there. One that comes into a school holiday goes on by whole weeks, and so do all after it.</summary>
    /// <param name="anyDay">Also in school holidays.</param>
    public async Task<List<Planned>> MovedAsync(Guid programme, Guid? room, Guid guide, Guid[] moving, IReadOnlyList<DateOnly> days, TimeOnly from, TimeOnly to, bool anyDay, CancellationToken ct)
    {
        var off = anyDay ? [] : await OffAsync(days[0], ct);
        var plan = new List<Planned>();
        var later = 0;
        foreach (var wanted in days)
        {
            for (; later <= MostSkipped && off.Find(o => o.Starts <= wanted.AddDays(7 * later) && o.Ends >= wanted.AddDays(7 * later)) is { } holiday; later++)
            {
                plan.Add(At(wanted.AddDays(7 * later)) with { Skipped = Says(holiday) });
            }

            plan.Add(At(wanted.AddDays(7 * later)));
        }

        var clashes = await ClashesAsync(programme, room, guide, moving, plan.ConvertAll(p => (p.Starts, p.Ends)), ct);
        return [.. plan.Select((p, i) => p.Happens ? p with { Clash = string.Join(". ", clashes[i].Select(Says)) } : p)];
        Planned At(DateOnly day) => new(day, Amsterdam.At(day, from), Amsterdam.At(day, to), "", "");
    }

    /// <summary>On which of these dates a school of children in the group is closed: by a day of its own, or because it lies in another holiday region.</summary>
    public async Task<List<Planned>> FreeAsync(Guid group, IReadOnlyList<Planned> plan, CancellationToken ct)
    {
        var off = await frame.ListAsync<SchoolOff>("""
            select t.nr::integer as nr, o.name as school, h.name, count(distinct k.enrolment_id)::integer as children from unnest(@days) with ordinality as t (day, nr)
            join holiday h on h.starts <= t.day and h.ends >= t.day join organisation o on h.school_id = o.id or h.school_id is null and h.region = o.holiday_region
            join participant p on p.school_id = o.id join enrolment e on e.participant_id = p.id join group_member k on k.enrolment_id = e.id and k.group_id = @group and k.left_on is null
            group by 1, 2, 3 order by 1, 4 desc, 2
            """, new { group, days = plan.Select(p => p.Day).ToArray() }, ct);
        return [.. plan.Select((p, i) => p.Happens ? p with { Free = string.Join(". ", off.Where(o => o.Nr == i + 1).Select(o => text.N(o.Children, "1 kind van {1} is vrij: {2}", "{0} kinderen van {1} zijn vrij: {2}", o.School, o.Name).ToString())) } : p)];
    }

    private Task<List<Off>> OffAsync(DateOnly first, CancellationToken ct) => frame.ListAsync<Off>("""
        select h.name, h.starts, h.ends from holiday h where h.school_id is null and h.ends >= @first and h.region = coalesce((select m.holiday_regions[1] from municipality m where m.code = @MunicipalityCode),
          (select o.holiday_region from organisation o where o.municipality_code = @MunicipalityCode and o.holiday_region <> '' order by o.id limit 1)) order by h.starts
        """, new { first, user.MunicipalityCode }, ct);

    private string Says(Off holiday) => text["Schoolvakantie of vrije dag: {0}", holiday.Name];

    private async Task<List<List<Clash>>> ClashesAsync(Guid programme, Guid? room, Guid guide, Guid[] moving, List<(DateTimeOffset Starts, DateTimeOffset Ends)> times, CancellationToken ct)
    {
        var found = await frame.ListAsync<Clash>("select nr, why, what from app.session_clashes(@programme, @room, @guide, @moving, @starts, @ends)",
            new { programme, room, guide, moving, starts = times.ConvertAll(t => t.Starts.UtcDateTime).ToArray(), ends = times.ConvertAll(t => t.Ends.UtcDateTime).ToArray() }, ct);
        return [.. times.Select((_, i) => found.FindAll(c => c.Nr == i + 1))];
    }

    private string Says(Clash clash) => clash.Why switch
    {
        "closure" => text["De bibliotheek is dan gesloten: {0}", clash.What],
        "slot" => text["Er zijn dan studieplekken open in deze ruimte"],
        "room" => text["Groep {0} is dan in deze ruimte", clash.What],
        _ => text["De begeleider is dan bij groep {0}", clash.What],
    };
}
