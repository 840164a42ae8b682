using System.Text.Json;
using InBeeld.Capabilities.Places.Rooms.Model;

namespace InBeeld.Capabilities.Places.Kiosk;

/// <summary>The tablet that asks.</summary>
internal sealed class KioskDevice
{
    public Guid DeviceId { get; set; }
    public Guid LibraryId { get; set; }
    public string LibraryName { get; set; } = "";

    /// <summary>False: revoked.</summary>
    public bool May { get; set; }
}

/// <summary>Somebody who is expected or in now; without a booking it is a slot with nobody.</summary>
internal sealed class KioskChild
{
    public Guid? BookingId { get; set; }
    public Guid SlotId { get; set; }
    public DateTimeOffset Starts { get; set; }
    public DateTimeOffset Ends { get; set; }
    public string Supervisor { get; set; } = "";
    public string? GivenName { get; set; }
    public string SchoolName { get; set; } = "";
    public string? Digits { get; set; }
    public string? State { get; set; }
    public Guid? SeatId { get; set; }
    public Guid? PupilId { get; set; }

    /// <summary>What stands under the name: the school, and when two of one school are called the same the last two digits of the code.</summary>
    public string Below(IReadOnlyList<KioskChild> all) =>
        all.Count(c => c.GivenName == GivenName && c.SchoolName == SchoolName) > 1 ? $"{SchoolName} ..{Digits}".Trim() : SchoolName;
}

/// <summary>Where a child sits.</summary>
internal sealed class KioskPlace
{
    private sealed record Chair(Guid Id, string Label, double X, double Y, bool Use);

    public string GivenName { get; set; } = "";
    public Guid? PupilId { get; set; }
    public string State { get; set; } = "";
    public Guid SeatId { get; set; }
    public string SeatLabel { get; set; } = "";
    public DateTimeOffset Starts { get; set; }
    public DateTimeOffset Ends { get; set; }
    public string RoomName { get; set; } = "";
    public double Width { get; set; }
    public double Height { get; set; }
    public string Plan { get; set; } = "{}";
    public string Seats { get; set; } = "[]";

    private List<Chair> Chairs => field ??= JsonSerializer.Deserialize<List<Chair>>(Seats, JsonSerializerOptions.Web)!;

    public string Label(Guid seat) => Chairs.Find(c => c.Id == seat)?.Label ?? "";

    /// <summary>The room with only this seat pointed out; who sits elsewhere is nobody's business.</summary>
    public RoomMap Map(Guid seat, KioskText text) => new RoomMap
    {
        Name = RoomName, Told = text["Je zit op plek {0}", Label(seat)], Plan = RoomPlan.Of(Plan), Width = Width, Height = Height,
        Seats = Chairs.ConvertAll(c => new RoomSeat(c.Label, c.X, c.Y, c.Id == seat ? "taken" : c.Use ? "free" : "shut", Pointed: c.Id == seat)),
    }.Sized();
}
