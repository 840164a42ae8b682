using InBeeld.Capabilities.Places.Rooms.Compute;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Rooms.Change;

/// <summary>
/// Does a change of a room or a rule up to the bookings, and takes it all back unless it was seen before: what is shown is what happens. What nobody notices is done at once.
/// </summary>
internal sealed class Weigh(Frame frame, CurrentUser user, Journal journal, TimeProvider clock, ComputeSeats compute, Text text)
{
    /// <param name="change">Writes the rooms or the rule; refuses or not.</param>
    /// <param name="seen">The fingerprint of the consequences that were shown; empty: none were.</param>
    /// <param name="always">Show also when nobody notices.</param>
    public async Task<Outcome<Weighed>> RunAsync(Func<Task<Outcome<Done>>> change, string why, string? seen, bool always, CancellationToken ct)
    {
        await frame.BeginAsync(ct);
        await frame.Transaction!.SaveAsync("weigh", ct);
        var before = await CapacityAsync(ct);
        var outcome = await change();
        if (!outcome.Ok)
        {
            await frame.Transaction.RollbackAsync("weigh", ct);
            return outcome.Refusals.ToList();
        }

        var rooms = await frame.ListAsync<RoomRow>($"select {RoomRow.Columns} from room r where r.library_id = @OrganisationId and r.removed_at is null order by r.name, r.id", new { user.OrganisationId }, ct);
        await compute.RunAsync(rooms, again: true, ct);
        var slots = await SlotsAsync(ct);
        var bookings = slots.Count == 0 ? [] : await frame.ListAsync<Reseated>("select * from app.reseat(@slots, @why, @now)", new { slots = slots.Select(s => s.Id).ToArray(), why, now = clock.GetUtcNow() }, ct);
        var what = new Consequences(Compared(before, await CapacityAsync(ct)), slots, bookings, await KeptAsync(slots, bookings, ct));
        if (what.Fingerprint == seen || (!always && what.Quiet))
        {
            if (bookings.Count > 0)
            {
                journal.Write("change seats of bookings", bookings.Where(b => b.PupilId is not null).Select(b => b.PupilId!.Value).Distinct(), Facets.None, why, new { moved = what.Moved, lost = what.Lost });
            }

            return new Weighed(true, what);
        }

        await frame.Transaction.RollbackAsync("weigh", ct);
        if (bookings.Count > 0)
        {
            journal.Read("see seats of bookings", bookings.Where(b => b.PupilId is not null).Select(b => b.PupilId!.Value).Distinct(), Facets.None, why);
        }

        return new Weighed(false, what, string.IsNullOrEmpty(seen) ? "" : text["Er veranderde net iets. Kijk het nog eens na."]);
    }

    // Under the rule of today and of every later day on which another begins.
    private Task<List<RoomBefore>> CapacityAsync(CancellationToken ct) => frame.ListAsync<RoomBefore>("""
        select r.id as room_id, r.name, d.day as starts, x.metres, x.screens, cardinality(c.chosen) as becomes, c.upper_bound, c.proven, c.candidates
        from (select @today::date as day union select starts from distance_rule where removed_at is null and starts > @today and (library_id = @library or library_id is null)
          union select ends + 1 from distance_rule where removed_at is null and ends >= @today and (library_id = @library or library_id is null)) d
        cross join lateral app.distance_on(@library, d.day) x cross join room r join seat_choice c on c.room_id = r.id and c.metres = x.metres and c.screens = x.screens and c.replaced_at is null
        where r.library_id = @library and r.removed_at is null order by d.day, r.name, r.id
        """, new { today = clock.Today(), library = user.OrganisationId }, ct);

    private Task<List<SlotChange>> SlotsAsync(CancellationToken ct) => frame.ListAsync<SlotChange>("""
        with wanted as (
          select s.id, (select c.id from app.distance_on(s.library_id, (s.starts at time zone 'Europe/Amsterdam')::date) r join seat_choice c on c.room_id = s.room_id and c.metres = r.metres and c.screens = r.screens and c.replaced_at is null) as choice
          from slot s where s.library_id = @OrganisationId and s.ends > @now)
        update slot s set choice_id = c.id, seats = cardinality(c.chosen), version = s.version + 1 from wanted w join seat_choice c on c.id = w.choice where s.id = w.id and s.choice_id <> c.id
        returning s.id, s.room_id, s.starts, old.seats as was, new.seats as becomes
        """, new { user.OrganisationId, now = clock.GetUtcNow() }, ct);

    private async Task<int> KeptAsync(List<SlotChange> slots, List<Reseated> changed, CancellationToken ct) => slots.Count == 0 ? 0 : await frame.OneAsync<int>(
        "select count(*)::integer from booking where slot_id = any (@slots) and state in ('booked', 'in') and id <> all (@changed)", new { slots = slots.Select(s => s.Id).ToArray(), changed = changed.Select(b => b.BookingId).ToArray() }, ct);

    private static List<RoomBefore> Compared(List<RoomBefore> before, List<RoomBefore> after)
    {
        foreach (var row in after)
        {
            // The rule that held on that day before.
            row.Was = before.LastOrDefault(b => b.RoomId == row.RoomId && b.Starts <= row.Starts)?.Becomes;
        }

        return after;
    }
}
