using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Today;

/// <summary>What came of it: empty when done, else why not (see app.door_in), with the seat it is about.</summary>
internal sealed record DoorOutcome(string Result, Guid? Seat, string GivenName, string Label);

/// <summary>Checks in and out, by who works at the library; undone within ten minutes.</summary>
internal sealed class AtTheDoor(Frame frame, Journal journal, TimeProvider clock)
{
    private sealed class Answer
    {
        public string Result { get; set; } = "";
        public Guid? Seat { get; set; }
    }

    private sealed class About
    {
        public string GivenName { get; set; } = "";
        public string Label { get; set; } = "";
        public Guid? PupilId { get; set; }
    }

    /// <param name="confirmed">The other seat that was proposed, when somebody said yes to it.</param>
    public async Task<DoorOutcome> InAsync(Guid booking, Guid? confirmed, CancellationToken ct)
    {
        var answer = (await frame.OneAsync<Answer>("select result, seat from app.check_in(@booking, @confirmed, @now)", new { booking, confirmed, now = clock.GetUtcNow() }, ct))!;
        return await DoneAsync("check in", booking, answer, ct);
    }

    public async Task<DoorOutcome> OutAsync(Guid booking, CancellationToken ct)
    {
        var result = await frame.OneAsync<string>("select app.check_out(@booking, @now)", new { booking, now = clock.GetUtcNow() }, ct);
        return await DoneAsync("check out", booking, new Answer { Result = result! }, ct);
    }

    public async Task<string> UndoAsync(Guid booking, CancellationToken ct)
    {
        var result = (await frame.OneAsync<string>("select app.undo_door(@booking, @now)", new { booking, now = clock.GetUtcNow() }, ct))!;
        await DoneAsync("undo at the door", booking, new Answer { Result = result }, ct);
        return result;
    }

    private async Task<DoorOutcome> DoneAsync(string useCase, Guid booking, Answer answer, CancellationToken ct)
    {
        if (answer.Result is not ("" or "already" or "move"))
        {
            return new DoorOutcome(answer.Result, answer.Seat, "", "");
        }

        var about = await frame.OneAsync<About>("""
            select c.given_name, s.label, b.pupil_id from booking b join seat s on s.id = b.seat_id join app.booked_children(array[b.slot_id]) c on c.booking_id = b.id where b.id = @booking
            """, new { booking }, ct) ?? new About();
        if (answer.Result.Length == 0)
        {
            journal.Write(useCase, about.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { booking });
        }

        return new DoorOutcome(answer.Result, answer.Seat, about.GivenName, about.Label);
    }
}
