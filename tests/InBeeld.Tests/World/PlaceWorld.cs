using InBeeld.Kernel;

namespace InBeeld.Tests;

/// <summary>A room with seats, and the set of seats that is in use.</summary>
public sealed record StudyRoom(World World, Guid Id, Organisation Library, string Name, IReadOnlyList<Guid> Seats, Guid Choice);

/// <summary>Places in a library, made as rows by the owner. By whom they are made is somebody who plans at that library.</summary>
public static class PlaceWorld
{
    /// <summary>A town with a library with which it has agreed about so many places at a time.</summary>
    public static (Organisation Town, Organisation Library) TownWithPlaces(this World world, int places = 200)
    {
        var town = world.Municipality();
        var library = world.Library(town);
        world.Agreed(town, library, places);
        return (town, library);
    }

    public static Guid Agreed(this World world, Organisation town, Organisation library, int places = 200)
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into place_agreement (id, municipality_id, library_id, begun_by, needs, places, starts, ends, state, agreed_by_municipality, agreed_at_municipality, agreed_by_library, agreed_at_library, by_person)
              values (@id, @town, @library, 'municipality', '{no_quiet_place}', @places, @starts, @ends, 'agreed', @by, now(), @by, now(), @by)
            """, new { id, town = town.Id, library = library.Id, places, starts = World.LongAgo, ends = new DateOnly(2099, 12, 31), by = world.PlansAt(library) });
        return id;
    }

    /// <summary>So many seats in a row, two metres apart, labelled 1, 2, 3...; all of them in use at the rule of the library, 1.5 metres.</summary>
    /// <param name="accessible">How many of them are accessible: those with the highest numbers.</param>
    public static StudyRoom Room(this World world, Organisation library, int seats = 4, string name = "Studiezaal", int accessible = 0)
    {
        var (room, choice, by) = (Guid.CreateVersion7(), Guid.CreateVersion7(), world.PlansAt(library));
        var ids = Enumerable.Range(0, seats).Select(_ => Guid.CreateVersion7()).ToArray();
        world.Do("""
            insert into distance_rule (id, library_id, metres, starts, source, by_person) select uuidv7(), @library, 1.5, @LongAgo, 'Eigen regel', @by where not exists (select 1 from distance_rule where library_id = @library);
            insert into room (id, library_id, name, width, height, plan, by_person, at) values (@room, @library, @name, 100, 8, '{"outline": [[0,0],[100,0],[100,8],[0,8]]}', @by, now());
            insert into seat (id, room_id, label, x, y, accessible) select i, @room, n::text, 1 + 2 * (n % 48), 1 + 2 * (n / 48), n > @plain from unnest(@ids) with ordinality as s (i, n);
            insert into seat_choice (id, room_id, metres, screens, chosen, candidates, upper_bound, proven, seconds, first_come, by_person, at) values (@choice, @room, 1.5, false, @ids, @seats, @seats, true, 0.01, @seats, @by, now());
            """, new { room, library = library.Id, name, by, ids, plain = seats - accessible, choice, seats, World.LongAgo });
        return new StudyRoom(world, room, library, name, ids, choice);
    }

    /// <summary>Opening hours on every day of the week, or on these (1 is Monday).</summary>
    public static void OpenHours(this World world, Organisation library, string from = "09:00", string to = "17:00", params int[] weekdays) => world.Do("""
        insert into opening (id, library_id, weekday, opens, closes, starts, by_person, at) select uuidv7(), @library, d, @from::time, @to::time, @LongAgo, @by, now() from unnest(@days) d
        """, new { library = library.Id, from, to, days = weekdays.Length == 0 ? [1, 2, 3, 4, 5, 6, 7] : weekdays, World.LongAgo, by = world.PlansAt(library) });

    /// <summary>
    /// A slot on a day, by the clock of Amsterdam. Without opening hours on that day: the library is open all day. Without supervision unless a school is given.
    /// </summary>
    public static Guid Slot(this StudyRoom room, DateOnly day, string from = "10:00", string to = "11:30", Organisation? supervised = null, bool needsSupervision = false, int? most = null, int? mostPerSchool = null, int? people = null, Organisation? onlyFor = null, Guid? series = null)
    {
        var world = room.World;
        var id = Guid.CreateVersion7();
        if (world.Count("opening", "library_id = @Id and weekday = extract(isodow from @day::date)", new { room.Library.Id, day }) == 0)
        {
            world.OpenHours(room.Library, "00:00", "23:59", (int)day.DayOfWeek is 0 ? 7 : (int)day.DayOfWeek);
        }

        world.Do("""
            insert into slot (id, library_id, room_id, series_id, starts, ends, municipality_id, needs_supervision, supervising_school_id, supervisor, choice_id, seats, people, most, most_per_school, by_person, at)
              values (@id, @library, @room, @series, @starts, @ends, @town, @needs, @school, @supervisor, @Choice, @seats, @people, @most, @mostPerSchool, @by, now())
            """, new
        {
            id, library = room.Library.Id, room = room.Id, series, starts = Amsterdam.At(day, TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture)), ends = Amsterdam.At(day, TimeOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture)),
            town = onlyFor?.Id, needs = needsSupervision || supervised is not null, school = supervised?.Id, supervisor = supervised is null ? "" : "Sara Klaproos", room.Choice, seats = room.Seats.Count, people, most, mostPerSchool, by = world.PlansAt(room.Library),
        });
        return id;
    }

    /// <summary>A child in a slot, on the first free seat or on this one (counted from 0).</summary>
    /// <param name="state">booked, in, out, no_show or cancelled.</param>
    public static Guid Booked(this World world, Guid slot, Pupil pupil, string state = "booked", int? seat = null, string code = "")
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into booking (id, slot_id, library_id, room_id, seat_id, pupil_id, school_id, municipality_id, during, code, state, by_person, at, in_at, out_at)
              select @id, s.id, s.library_id, s.room_id, coalesce(c.chosen[@seat], (select x from unnest(c.chosen) with ordinality as t (x, n) where not exists (
                  select 1 from booking b where b.seat_id = x and b.state in ('booked', 'in') and b.during && s.during) order by n limit 1)),
                @pupil, @school, (select m.id from organisation m where m.kind = 'municipality' and m.code = @town), s.during,
                case when @code <> '' then @code else (select n::text from generate_series(1000, 9999) n where not exists (select 1 from booking b where b.slot_id = s.id and b.code = n::text) limit 1) end,
                @state, s.by_person, @now, case when @state in ('in', 'out') then s.starts end, case when @state = 'out' then s.ends end
              from slot s join seat_choice c on c.id = s.choice_id where s.id = @slot
            """, new { id, slot, seat = seat + 1, pupil = pupil.Id, school = pupil.School.Id, town = pupil.School.MunicipalityCode, code, state, now = world.Clock.GetUtcNow() });
        return id;
    }

    /// <summary>A child on the waiting list of a slot; offered when a moment is given until which the place is kept.</summary>
    public static Guid Waits(this World world, Guid slot, Pupil pupil, Somebody? by = null, DateTimeOffset? until = null, params string[] needs)
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into booking_wait (id, slot_id, pupil_id, school_id, municipality_id, needs, offered_at, offered_until, by_person, at)
              select @id, s.id, @pupil, @school, (select m.id from organisation m where m.kind = 'municipality' and m.code = @town), @needs, case when @until::timestamptz is not null then @now end, @until, coalesce(@by, s.by_person), @now from slot s where s.id = @slot
            """, new { id, slot, pupil = pupil.Id, school = pupil.School.Id, town = pupil.School.MunicipalityCode, needs, until, by = by?.Id, now = world.Clock.GetUtcNow() });
        return id;
    }

    /// <summary>Somebody who plans at this library; made when there is nobody yet.</summary>
    public static Guid PlansAt(this World world, Organisation library) =>
        world.One<Guid?>("select person_id from membership where organisation_id = @Id and role = 'library_planner' order by id limit 1", new { library.Id }) ?? world.LibraryPlanner(library).Id;
}
