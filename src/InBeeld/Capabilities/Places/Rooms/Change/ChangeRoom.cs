using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Rooms.Change;

/// <summary>A room as it becomes. Seats with an id stay those seats; others are new; what is missing is removed.</summary>
/// <param name="Version">The version of the room that was shown.</param>
/// <param name="Seen">The fingerprint of the consequences that were shown.</param>
internal sealed record RoomInput(Guid Id, int Version, RoomDraft Draft, string? Seen);

/// <summary>Keeps a new room, or the plan and the seats of one that is there; then all that follows from it.</summary>
internal sealed class ChangeRoom(Frame frame, CurrentUser user, Journal journal, TimeProvider clock, Text text, Weigh weigh)
{
    /// <param name="name">What the room is called.</param>
    /// <param name="id">Made with the form, so that a double tap makes one.</param>
    public async Task<Outcome<Weighed>> AddAsync(Guid id, string? name, RoomDraft draft, CancellationToken ct)
    {
        name = name?.Trim() ?? "";
        if (await frame.OneAsync<bool>("select exists (select 1 from room where id = @id)", new { id }, ct))
        {
            return new Weighed(true, Consequences.None);
        }

        List<Refusal> refusals = [.. draft.Check()];
        if (name.Length is < 1 or > 80)
        {
            refusals.Insert(0, new Refusal("Name", "Geef de zaal een naam van hooguit 80 tekens."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        return await weigh.RunAsync(async () =>
        {
            var made = await frame.DoAsync("""
                insert into room (id, library_id, name, width, height, plan, by_person, at) values (@id, @OrganisationId, @name, @width, @height, @plan::jsonb, @PersonId, @now) on conflict (id) do nothing
                """, new { id, user.OrganisationId, name, width = Size(draft.Width), height = Size(draft.Height), plan = draft.Plan.Kept(), user.PersonId, now = clock.GetUtcNow() }, ct);
            if (made > 0)
            {
                await SeatsAsync(id, [], draft.Seats, ct);
                journal.Write("add room", [], Facets.None, "", new { room = id, seats = draft.Seats.Count });
            }

            return Done.It;
        }, "", null, always: false, ct);
    }

    public async Task<Outcome<Weighed>> RunAsync(RoomInput input, CancellationToken ct)
    {
        if (input.Draft.Check() is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var outcome = await weigh.RunAsync(async () =>
        {
            var d = input.Draft;
            var changed = await frame.DoAsync("""
                update room set width = @width, height = @height, plan = @plan::jsonb, version = version + 1 where id = @Id and version = @Version and removed_at is null and library_id = @OrganisationId
                """, new { input.Id, input.Version, width = Size(d.Width), height = Size(d.Height), plan = d.Plan.Kept(), user.OrganisationId }, ct);
            if (changed == 0)
            {
                return Refusals.LostUpdate;
            }

            await SeatsAsync(input.Id, await SeatRow.OfAsync(frame, input.Id, ct), d.Seats, ct);
            await PutAsideAsync(input.Id, ct);
            return Done.It;
        }, text["De indeling van de zaal is veranderd."], input.Seen, always: false, ct);
        if (outcome is { Ok: true, Value.Kept: true })
        {
            journal.Write("change room", [], Facets.None, "", new { room = input.Id, seats = input.Draft.Seats.Count });
        }

        return outcome;
    }

    /// <summary>The choices of a room that changed count no longer.</summary>
    public Task<int> PutAsideAsync(Guid room, CancellationToken ct) => frame.DoAsync("update seat_choice set replaced_at = @now where room_id = @room and replaced_at is null", new { room, now = clock.GetUtcNow() }, ct);

    private static decimal Size(double metres) => Math.Max(0.01m, Math.Round((decimal)metres, 2));

    private async Task SeatsAsync(Guid room, List<SeatRow> there, List<DraftSeat> seats, CancellationToken ct)
    {
        var ids = there.Select(s => s.Id).ToHashSet();
        var kept = seats.Select(s => s with { Id = s.Id is { } known && ids.Contains(known) ? known : null }).ToList();
        var stay = kept.Where(s => s.Id is not null).Select(s => s.Id!.Value).ToHashSet();
        var gone = ids.Except(stay).ToArray();
        if (gone.Length > 0)
        {
            await frame.DoAsync("update seat set removed_at = @now where room_id = @room and id = any (@gone)", new { room, gone, now = clock.GetUtcNow() }, ct);
        }

        var old = kept.Where(s => s.Id is not null).ToList();
        if (old.Count > 0)
        {
            // Labels may change places: first out of each other's way.
            var renamed = old.Where(s => there.Find(t => t.Id == s.Id)!.Label != s.Label).Select(s => s.Id!.Value).ToArray();
            if (renamed.Length > 0)
            {
                await frame.DoAsync("update seat s set label = '~' || n from unnest(@renamed) with ordinality as r (id, n) where s.id = r.id", new { renamed }, ct);
            }

            await frame.DoAsync("""
                update seat s set label = n.label, x = n.x, y = n.y, accessible = n.accessible, socket = n.socket, quiet = n.quiet, computer = n.computer, by_hand = n.by_hand
                from unnest(@ids, @labels, @xs, @ys, @accessible, @socket, @quiet, @computer, @byHand) as n (id, label, x, y, accessible, socket, quiet, computer, by_hand) where s.id = n.id and s.room_id = @room
                """, Columns(room, old), ct);
        }

        var fresh = kept.Where(s => s.Id is null).Select(s => s with { Id = Guid.CreateVersion7() }).ToList();
        if (fresh.Count > 0)
        {
            await frame.DoAsync("""
                insert into seat (id, room_id, label, x, y, accessible, socket, quiet, computer, by_hand)
                select id, @room, label, x, y, accessible, socket, quiet, computer, by_hand from unnest(@ids, @labels, @xs, @ys, @accessible, @socket, @quiet, @computer, @byHand) as n (id, label, x, y, accessible, socket, quiet, computer, by_hand)
                """, Columns(room, fresh), ct);
        }
    }

    private static object Columns(Guid room, List<DraftSeat> seats) => new
    {
        room,
        ids = seats.Select(s => s.Id!.Value).ToArray(),
        labels = seats.Select(s => s.Label.Trim()).ToArray(),
        xs = seats.Select(s => Math.Round((decimal)s.X, 2)).ToArray(),
        ys = seats.Select(s => Math.Round((decimal)s.Y, 2)).ToArray(),
        accessible = seats.Select(s => s.Accessible).ToArray(),
        socket = seats.Select(s => s.Socket).ToArray(),
        quiet = seats.Select(s => s.Quiet).ToArray(),
        computer = seats.Select(s => s.Computer).ToArray(),
        byHand = seats.Select(s => s.ByHand).ToArray(),
    };
}
