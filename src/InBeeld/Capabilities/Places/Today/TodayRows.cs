using System.Text.Json;
using InBeeld.Data;

namespace InBeeld.Capabilities.Places.Today;

/// <summary>A slot that runs or comes, with how full it is.</summary>
internal sealed class TodaySlot
{
    public const string Sql = """
        select s.id, s.room_id, r.name as room_name, s.starts, s.ends, coalesce(o.name, '') as school_name, s.supervisor, s.needs_supervision, s.places, s.taken, s.people,
          coalesce((select string_agg(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), ', ' order by p.given_name) from duty d join person p on p.id = d.person_id where d.slot_id = s.id and d.state = 'planned' and d.kind = 'work'), '') as works,
          coalesce((select string_agg(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), ', ' order by p.given_name) from duty d join person p on p.id = d.person_id where d.slot_id = s.id and d.state = 'planned' and d.kind = 'reserve'), '') as stands_by,
          (select count(*)::integer from booking_wait w where w.slot_id = s.id and w.ended_at is null) as waiting,
          (select count(*)::integer from booking_wait w where w.slot_id = s.id and w.ended_at is null and w.offered_until > @now) as held
        from slot s join room r on r.id = s.room_id left join organisation o on o.id = s.supervising_school_id
        where s.library_id = @library and s.state = 'open' and s.ends > @now and s.starts < @until order by s.starts, r.name, s.id limit 60
        """;

    public Guid Id { get; set; }
    public Guid RoomId { get; set; }
    public string RoomName { get; set; } = "";
    public DateTimeOffset Starts { get; set; }
    public DateTimeOffset Ends { get; set; }
    public string SchoolName { get; set; } = "";
    public string Supervisor { get; set; } = "";
    public bool NeedsSupervision { get; set; }
    public int Places { get; set; }
    public int Taken { get; set; }
    public int? People { get; set; }

    /// <summary>Names of who works, and of who stands by.</summary>
    public string Works { get; set; } = "";
    public string StandsBy { get; set; } = "";
    public int Waiting { get; set; }
    public int Held { get; set; }

    public int Free => Math.Max(0, Places - Taken - Held);

    /// <summary>Children can come in: from half an hour before.</summary>
    public bool IsOpen(DateTimeOffset now) => Starts <= now.AddMinutes(30) && Ends > now;

    public static Task<List<TodaySlot>> ListAsync(Frame frame, Guid library, DateTimeOffset now, CancellationToken ct) =>
        frame.ListAsync<TodaySlot>(Sql, new { library, now, until = now.AddDays(14) }, ct);
}

/// <summary>A child with a place, as the library may know it.</summary>
internal sealed class TodayChild
{
    public Guid BookingId { get; set; }
    public Guid SlotId { get; set; }
    public Guid SeatId { get; set; }
    public string GivenName { get; set; } = "";
    public string SchoolName { get; set; } = "";
    public string[] Needs { get; set; } = [];
    public string Code { get; set; } = "";
    public string State { get; set; } = "";
    public DateTimeOffset? InAt { get; set; }
    public DateTimeOffset? OutAt { get; set; }
    public bool Guest { get; set; }

    /// <summary>For the journal only.</summary>
    public Guid? PupilId { get; set; }

    public int Order => State switch { "booked" => 0, "in" => 1, "no_show" => 2, _ => 3 };
}

/// <summary>A seat of the room that is shown.</summary>
internal sealed class TodaySeat
{
    public Guid Id { get; set; }
    public string Label { get; set; } = "";
    public double X { get; set; }
    public double Y { get; set; }
    public bool Accessible { get; set; }
    public bool Socket { get; set; }
    public bool Quiet { get; set; }

    /// <summary>It keeps the distance in this slot.</summary>
    public bool Use { get; set; }

    /// <summary>Somebody sits there.</summary>
    public bool Taken { get; set; }

    /// <summary>Since when it waits for the cloth.</summary>
    public DateTimeOffset? Waits { get; set; }

    /// <summary>When the next child with a booking comes.</summary>
    public DateTimeOffset? NextAt { get; set; }
}

/// <summary>A room; of the one that is shown also the seats.</summary>
internal sealed class TodayRoom
{
    public const string Sql = """
        select r.id, r.name, r.width::float8 as width, r.height::float8 as height, r.plan::text as plan, coalesce(c.metres, 0)::float8 as metres, coalesce(c.proven, false) as proven, coalesce(c.candidates, 0) as candidates,
          case when r.id = coalesce(@room, (select x.id from room x where x.library_id = @library and x.removed_at is null order by x.name, x.id limit 1)) then coalesce((
            select jsonb_agg(jsonb_build_object('id', x.id, 'label', x.label, 'x', x.x, 'y', x.y, 'accessible', x.accessible, 'socket', x.socket, 'quiet', x.quiet, 'use', c.id is null or x.id = any (c.chosen),
                'taken', exists (select 1 from booking b where b.library_id = @library and b.seat_id = x.id and b.state = 'in'), 'waits', app.seat_waits(x.id),
                'nextAt', app.seat_next(x.id, @now, @until)) order by length(x.label), x.label)
              from seat x where x.room_id = r.id and x.removed_at is null), '[]') end::text as seats_json
        from room r left join slot f on f.id = @slot and f.room_id = r.id
          left join lateral (select c.* from seat_choice c where c.room_id = r.id and case when f.id is null then c.replaced_at is null else c.id = f.choice_id end order by c.at desc limit 1) c on true
        where r.library_id = @library and r.removed_at is null order by r.name, r.id
        """;

    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public double Width { get; set; }
    public double Height { get; set; }
    public string Plan { get; set; } = "{}";
    public double Metres { get; set; }
    public bool Proven { get; set; }
    public int Candidates { get; set; }
    public string? SeatsJson { get; set; }

    public List<TodaySeat> Seats => field ??= SeatsJson is null ? [] : JsonSerializer.Deserialize<List<TodaySeat>>(SeatsJson, JsonSerializerOptions.Web)!;

    public static Task<List<TodayRoom>> ListAsync(Frame frame, Guid library, Guid? room, Guid? slot, DateTimeOffset now, CancellationToken ct) =>
        frame.ListAsync<TodayRoom>(Sql, new { library, room, slot, now, until = now.AddDays(14) }, ct);
}
