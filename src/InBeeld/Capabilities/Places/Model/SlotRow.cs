using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Model;

/// <summary>A time in a room, with how many children can come and which limit decides that.</summary>
internal sealed class SlotRow
{
    private const string Columns = """
        s.id, s.library_id, l.name as library, s.room_id, r.name as room, s.series_id, s.starts, s.ends, s.municipality_id, m.name as municipality, s.needs_supervision, s.supervising_school_id, o.name as supervising_school,
        s.supervisor, s.seats, s.people, s.per_person, s.most, s.most_per_school, s.state, s.reason, s.closure_id, s.places, s.taken, s.version, c.held, c.waiting, c.town_left, c.school_left, c.fit
        """;

    public Guid Id { get; set; }
    public Guid LibraryId { get; set; }
    public string Library { get; set; } = "";
    public Guid RoomId { get; set; }
    public string Room { get; set; } = "";
    public Guid? SeriesId { get; set; }
    public DateTimeOffset Starts { get; set; }
    public DateTimeOffset Ends { get; set; }
    public Guid? MunicipalityId { get; set; }
    public string? Municipality { get; set; }
    public bool NeedsSupervision { get; set; }
    public Guid? SupervisingSchoolId { get; set; }
    public string? SupervisingSchool { get; set; }
    public string Supervisor { get; set; } = "";
    public int Seats { get; set; }
    public int? People { get; set; }
    public int PerPerson { get; set; }
    public int? Most { get; set; }
    public int? MostPerSchool { get; set; }
    public string State { get; set; } = "";
    public string Reason { get; set; } = "";
    public Guid? ClosureId { get; set; }
    public int Places { get; set; }
    public int Taken { get; set; }
    public int Version { get; set; }
    public int Held { get; set; }
    public int Waiting { get; set; }
    public int? TownLeft { get; set; }
    public int? SchoolLeft { get; set; }

    /// <summary>Free seats that have what was asked for; null when nothing was.</summary>
    public int? Fit { get; set; }

    public DateOnly Day => Amsterdam.Day(Starts);

    public bool Open => State == "open";

    public bool NoSupervision => Open && NeedsSupervision && SupervisingSchoolId is null;

    /// <summary>Which limit decides how many children can come: closed, supervision, people, most or seats.</summary>
    public string Binds => !Open ? "closed" : NoSupervision ? "supervision" : People * PerPerson is { } staffed && staffed < Seats && staffed <= (Most ?? Seats) ? "people" : Most < Seats ? "most" : "seats";

    /// <summary>How many children of whoever looks can still come: what nobody has or is offered, and what is left of the own municipality and school.</summary>
    public int Free => Math.Max(0, new[] { Places - Taken - Held, TownLeft ?? int.MaxValue, SchoolLeft ?? int.MaxValue, Fit ?? int.MaxValue }.Min());

    public string BindsSentence(Text text) => Binds switch
    {
        "closed" => Reason.Length > 0 ? text["Gesloten: {0}", Reason] : text["Gesloten"],
        "supervision" => text["Nog geen school zorgt voor begeleiding"],
        "people" => text.N(People!.Value, "1 medewerker in het rooster, voor {1} kinderen", "{0} medewerkers in het rooster, voor {1} kinderen", Places),
        "most" => text["Niet meer dan {0} kinderen, zegt de bibliotheek", Places],
        _ => text["{0} zitplaatsen met genoeg afstand", Seats],
    };

    public string Times => $"{Show.Time(Starts)}–{Show.Time(Ends)}";

    public string When(DateOnly today) => $"{Show.Day(Day, today)}, {Times}";

    /// <param name="where">About s (slot); with its own parameters in args, besides now and wanted.</param>
    public static Task<List<SlotRow>> ListAsync(Frame frame, string where, object args, int most, CancellationToken ct) => frame.ListAsync<SlotRow>($"""
        select {Columns} from slot s join organisation l on l.id = s.library_id join room r on r.id = s.room_id left join organisation o on o.id = s.supervising_school_id left join organisation m on m.id = s.municipality_id
          join app.slot_counts(array(select s.id from slot s where {where} order by s.starts, s.id limit {most}), @wanted, @now) c on c.slot_id = s.id
        order by s.starts, l.name, r.name, s.id
        """, args, ct);

    public static async Task<SlotRow?> FindAsync(Frame frame, Guid id, DateTimeOffset now, CancellationToken ct) => (await ListAsync(frame, "s.id = @id", new { id, now, wanted = Array.Empty<string>() }, 1, ct)).FirstOrDefault();
}
