using System.Security.Cryptography;
using System.Text;

namespace InBeeld.Capabilities.Places.Rooms.Change;

/// <summary>How many can sit in a room under the rule of a day, before and after.</summary>
internal sealed class RoomBefore
{
    public Guid RoomId { get; set; }
    public string Name { get; set; } = "";
    public DateOnly Starts { get; set; }
    public decimal Metres { get; set; }
    public bool Screens { get; set; }
    public int? Was { get; set; }
    public int Becomes { get; set; }
    public int UpperBound { get; set; }
    public bool Proven { get; set; }
    public int Candidates { get; set; }
}

/// <summary>A slot in which other seats are in use from now on.</summary>
internal sealed class SlotChange
{
    public Guid Id { get; set; }
    public Guid RoomId { get; set; }
    public DateTimeOffset Starts { get; set; }
    public int Was { get; set; }
    public int Becomes { get; set; }
}

/// <summary>A booking whose seat is no longer in use, and what happens to it. Of the child first name and school only.</summary>
internal sealed class Reseated
{
    public Guid BookingId { get; set; }
    public Guid SlotId { get; set; }
    public Guid? PupilId { get; set; }
    public string GivenName { get; set; } = "";
    public string SchoolName { get; set; } = "";
    public string Was { get; set; } = "";
    public string Outcome { get; set; } = "";
    public string Becomes { get; set; } = "";
    public Guid? OtherSlot { get; set; }
    public DateTimeOffset? OtherStarts { get; set; }
    public string OtherRoom { get; set; } = "";
}

/// <summary>What a rule or a changed room does to rooms, slots and bookings: computed by doing it.</summary>
/// <param name="Kept">Bookings in those slots that keep their seat.</param>
internal sealed record Consequences(IReadOnlyList<RoomBefore> Rooms, IReadOnlyList<SlotChange> Slots, IReadOnlyList<Reseated> Bookings, int Kept)
{
    public static readonly Consequences None = new([], [], [], 0);

    public int Lost => Bookings.Count(b => b.Outcome != "moved");

    public int Moved => Bookings.Count(b => b.Outcome == "moved");

    /// <summary>Nobody notices: the same number of places in every slot, and every child keeps its seat.</summary>
    public bool Quiet => Bookings.Count == 0 && Slots.All(s => s.Was == s.Becomes);

    /// <summary>Of what was shown, so that what is confirmed is what was seen: who loses a place, and the capacity.</summary>
    public string Fingerprint => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(';', Bookings.Where(b => b.Outcome != "moved").Select(b => b.BookingId).Order()) + "|" + string.Join(';', Slots.OrderBy(s => s.Id).Select(s => $"{s.Id}:{s.Becomes}")))))[..16];
}

/// <summary>Done, or not yet: first somebody has to see what changes.</summary>
internal sealed record Weighed(bool Kept, Consequences What, string Again = "");
