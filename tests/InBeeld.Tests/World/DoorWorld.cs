using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Tests;

/// <summary>A library with an agreed school, a room of seats, and slots around the clock of the test; made as rows by the owner.</summary>
public sealed class DoorScene
{
    public DoorScene(World world, int seats = 4, int agreed = 16, Organisation? library = null, Organisation? town = null)
    {
        World = world;
        Town = town ?? world.Municipality();
        Library = library ?? world.Library(Town);
        School = world.School(municipality: Town);
        Group = world.Group(School);
        Planner = world.LibraryPlanner(Library);
        Librarian = world.Librarian(Library);
        (Room, Choice) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Seats = [.. Enumerable.Range(0, seats).Select(_ => Guid.CreateVersion7())];
        world.Do("""
            insert into room (id, library_id, name, width, height, plan, by_person, at) values (@Room, @library, 'Studiezaal', 20, 6, '{"outline":[[0,0],[20,0],[20,6],[0,6]],"tables":[[1,1,2,1]],"words":[{"x":2,"y":5,"text":"Raam"}]}', @by, @now);
            insert into seat (id, room_id, label, x, y) select i, @Room, n::text, 1 + 2 * n, 2 from unnest(@seats) with ordinality s (i, n);
            insert into seat_choice (id, room_id, metres, screens, chosen, candidates, upper_bound, proven, seconds, at) values (@Choice, @Room, 1.5, false, @seats, @count, @count, true, 0, @now);
            insert into opening (id, library_id, weekday, opens, closes, starts, by_person, at) select gen_random_uuid(), @library, d, '00:00', '23:59:59', @LongAgo, @by, @now from generate_series(1, 7) d;
            insert into place_agreement (id, municipality_id, library_id, begun_by, needs, places, starts, state, agreed_by_municipality, agreed_at_municipality, agreed_by_library, agreed_at_library, by_person)
              values (uuidv7(), @town, @library, 'library', '{no_quiet_place}', @agreed, @LongAgo, 'agreed', @by, @now, @by, @now, @by)
            """, new { Room, Choice, library = Library.Id, town = Town.Id, by = Planner.Id, now = world.Clock.GetUtcNow(), seats = Seats.ToArray(), count = seats, agreed, World.LongAgo });
    }

    public World World { get; }
    public Organisation Town { get; }
    public Organisation Library { get; }
    public Organisation School { get; }
    public Group Group { get; }
    public Somebody Planner { get; }
    public Somebody Librarian { get; }
    public Guid Room { get; }
    public Guid Choice { get; }
    public IReadOnlyList<Guid> Seats { get; }

    /// <summary>A slot that begins so many minutes from now (kept within the day), supervised by the school.</summary>
    public Guid Slot(int from = -10, int minutes = 90)
    {
        var (id, now) = (Guid.CreateVersion7(), World.Clock.GetUtcNow());
        var (first, last) = (Amsterdam.At(World.Clock.Day, TimeOnly.MinValue), Amsterdam.At(World.Clock.Day, new TimeOnly(23, 59)));
        var near = Math.Abs(from) < 600;
        var starts = near && now.AddMinutes(from) < first ? first : now.AddMinutes(from);
        var ends = near && now.AddMinutes(from + minutes) > last ? last : now.AddMinutes(from + minutes);
        World.Do("insert into slot (id, library_id, room_id, starts, ends, supervising_school_id, supervisor, choice_id, seats, by_person, at) values (@id, @library, @Room, @starts, @ends, @school, 'Sara Klaproos', @Choice, @seats, @by, @now)",
            new { id, library = Library.Id, Room, starts, ends, school = School.Id, Choice, seats = Seats.Count, by = Planner.Id, now });
        return id;
    }

    public Guid Booking(Guid slot, Pupil? pupil = null, int seat = 0, string state = "booked", string? code = null)
    {
        pupil ??= World.Pupil(Group);
        var id = Guid.CreateVersion7();
        World.Do("""
            insert into booking (id, slot_id, library_id, room_id, seat_id, pupil_id, school_id, municipality_id, during, code, state, by_person, at, in_at, out_at)
              select @id, s.id, s.library_id, s.room_id, @seat, @pupil, @school, @town, s.during, @code, @state, @by, s.starts - interval '1 day', case when @state in ('in', 'out') then s.starts end, case when @state = 'out' then least(s.ends, @now) end from slot s where s.id = @slot
            """, new { id, slot, seat = Seats[seat], pupil = pupil.Id, school = pupil.School.Id, town = Town.Id, code = code ?? $"{1000 + World.Next() % 9000}", state, by = Planner.Id, now = World.Clock.GetUtcNow() });
        return id;
    }

    /// <summary>Somebody sat here and left so many minutes ago.</summary>
    public void Used(int seat, int minutesAgo = 20)
    {
        var slot = Guid.CreateVersion7();
        World.Do("""
            insert into slot (id, library_id, room_id, starts, ends, supervising_school_id, choice_id, seats, state, by_person, at) values (@slot, @library, @Room, @left - interval '1 hour', @left, @school, @Choice, 1, 'closed', @by, @left);
            """, new { slot, library = Library.Id, Room, school = School.Id, Choice, by = Planner.Id, left = World.Clock.GetUtcNow().AddMinutes(-minutesAgo) });
        World.Do("update booking set out_at = @left where id = @id", new { id = Booking(slot, seat: seat, state: "out"), left = World.Clock.GetUtcNow().AddMinutes(-minutesAgo) });
    }

    public string State(Guid booking) => World.One<string>("select state from booking where id = @booking", new { booking })!;

    public Guid SeatOf(Guid booking) => World.One<Guid>("select seat_id from booking where id = @booking", new { booking });

    public Guid Point(string times = "09:00")
    {
        var id = Guid.CreateVersion7();
        World.Do("insert into clean_point (id, library_id, name, kind, times, by_person, at) values (@id, @library, 'Toilet beneden', 'toilet', string_to_array(@times, ',')::time[], @by, now())", new { id, library = Library.Id, times, by = Planner.Id });
        return id;
    }

    public Guid Device()
    {
        var id = Guid.CreateVersion7();
        World.Do("insert into door_device (id, library_id, name, by_person, at) values (@id, @library, 'Tablet bij de ingang', @by, now())", new { id, library = Library.Id, by = Planner.Id });
        return id;
    }

    /// <summary>Of the library of a scene, for forms that need one.</summary>
    public static DoorScene Of(Scene scene) => new(scene.World, library: scene.Library, town: scene.Town);

    /// <summary>Of this state, now, with what happened just before.</summary>
    public Guid BookingNow(string state)
    {
        var booking = Booking(Slot(), state: state);
        if (state == "in")
        {
            World.Do("insert into door_event (library_id, booking_id, kind, was_state, was_seat, by_person, at) select library_id, id, 'in', 'booked', seat_id, @by, @now from booking where id = @booking", new { booking, by = Librarian.Id, now = World.Clock.GetUtcNow() });
        }

        return booking;
    }

    public Guid Ticked()
    {
        var id = Guid.CreateVersion7();
        World.Do("insert into cleaning (id, library_id, room_id, seat_id, done_at, heard_at, by_person) values (@id, @library, @Room, @seat, @now, @now, @by)", new { id, library = Library.Id, Room, seat = Seats[0], now = World.Clock.GetUtcNow(), by = Librarian.Id });
        return id;
    }
}
