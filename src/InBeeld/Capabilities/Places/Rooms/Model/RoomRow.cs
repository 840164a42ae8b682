using InBeeld.Data;
using InBeeld.Planning.Seats;

namespace InBeeld.Capabilities.Places.Rooms.Model;

/// <summary>A room as whoever works at the library, or agreed with it, sees it.</summary>
internal sealed class RoomRow
{
    public const string Columns = "r.id, r.library_id, r.name, r.width, r.height, r.plan, r.per_person, r.clean_minutes, r.accessible_least, r.version";

    private RoomPlan? drawn;

    public Guid Id { get; set; }
    public Guid LibraryId { get; set; }
    public string Name { get; set; } = "";
    public decimal Width { get; set; }
    public decimal Height { get; set; }
    public string Plan { get; set; } = "{}";
    public short PerPerson { get; set; }
    public short CleanMinutes { get; set; }
    public short AccessibleLeast { get; set; }
    public int Version { get; set; }

    public RoomPlan Drawn => drawn ??= RoomPlan.Of(Plan);

    /// <summary>A room of one's own library that was not removed; null: there is none.</summary>
    public static Task<RoomRow?> FindAsync(Frame frame, Guid id, CancellationToken ct) =>
        frame.OneAsync<RoomRow>($"select {Columns} from room r where r.id = @id and r.library_id = app.at_library() and r.removed_at is null", new { id }, ct);
}

/// <summary>One seat of a room.</summary>
internal sealed class SeatRow
{
    public Guid Id { get; set; }
    public string Label { get; set; } = "";
    public decimal X { get; set; }
    public decimal Y { get; set; }
    public bool Accessible { get; set; }
    public bool Socket { get; set; }
    public bool Quiet { get; set; }
    public bool Computer { get; set; }
    public string ByHand { get; set; } = "";

    public Seat Candidate => new(Id.ToString(), (double)X, (double)Y, Accessible, ByHand switch { "in" => true, "out" => false, _ => null });

    public static Task<List<SeatRow>> OfAsync(Frame frame, Guid room, CancellationToken ct) =>
        frame.ListAsync<SeatRow>("select id, label, x, y, accessible, socket, quiet, computer, by_hand from seat where room_id = @room and removed_at is null order by length(label), label", new { room }, ct);
}

/// <summary>Which seats are in use under a distance, as computed.</summary>
internal sealed class ChoiceRow
{
    public Guid Id { get; set; }
    public decimal Metres { get; set; }
    public bool Screens { get; set; }
    public Guid[] Chosen { get; set; } = [];
    public int Candidates { get; set; }
    public int UpperBound { get; set; }
    public bool Proven { get; set; }
    public double Seconds { get; set; }
    public int FirstCome { get; set; }

    public static Task<ChoiceRow?> OnAsync(Frame frame, Guid room, Guid library, DateOnly day, CancellationToken ct) => frame.OneAsync<ChoiceRow>("""
        select c.id, c.metres, c.screens, c.chosen, c.candidates, c.upper_bound, c.proven, c.seconds, c.first_come
        from app.distance_on(@library, @day) r join seat_choice c on c.room_id = @room and c.metres = r.metres and c.screens = r.screens and c.replaced_at is null
        """, new { room, library, day }, ct);
}

/// <summary>A distance that holds from a day on.</summary>
internal sealed class RuleRow
{
    public Guid Id { get; set; }
    public Guid? LibraryId { get; set; }
    public decimal Metres { get; set; }
    public bool Screens { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly? Ends { get; set; }
    public string Source { get; set; } = "";

    /// <summary>The rule that holds on a day at a library.</summary>
    public static async Task<RuleRow> OnAsync(Frame frame, Guid library, DateOnly day, CancellationToken ct) =>
        await frame.OneAsync<RuleRow>("select id, library_id, metres, screens, starts, ends, source from app.distance_on(@library, @day)", new { library, day }, ct) ?? new RuleRow();
}
