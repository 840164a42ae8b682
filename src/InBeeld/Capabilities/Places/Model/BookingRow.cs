using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>The place of a child in a time, as the school or whoever has the case sees it.</summary>
internal sealed class BookingRow
{
    public const string Columns = """
        b.id, b.slot_id, b.pupil_id, p.given_name, p.prefix, p.surname, g.name as group_name, l.name as library, r.name as room, x.label as seat, s.starts, s.ends, b.needs, b.code, b.state, b.ended_why, b.ended_by, b.version, b.series_id,
        s.state = 'open' as slot_open, s.needs_supervision and s.supervising_school_id is null as no_supervision
        """;

    public const string From = "booking b join slot s on s.id = b.slot_id join organisation l on l.id = b.library_id join room r on r.id = b.room_id join seat x on x.id = b.seat_id join pupil p on p.id = b.pupil_id left join school_group g on g.id = p.group_id";

    public Guid Id { get; set; }
    public Guid SlotId { get; set; }
    public Guid PupilId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string? GroupName { get; set; }
    public string Library { get; set; } = "";
    public string Room { get; set; } = "";
    public string Seat { get; set; } = "";
    public DateTimeOffset Starts { get; set; }
    public DateTimeOffset Ends { get; set; }
    public string[] Needs { get; set; } = [];
    public string Code { get; set; } = "";
    public string State { get; set; } = "";
    public string EndedWhy { get; set; } = "";
    public string EndedBy { get; set; } = "";
    public int Version { get; set; }
    public Guid? SeriesId { get; set; }
    public bool SlotOpen { get; set; }
    public bool NoSupervision { get; set; }

    public PersonName Name => new(GivenName, Prefix, Surname);

    public DateOnly Day => Amsterdam.Day(Starts);

    public string Times => $"{Show.Time(Starts)}–{Show.Time(Ends)}";

    public string When(DateOnly today) => $"{Show.Day(Day, today)}, {Times}";

    public static Task<BookingRow?> FindAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<BookingRow>($"select {Columns} from {From} where b.id = @id and app.may_book(b.pupil_id)", new { id }, ct);
}
