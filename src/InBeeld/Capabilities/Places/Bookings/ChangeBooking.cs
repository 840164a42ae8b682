using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Bookings;

/// <summary>Changes what a place needs, moves it to another time, cancels it, takes that back. Whatever comes free goes to who waits.</summary>
internal sealed class ChangeBooking(Frame frame, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> NeedsAsync(BookingRow b, string[] needs, int version, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.change_booking(@Id, @needs, @version, @now)", new { b.Id, needs, version, now = clock.GetUtcNow() }, ct);
        if (why is "")
        {
            journal.Write("change booking", [b.PupilId], Facets.Identity, "", new { booking = b.Id });
            return Done.It;
        }

        return why switch
        {
            "changed" => Refusals.LostUpdate,
            "no_seat" => new Refusal("Needs", "Er is geen vrije plek die hierbij past. Kies een andere tijd."),
            _ => Refusal.Of("Deze plek kan niet meer worden gewijzigd."),
        };
    }

    public async Task<Outcome<Done>> MoveAsync(BookingRow b, Guid id, Guid slot, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.move_booking(@old, @id, @slot, @now)", new { old = b.Id, id, slot, now = clock.GetUtcNow() }, ct);
        if (why is "")
        {
            journal.Write("move booking", [b.PupilId], Facets.Identity, "", new { booking = b.Id, to = id });
            return Done.It;
        }

        return BookingWords.CanWait(why ?? "") ? Refusal.Of("Die tijd is net vol. De oude plek staat er nog.") : Refusal.Of("Verzetten kan niet. De oude plek staat er nog.");
    }

    public async Task<Outcome<Done>> CancelAsync(BookingRow b, string? reason, CancellationToken ct)
    {
        if (reason?.Length > 300)
        {
            return new Refusal("Reason", "Dit is langer dan {0} tekens.", 300);
        }

        if (b.State == "cancelled")
        {
            return Done.It;
        }

        if (!await frame.OneAsync<bool>("select app.cancel_booking(@Id, @reason, @now)", new { b.Id, reason = reason?.Trim() ?? "", now = clock.GetUtcNow() }, ct))
        {
            return Refusal.Of("Deze plek kan niet meer worden afgezegd.");
        }

        journal.Write("cancel booking", [b.PupilId], Facets.Identity, "", new { booking = b.Id });
        return Done.It;
    }

    public async Task<Outcome<Done>> RestoreAsync(BookingRow b, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.restore_booking(@Id, @now)", new { b.Id, now = clock.GetUtcNow() }, ct);
        if (why is "")
        {
            journal.Write("restore booking", [b.PupilId], Facets.Identity, "", new { booking = b.Id });
            return Done.It;
        }

        return BookingWords.CanWait(why ?? "") ? Refusal.Of("De plek is al voor een ander kind. Zet het kind op de wachtlijst.") : Refusal.Of("Ongedaan maken kan niet meer.");
    }

    /// <summary>A new link for on paper; what was given before no longer works. Null when there is nothing to give.</summary>
    public async Task<string?> LinkAsync(Guid pupil, Guid? booking, Guid? wait, CancellationToken ct)
    {
        var token = Links.New();
        if (!await frame.OneAsync<bool>("select app.give_link(@booking, @wait, @hash)", new { booking, wait, hash = Links.Hash(token) }, ct))
        {
            return null;
        }

        journal.Write("give place link", [pupil], Facets.Identity, "", new { booking, wait });
        return token;
    }
}
