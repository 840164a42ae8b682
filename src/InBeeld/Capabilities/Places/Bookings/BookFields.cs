using InBeeld.Capabilities.Places.Model;

namespace InBeeld.Capabilities.Places.Bookings;

/// <summary>Who goes, and what their places need, as it is filled in: per need the children that need it.</summary>
internal sealed class BookFields
{
    public List<Guid> Children { get; set; } = [];
    public List<Guid> Accessible { get; set; } = [];
    public List<Guid> Socket { get; set; } = [];
    public List<Guid> Quiet { get; set; } = [];
    public List<Guid> Computer { get; set; } = [];

    /// <summary>The times of a series that were chosen.</summary>
    public List<Guid> Slots { get; set; } = [];

    /// <summary>yes: whoever fits goes, also when not everybody can.</summary>
    public string? Split { get; set; }

    /// <summary>Every week until this day; empty: once.</summary>
    public string? Until { get; set; }

    public List<Guid> Of(string need) => need switch { "accessible" => Accessible, "socket" => Socket, "quiet" => Quiet, _ => Computer };

    public string[] NeedsOf(Guid child) => [.. BookingWords.AllNeeds.Where(n => Of(n).Contains(child))];

    public BookInput Input(Guid id, IReadOnlyList<Guid> slots) =>
        new(id, slots, [.. Children.Distinct()], Children.Distinct().Select(c => (c, Needs: NeedsOf(c))).Where(x => x.Needs.Length > 0).ToDictionary(x => x.c, x => x.Needs), Split != "yes");
}
