using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>A slot as the planner of people sees it: what it asks, and which limit decides how many children can come.</summary>
internal sealed class StaffSlot
{
    private const string Sql = """
        select s.id, s.starts, s.ends, r.name as room, r.id as room_id, s.state, s.reason, s.seats, s.people, s.per_person, s.most, s.places, s.taken, s.needs_supervision, s.supervising_school_id, o.name as school, s.supervisor,
          coalesce(n.people, 2) as need_people, coalesce(n.reserve, 1) as need_reserve, coalesce(n.skills, '{}') as skills, coalesce(n.kept, false) as kept, n.closed_by, coalesce(n.version, 0) as version
        from slot s join room r on r.id = s.room_id left join organisation o on o.id = s.supervising_school_id left join staff_need n on n.slot_id = s.id
        """;

    public Guid Id { get; set; }
    public DateTimeOffset Starts { get; set; }
    public DateTimeOffset Ends { get; set; }
    public string Room { get; set; } = "";
    public Guid RoomId { get; set; }
    public string State { get; set; } = "";
    public string Reason { get; set; } = "";
    public int Seats { get; set; }
    public int? People { get; set; }
    public int PerPerson { get; set; }
    public int? Most { get; set; }
    public int Places { get; set; }
    public int Taken { get; set; }
    public bool NeedsSupervision { get; set; }
    public Guid? SupervisingSchoolId { get; set; }
    public string? School { get; set; }
    public string Supervisor { get; set; } = "";
    public int NeedPeople { get; set; }
    public int NeedReserve { get; set; }
    public string[] Skills { get; set; } = [];
    public bool Kept { get; set; }
    public Guid? ClosedBy { get; set; }
    public int Version { get; set; }

    public DateOnly Day => Amsterdam.Day(Starts);

    public string Part => StaffWords.PartOf(Starts);

    /// <summary>People are planned for it: it is open, or closed only because nobody could come.</summary>
    public bool Planned => State == "open" || ClosedBy is not null;

    public bool Unsupervised => State == "open" && NeedsSupervision && SupervisingSchoolId is null;

    /// <summary>Booked above what can come.</summary>
    public int Over => Math.Max(0, Taken - Places);

    public string Times => Show.Time(Starts) + "–" + Show.Time(Ends);

    public string When(DateOnly today) => Show.Day(Day, today) + ", " + Times;

    /// <summary>How many children can come, and which limit decides it: closed, supervision, people, most or seats.</summary>
    public string Binds => State != "open" ? "closed" : Unsupervised ? "supervision" : People * PerPerson is { } staffed && staffed < Seats && staffed <= (Most ?? Seats) ? "people" : Most < Seats ? "most" : "seats";

    public string Capacity(Text text) => Binds switch
    {
        "closed" => Reason.Length > 0 ? text["Dicht: {0}", ClosedBy is null ? Reason : text["Er zijn geen medewerkers"]] : text["Dicht"],
        "supervision" => text["Geen ruimte: er is nog geen begeleiding van een school"],
        "people" => text.N(Places, "Ruimte voor 1 kind: mensen zijn het krapst", "Ruimte voor {0} kinderen: mensen zijn het krapst"),
        "most" => text.N(Places, "Ruimte voor 1 kind: zo koos de bibliotheek", "Ruimte voor {0} kinderen: zo koos de bibliotheek"),
        _ => text.N(Places, "Ruimte voor 1 kind: zitplaatsen zijn het krapst", "Ruimte voor {0} kinderen: zitplaatsen zijn het krapst"),
    };

    /// <summary>Between @from and @to at @library.</summary>
    public const string BetweenSql = Sql + " where s.library_id = @library and s.starts >= @from and s.starts < @to order by s.starts, r.name limit 300";

    public static Task<List<StaffSlot>> WeekAsync(Frame frame, Guid library, DateOnly monday, CancellationToken ct) => frame.ListAsync<StaffSlot>(BetweenSql,
        new { library, from = Amsterdam.At(monday, TimeOnly.MinValue), to = Amsterdam.At(monday.AddDays(7), TimeOnly.MinValue) }, ct);

    public static Task<StaffSlot?> FindAsync(Frame frame, Guid library, Guid id, CancellationToken ct) =>
        frame.OneAsync<StaffSlot>(Sql + " where s.id = @id and s.library_id = @library", new { library, id }, ct);
}

/// <summary>One person in one slot.</summary>
internal sealed class DutyRow
{
    public Guid Id { get; set; }
    public Guid SlotId { get; set; }
    public Guid MembershipId { get; set; }
    public string Name { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Skill { get; set; } = "";
    public string State { get; set; } = "";
    public DateTimeOffset? OpenSince { get; set; }
    public string Why { get; set; } = "";
    public DateTimeOffset Starts { get; set; }
    public DateTimeOffset Ends { get; set; }
    public string Room { get; set; } = "";

    public bool Works => Kind == "work";

    public string When(DateOnly today) => Show.Day(Amsterdam.Day(Starts), today) + ", " + Show.Time(Starts) + "–" + Show.Time(Ends);

    /// <summary>To be followed by what is asked of d (duty) and s (slot).</summary>
    public const string Sql = """
        select d.id, d.slot_id, d.membership_id, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) as name, d.kind, d.skill::text as skill, d.state, d.open_since, d.why, s.starts, s.ends, r.name as room
        from duty d join slot s on s.id = d.slot_id join room r on r.id = s.room_id join membership m on m.id = d.membership_id join person p on p.id = m.person_id
        """;

    /// <summary>In force or proposed at @library, that touch the time between @from and @to.</summary>
    public const string BetweenSql = $"""
        {Sql}
        where d.library_id = @library and d.state in ('planned', 'proposed') and s.ends > @from and s.starts < @to order by s.starts, d.kind desc, name limit 2000
        """;

    public static Task<List<DutyRow>> BetweenAsync(Frame frame, Guid library, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => frame.ListAsync<DutyRow>(BetweenSql, new { library, from, to }, ct);
}

/// <summary>Somebody who works at the library, with what they can and what they answered for a day.</summary>
internal sealed class Worker
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Role { get; set; } = "";
    public string[] Skills { get; set; } = [];
    public int? HoursPerWeek { get; set; }
    public int? PartsPerWeek { get; set; }
    public int Version { get; set; }
    public string? Would { get; set; }
    public string[]? Can { get; set; }
    public string[]? RatherNot { get; set; }
    public int? AskedParts { get; set; }

    public int? MostParts => PartsPerWeek is { } a && AskedParts is { } b ? Math.Min(a, b) : PartsPerWeek ?? AskedParts;

    /// <summary>can, rather_not or '' (cannot, or did not say).</summary>
    public string At(string key) => Would is null or "no" ? "" : Can?.Contains(key) == true ? "can" : RatherNot?.Contains(key) == true ? "rather_not" : "";

    /// <summary>Who works at @library on @day.</summary>
    public const string ListSql = """
        select m.id, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) as name, m.role, coalesce(w.skills, '{}') as skills, w.hours_per_week, w.parts_per_week, coalesce(w.version, 0) as version, a.would, a.can, a.rather_not, a.parts_per_week as asked_parts
        from membership m join person p on p.id = m.person_id left join library_worker w on w.membership_id = m.id
          left join lateral (select q.* from question_answer q join question_round r on r.id = q.round_id where q.membership_id = m.id and @day between r.starts and r.ends order by r.at desc limit 1) a on true
        where m.organisation_id = @library and m.role in ('library', 'library_planner') and m.starts <= @day and (m.ends is null or m.ends >= @day) and p.closed_at is null order by name, m.id limit 200
        """;

    public static Task<List<Worker>> ListAsync(Frame frame, Guid library, DateOnly day, CancellationToken ct) => frame.ListAsync<Worker>(ListSql, new { library, day }, ct);
}
