using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.Bookings;

/// <summary>One week of a series.</summary>
/// <param name="Slot">The time of that week, when there is one.</param>
/// <param name="Why">What clashes, already translated; empty: it can.</param>
internal sealed record Week(DateOnly Day, SlotRow? Slot, string Why, bool Holiday)
{
    public bool Can => Slot is not null && Why.Length == 0;
}

/// <summary>The same time in the same room, every week until a day: which weeks can, and what is in the way of the others.</summary>
internal sealed class Weeks(Frame frame, Text text, TimeProvider clock)
{
    internal sealed class Closed
    {
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public string Reason { get; set; } = "";
    }

    internal sealed class Busy
    {
        public Guid SlotId { get; set; }
        public string GivenName { get; set; } = "";
    }

    public async Task<List<Week>> ListAsync(SlotRow first, DateOnly until, IReadOnlyList<Guid> children, string municipality, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (from, to) = (first.Starts, Amsterdam.At(until.AddDays(1), TimeOnly.MinValue));
        // By the clock of the Netherlands: the same hour, also when the clock changes in between.
        var slots = await SlotRow.ListAsync(frame, """
            s.room_id = @RoomId and s.starts >= @from and s.starts < @to and (s.starts at time zone 'Europe/Amsterdam')::time = (@from at time zone 'Europe/Amsterdam')::time
              and extract(isodow from s.starts at time zone 'Europe/Amsterdam') = extract(isodow from @from at time zone 'Europe/Amsterdam')
            """, new { first.RoomId, from, to, now, wanted = Array.Empty<string>() }, 200, ct);
        var closed = await frame.ListAsync<Closed>("select starts, ends, reason from closure where library_id = @LibraryId and (room_id is null or room_id = @RoomId) and removed_at is null and ends > @from and starts < @to order by starts", new { first.LibraryId, first.RoomId, from, to }, ct);
        var busy = await frame.ListAsync<Busy>("""
            select s.id as slot_id, p.given_name from slot s join booking b on b.during && s.during and b.state in ('booked', 'in') and b.pupil_id = any (@children) join pupil p on p.id = b.pupil_id
            where s.id = any (@ids) order by p.given_name
            """, new { children = children.ToArray(), ids = slots.Select(s => s.Id).ToArray() }, ct);
        var calendar = await TownCalendar.OfAsync(frame, municipality, ct);
        var weeks = new List<Week>();
        for (var day = first.Day; day <= until; day = day.AddDays(7))
        {
            var slot = slots.Where(s => s.Day == day).OrderByDescending(s => s.Open).FirstOrDefault();
            var holiday = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !calendar.IsOpen(day);
            weeks.Add(new Week(day, slot, Why(day, slot, closed, [.. busy.Where(b => b.SlotId == slot?.Id).Select(b => b.GivenName)], children.Count, holiday, now), holiday));
        }

        return weeks;
    }

    private string Why(DateOnly day, SlotRow? slot, List<Closed> closed, List<string> busy, int children, bool holiday, DateTimeOffset now)
    {
        if (slot is null)
        {
            return closed.Find(c => Amsterdam.Day(c.Starts) <= day && Amsterdam.Day(c.Ends) >= day) is { } shut ? text["De bibliotheek is dan gesloten: {0}", shut.Reason]
                : holiday ? text["Schoolvakantie of vrije dag"] : text["Er is dan geen tijd in het rooster"];
        }

        return !slot.Open ? slot.BindsSentence(text)
            : slot.Ends <= now ? text["Deze tijd is al voorbij"]
            : slot.NoSupervision ? slot.BindsSentence(text)
            : busy.Count > 0 ? text["{0} heeft dan al een plek", string.Join(", ", busy)]
            : slot.Free < children ? text["Nog {0} vrij voor {1} kinderen", slot.Free, children] : "";
    }
}
