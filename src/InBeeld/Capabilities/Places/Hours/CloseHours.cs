using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Hours;

/// <param name="Id">Made with the form, so that a double tap closes once.</param>
/// <param name="Room">Null: the whole library.</param>
internal sealed record CloseInput(Guid Id, Guid? Room, string? FromDay, string? FromTime, string? ToDay, string? ToTime, string? Reason)
{
    public DateTimeOffset? Starts => Typed.Day(FromDay) is { } day && Typed.Time(FromTime) is { } time ? Amsterdam.At(day, time) : null;

    public DateTimeOffset? Ends => Typed.Day(ToDay) is { } day && Typed.Time(ToTime) is { } time ? Amsterdam.At(day, time) : null;

    public List<Refusal> Check(DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        if (Starts is not { } starts)
        {
            refusals.Add(new Refusal("FromDay", "Vul een dag en een tijd in."));
        }
        else if (starts > now.AddYears(2))
        {
            refusals.Add(new Refusal("FromDay", "Kies een dag binnen twee jaar."));
        }

        if (Ends is not { } ends)
        {
            refusals.Add(new Refusal("ToDay", "Vul een dag en een tijd in."));
        }
        else if (ends <= now || ends <= Starts || ends > Starts?.AddYears(1))
        {
            refusals.Add(new Refusal("ToDay", "Het einde ligt na het begin, na nu, en binnen een jaar."));
        }

        if (Reason?.Trim().Length is null or 0 or > 200)
        {
            refusals.Add(new Refusal("Reason", "Schrijf kort op waarom. De scholen lezen dit."));
        }

        return refusals;
    }
}

/// <summary>What a closure comes to.</summary>
internal sealed record Closing(int Slots, int Children);

/// <summary>Closes the library or a room for some time: the times in it close, the children who were to come lose their place, their schools are told. Can be undone.</summary>
internal sealed class CloseHours(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Closing>> RunAsync(CloseInput input, CancellationToken ct)
    {
        if (input.Check(clock.GetUtcNow()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        if (input.Room is { } room && !await frame.OneAsync<bool>("select exists (select 1 from room where id = @room and library_id = @OrganisationId and removed_at is null)", new { room, user.OrganisationId }, ct))
        {
            return new Refusal("Room", "Kies een ruimte, of de hele bibliotheek.");
        }

        var made = await frame.DoAsync("insert into closure (id, library_id, room_id, starts, ends, reason, by_person, at) values (@Id, @OrganisationId, @Room, @Starts, @Ends, @reason, @PersonId, @now) on conflict (id) do nothing",
            new { input.Id, user.OrganisationId, input.Room, input.Starts, input.Ends, reason = input.Reason!.Trim(), user.PersonId, now = clock.GetUtcNow() }, ct);
        if (made == 0)
        {
            return new Closing(0, 0);
        }

        var closing = await frame.OneAsync<Closing>("select slots, children from app.close_by(@Id, @now)", new { input.Id, now = clock.GetUtcNow() }, ct);
        journal.Write("close library", [], Facets.None, input.Reason!.Trim(), new { closure = input.Id });
        return closing!;
    }
}
