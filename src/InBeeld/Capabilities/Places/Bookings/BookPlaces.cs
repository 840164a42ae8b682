using System.Security.Cryptography;
using System.Text.Json;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Bookings;

/// <param name="Id">Made with the form: of a double tap the same bookings come.</param>
/// <param name="Slots">One, or one per week.</param>
/// <param name="Needs">Per child what the place needs.</param>
/// <param name="Together">All children of one time, or none of them.</param>
internal sealed record BookInput(Guid Id, IReadOnlyList<Guid> Slots, IReadOnlyList<Guid> Children, IReadOnlyDictionary<Guid, string[]> Needs, bool Together);

/// <param name="Outcome">Empty: has a place. waiting, together, or why not.</param>
/// <param name="Fresh">Not there yet before this form was sent (again).</param>
internal sealed record Booked(Guid Slot, Guid Child, Guid Booking, string Outcome, bool Fresh);

/// <summary>Books places for one child or several, in one time or in one per week, or puts them on the waiting list. The database decides, per child.</summary>
internal sealed class BookPlaces(Frame frame, Journal journal, TimeProvider clock)
{
    private const int MostChildren = 60;
    private const int MostSlots = 60;

    public async Task<Outcome<List<Booked>>> RunAsync(BookInput input, CancellationToken ct)
    {
        if (Check(input) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var wanted = JsonSerializer.Serialize(input.Needs.ToDictionary(n => n.Key, n => n.Value));
        var all = new List<Booked>();
        // In the order of time, so that two who ask for the same weeks wait for each other and do not lock each other out.
        foreach (var slot in await OrderedAsync(input.Slots, ct))
        {
            all.AddRange(await frame.ListAsync<Booked>("select @slot as slot, child, booking_id as booking, outcome, fresh from app.book_group(@slot, @children, @bookings, @wanted::jsonb, @series, @Together, @now)",
                new { slot, children = input.Children.ToArray(), bookings = input.Children.Select(c => Same(input.Id, slot, c)).ToArray(), wanted, series = input.Slots.Count > 1 || input.Children.Count > 1 ? input.Id : (Guid?)null, input.Together, now = clock.GetUtcNow() }, ct));
        }

        if (all.Exists(b => b.Outcome == "not_allowed"))
        {
            // A changed id in the form: nothing of it is told.
            return new Refusal("Children", "Kies kinderen van je eigen school.");
        }

        if (all.Where(b => b.Outcome.Length == 0 && b.Fresh).Select(b => b.Child).Distinct().ToList() is { Count: > 0 } with)
        {
            journal.Write("book place", with, Facets.Identity, "", new { slots = input.Slots });
        }

        return all;
    }

    public async Task<Outcome<List<Booked>>> WaitAsync(BookInput input, CancellationToken ct)
    {
        if (Check(input) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var all = new List<Booked>();
        foreach (var slot in await OrderedAsync(input.Slots, ct))
        {
            foreach (var child in input.Children)
            {
                var outcome = await frame.OneAsync<string>("select app.wait_for_place(@id, @slot, @child, @needs, @now)", new { id = Same(input.Id, slot, child), slot, child, needs = input.Needs.GetValueOrDefault(child, []), now = clock.GetUtcNow() }, ct);
                all.Add(new Booked(slot, child, Guid.Empty, outcome is "" ? "waiting" : outcome!, true));
            }
        }

        if (all.Exists(b => b.Outcome == "not_allowed"))
        {
            return new Refusal("Children", "Kies kinderen van je eigen school.");
        }

        if (all.Where(b => b.Outcome == "waiting").Select(b => b.Child).Distinct().ToList() is { Count: > 0 } with)
        {
            journal.Write("wait for place", with, Facets.Identity, "", new { slots = input.Slots });
        }

        return all;
    }

    private static List<Refusal> Check(BookInput input)
    {
        var refusals = new List<Refusal>();
        if (input.Children.Count is 0 or > MostChildren)
        {
            refusals.Add(new Refusal("Children", "Kies een of meer kinderen, hooguit {0}.", MostChildren));
        }

        if (input.Slots.Count is 0 or > MostSlots)
        {
            refusals.Add(new Refusal("Slots", "Kies een of meer dagen, hooguit {0}.", MostSlots));
        }

        return refusals;
    }

    private async Task<List<Guid>> OrderedAsync(IReadOnlyList<Guid> slots, CancellationToken ct) =>
        slots.Count == 1 ? [slots[0]] : await frame.ListAsync<Guid>("select id from slot where id = any (@ids) order by starts, id", new { ids = slots.ToArray() }, ct);

    internal static Guid Same(Guid id, Guid slot, Guid child) => new(SHA256.HashData([.. id.ToByteArray(), .. slot.ToByteArray(), .. child.ToByteArray()])[..16]);
}
