using System.Globalization;
using InBeeld.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace InBeeld.Bench.Making;

/// <summary>The rows of libraries: what there is of each library, small, and then what there is of each time of a room.</summary>
internal sealed class MakePlaces(PlacesPlan plan)
{
    private static readonly string[] Needs = ["no_quiet_place", "no_device", "little_help"];
    private static readonly string[] AllParts = [.. Enumerable.Range(1, PlacesPlan.Days).SelectMany(d => new[] { $"{d}-morning", $"{d}-afternoon" })];

    private readonly DateOnly today = DateOnly.FromDateTime(plan.Now);
    private readonly DateTime longAgo = plan.Now.AddDays(-300);

    /// <summary>The tables of times, with how to write those of a share of the rooms.</summary>
    public (string Table, Func<NpgsqlConnection, (int From, int To), long> Write)[] Tables =>
        [("slot", Slots), ("booking", Bookings), ("booking_wait", Waits), ("staff_need", StaffNeeds), ("duty", Duties), ("door_event", DoorEvents), ("cleaning", Cleanings)];

    /// <summary>Libraries, people, rooms, hours, agreements and the like, with the triggers on.</summary>
    public long Small(NpgsqlConnection connection)
    {
        var rows = 0L;
        void Each(string table, string columns, Action<Copy, BenchLibrary> write)
        {
            using var copy = new Copy(connection, table, columns);
            foreach (var library in plan.Libraries)
            {
                write(copy, library);
            }

            rows += copy.Done();
        }

        void EachWorker(Action<BenchLibrary, int, int, int> write, BenchLibrary library)
        {
            for (var room = library.FirstRoom; room < library.FirstRoom + library.Rooms; room++)
            {
                for (var nth = 0; nth < PlacesPlan.PerRoom; nth++)
                {
                    write(library, room, nth, PlacesPlan.Worker(room, nth));
                }
            }
        }

        Each("organisation", "id, kind, code, name, municipality_code, source, is_on", (copy, l) => copy.Row().Put(l.Id).Put("library").Put($"MB{l.Index}").Put($"Meetbibliotheek {l.Index + 1}").Put(l.TownCode).Put("demo").Put(true));
        Each("person", "id, given_name, surname", (copy, l) =>
        {
            MakeSchools.Name(copy.Row().Put(l.Planner), l.Index);
            EachWorker((_, _, _, person) => MakeSchools.Name(copy.Row().Put(Ids.Of(Ids.Person, person)), person), l);
        });
        Each("membership", "id, person_id, organisation_id, role, starts", (copy, l) =>
        {
            copy.Row().Put(Ids.Of(Ids.Membership, PlacesPlan.FirstPerson + l.Index)).Put(l.Planner).Put(l.Id).Put("library_planner").Put(today.AddDays(-300));
            EachWorker((_, _, _, person) => copy.Row().Put(Ids.Of(Ids.Membership, person)).Put(Ids.Of(Ids.Person, person)).Put(l.Id).Put("library").Put(today.AddDays(-300)), l);
        });
        Each("library_worker", "membership_id, library_id, skills, hours_per_week, parts_per_week, by_person, at", (copy, l) => EachWorker((_, _, nth, person) =>
            copy.Row().Put(Ids.Of(Ids.Membership, person)).Put(l.Id).Put(nth % 2 == 0 ? ["4-12"] : ["12-18", "first_aid"]).Put((short)36).Put((short)10).Put(l.Planner).Put(longAgo), l));
        Each("place_agreement", "id, municipality_id, library_id, begun_by, needs, places, starts, state, agreed_by_municipality, agreed_at_municipality, agreed_by_library, agreed_at_library, by_person, at", (copy, l) =>
            copy.Row().Put(Ids.Of(Ids.Place, l.Index)).Put(l.Town).Put(l.Id).Put("library").Put(Needs).Put(2000).Put(today.AddDays(-300)).Put("agreed").Put(l.Planner).Put(longAgo).Put(l.Planner).Put(longAgo).Put(l.Planner).Put(longAgo));
        Each("opening", "id, library_id, weekday, opens, closes, starts, by_person, at", (copy, l) =>
        {
            for (short day = 1; day <= 6; day++)
            {
                copy.Row().Put(Ids.Of(Ids.Place, 1_000_000 + (l.Index * 10) + day)).Put(l.Id).Put(day).Put(new TimeOnly(8, 30)).Put(new TimeOnly(17, 30)).Put(today.AddDays(-400)).Put(l.Planner).Put(longAgo);
            }
        });
        Rooms(connection, Each, ref rows);
        Staff(Each, EachWorker);
        Besides(Each);
        return rows;
    }

    private void Rooms(NpgsqlConnection connection, Action<string, string, Action<Copy, BenchLibrary>> each, ref long rows)
    {
        var size = plan.Size;
        var across = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(size.Seats * 1.6)));
        each("room", "id, library_id, name, width, height, plan, by_person, at", (copy, l) =>
        {
            for (var room = l.FirstRoom; room < l.FirstRoom + l.Rooms; room++)
            {
                copy.Row().Put(PlacesPlan.Room(room)).Put(l.Id).Put($"Zaal {room - l.FirstRoom + 1:00}").Put((across * 2m) + 2).Put((size.Seats / across * 2m) + 4)
                    .PutJson(string.Create(CultureInfo.InvariantCulture, $"{{\"outline\": [[0,0],[{(across * 2) + 2},0],[{(across * 2) + 2},{(size.Seats / across * 2) + 4}],[0,{(size.Seats / across * 2) + 4}]]}}")).Put(l.Planner).Put(longAgo);
            }
        });
        using (var copy = new Copy(connection, "seat", "id, room_id, label, x, y, accessible, socket, quiet"))
        {
            for (var room = 0; room < size.Rooms; room++)
            {
                for (var nth = 0; nth < size.Seats; nth++)
                {
                    copy.Row().Put(plan.Seat(room, nth)).Put(PlacesPlan.Room(room)).Put((nth + 1).ToString(CultureInfo.InvariantCulture)).Put(1m + (nth % across * 2)).Put(1m + (nth / across * 2)).Put(nth % 20 == 19).Put(nth % 4 == 0).Put(nth % 5 == 0);
                }
            }

            rows += copy.Done();
        }

        each("seat_choice", "id, room_id, metres, screens, chosen, candidates, upper_bound, proven, seconds, first_come, by_person, at", (copy, l) =>
        {
            for (var room = l.FirstRoom; room < l.FirstRoom + l.Rooms; room++)
            {
                copy.Row().Put(PlacesPlan.Choice(room)).Put(PlacesPlan.Room(room)).Put(0m).Put(false).Put([.. Enumerable.Range(0, size.Seats).Select(n => plan.Seat(room, n))]).Put(size.Seats).Put(size.Seats).Put(true).Put(0.01).Put(size.Seats).Put(l.Planner).Put(longAgo);
            }
        });
        // Toilets and basins: two of each room, four times a day.
        each("clean_point", "id, library_id, room_id, name, kind, times, by_person, at", (copy, l) =>
        {
            for (var point = l.FirstRoom * 2; point < (l.FirstRoom + l.Rooms) * 2; point++)
            {
                copy.Row().Put(Ids.Of(Ids.Place, 2_000_000 + point)).Put(l.Id).Put(PlacesPlan.Room(point / 2)).Put($"{(point % 2 == 0 ? "Toilet" : "Kraan")} {point / 2}").Put(point % 2 == 0 ? "toilet" : "basin")
                    .Put([new(9, 0), new(11, 0), new TimeOnly(13, 0), new(15, 0)]).Put(l.Planner).Put(longAgo);
            }
        });
    }

    private void Staff(Action<string, string, Action<Copy, BenchLibrary>> each, Action<Action<BenchLibrary, int, int, int>, BenchLibrary> workers)
    {
        // Three rounds of questions: two are over, one is about now.
        var first = plan.Monday.AddDays(7 * plan.NowWeek);
        each("question_round", "id, library_id, starts, ends, answer_by, closed_at, by_person, at", (copy, l) =>
        {
            for (var round = 0; round < 3; round++)
            {
                copy.Row().Put(Round(l, round)).Put(l.Id).Put(first.AddDays((round - 2) * 70)).Put(first.AddDays(((round - 2) * 70) + 69)).Put(first.AddDays(((round - 2) * 70) + 3)).PutOrNull(round == 2 ? null : (DateTime?)plan.Now.AddDays((round - 2) * 60), NpgsqlDbType.TimestampTz)
                    .Put(l.Planner).Put(plan.Now.AddDays(((round - 2) * 70) - 7));
            }
        });
        each("question_answer", "round_id, membership_id, would, can, rather_not, parts_per_week, at", (copy, l) => workers((_, _, nth, person) =>
        {
            for (var round = 0; round < (nth == 5 ? 2 : 3); round++)
            {
                copy.Row().Put(Round(l, round)).Put(Ids.Of(Ids.Membership, person)).Put("yes").Put(AllParts[..^nth]).Put(nth == 0 ? [] : AllParts[^1..]).Put((short)10).Put(plan.Now.AddDays((round - 2) * 70));
            }
        }, l));
        each("roster", "id, library_id, monday, state, by_person, at, in_force_at", (copy, l) =>
        {
            for (var week = 0; week <= Math.Min(plan.Size.Weeks - 1, plan.NowWeek + PlacesPlan.WeeksWithRoster); week++)
            {
                var proposal = week == plan.NowWeek + PlacesPlan.WeeksWithRoster;
                var at = Amsterdam.At(plan.Monday.AddDays(7 * week), TimeOnly.MinValue).UtcDateTime.AddDays(proposal ? -43 : -20);
                copy.Row().Put(Roster(l, week)).Put(l.Id).Put(plan.Monday.AddDays(7 * week)).Put(proposal ? "proposal" : "in_force").Put(l.Planner).Put(at).PutOrNull(proposal ? null : (DateTime?)at, NpgsqlDbType.TimestampTz);
            }
        });
        each("staff_away", "id, library_id, membership_id, starts, ends, by_person, at", (copy, l) => workers((_, room, nth, person) =>
        {
            if (nth == 4)
            {
                // Days on which this person has no duty: the days off of the round.
                copy.Row().Put(Ids.Of(Ids.Place, 5_000_000 + room)).Put(l.Id).Put(Ids.Of(Ids.Membership, person)).Put(today.AddDays(room % 7)).Put(today.AddDays((room % 7) + 1)).Put(l.Planner).Put(plan.Now);
            }
        }, l));
    }

    private void Besides(Action<string, string, Action<Copy, BenchLibrary>> each)
    {
        each("material_request", "id, library_id, school_id, kind, what, number, needed_on, state, by_person, at", (copy, l) =>
        {
            for (var n = 0; n < 40 * l.Rooms; n++)
            {
                var ago = n - (10 * l.Rooms);
                copy.Row().Put(Ids.Of(Ids.Place, 6_000_000 + (l.FirstRoom * 40) + n)).Put(l.Id).Put(l.Children[n * 31 % l.Children.Length].School).Put(n % 2 == 0 ? "print" : "book").Put("Werkbladen rekenen, blok " + n).Put(1 + (n % 30))
                    .Put(today.AddDays(-ago)).Put(ago > 0 ? "handed" : n % 3 == 0 ? "ready" : "asked").Put(l.Planner).Put(plan.Now.AddDays(-ago - 7));
            }
        });
        // Of each town two allocations that are over and one for which schools ask.
        each("allocation", "id, municipality_id, name, starts, ends, requests_until, ended_at, by_person, at", (copy, l) =>
        {
            for (var n = 0; n < 3; n++)
            {
                var starts = today.AddDays(30 + ((n - 2) * 120));
                copy.Row().Put(Allocation(l, n)).Put(l.Town).Put($"Periode {n + 1}").Put(starts).Put(starts.AddDays(110)).Put(starts.AddDays(-10)).PutOrNull(n == 2 ? null : (DateTime?)Amsterdam.At(starts, TimeOnly.MinValue).UtcDateTime, NpgsqlDbType.TimestampTz).Put(l.Planner).Put(plan.Now.AddDays((n - 3) * 60));
            }
        });
        each("place_request", "id, allocation_id, pupil_id, school_id, want, parts, by_person, at", (copy, l) =>
        {
            for (var n = 0; n < Math.Min(3 * 150 * l.Rooms, l.Children.Length / 3 * 3); n++)
            {
                var (pupil, school) = l.Children[n / 3];
                copy.Row().Put(Ids.Of(Ids.Place, 7_000_000 + (l.FirstRoom * 450) + n)).Put(Allocation(l, n % 3)).Put(pupil).Put(school).Put((short)1).Put(["1a", "2a", "4m"]).Put(l.Planner).Put(plan.Now.AddDays(-5));
            }
        });
    }

    private long Slots(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "slot", "id, library_id, room_id, series_id, starts, ends, needs_supervision, supervising_school_id, supervisor, choice_id, seats, people, state, reason, taken, by_person, at");
        foreach (var slot in All(part))
        {
            var ((_, _, _, room, series), (starts, ends), library) = (plan.Of(slot), plan.Times(slot), plan.LibraryOf[slot % plan.Size.Rooms]);
            var school = plan.Supervised(series);
            copy.Row().Put(PlacesPlan.Slot(slot)).Put(library.Id).Put(PlacesPlan.Room(room)).Put(PlacesPlan.Series(series)).Put(starts).Put(ends).Put(true).PutOrNull(school, NpgsqlDbType.Uuid).Put(school is null ? "" : "Juf Meting")
                .Put(PlacesPlan.Choice(room)).Put(plan.Size.Seats).PutOrNull(plan.Kept(slot) ? (int?)OnDuty(slot).Count(d => d.Works) : null, NpgsqlDbType.Integer)
                .Put(PlacesPlan.Closed(slot) ? "closed" : "open").Put(PlacesPlan.Closed(slot) ? "Studiedag" : "").Put(Booked(slot).Count(b => b.State is "booked" or "in")).Put(library.Planner).Put(longAgo);
        }

        return copy.Done();
    }

    private long Bookings(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "booking", "id, slot_id, library_id, room_id, seat_id, pupil_id, school_id, municipality_id, series_id, during, code, state, by_person, at, in_at, out_at, ended_by");
        foreach (var slot in All(part))
        {
            var ((_, _, _, room, series), (starts, ends), library) = (plan.Of(slot), plan.Times(slot), plan.LibraryOf[slot % plan.Size.Rooms]);
            foreach (var (nth, state) in Booked(slot))
            {
                var (pupil, school) = plan.Child(series, nth);
                copy.Row().Put(Booking(slot, nth)).Put(PlacesPlan.Slot(slot)).Put(library.Id).Put(PlacesPlan.Room(room)).Put(plan.Seat(room, plan.SeatOf(series, nth))).Put(pupil).Put(school).Put(library.Town).Put(PlacesPlan.Series(series)).Put(starts, ends)
                    .Put((1000 + (((nth * 37) + (int)(Chance.Of(88, slot) % 9000)) % 9000)).ToString(CultureInfo.InvariantCulture)).Put(state).Put(library.Planner).Put(plan.Now.AddDays(-60))
                    .PutOrNull(state is "in" or "out" ? (DateTime?)starts.AddMinutes(3) : null, NpgsqlDbType.TimestampTz).PutOrNull(state == "out" ? (DateTime?)ends.AddMinutes(-5) : state == "cancelled" ? plan.Now.AddDays(-30) : null, NpgsqlDbType.TimestampTz).Put(state == "cancelled" ? "school" : "");
            }
        }

        return copy.Done();
    }

    // Three wait at each time to come that is full; of the next ones, the first has been offered a place before and did not answer yet.
    private long Waits(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "booking_wait", "id, slot_id, pupil_id, school_id, municipality_id, offered_at, offered_until, by_person, at");
        foreach (var slot in All(part))
        {
            var (series, starts, library) = (plan.Of(slot).Series, plan.Times(slot).Starts, plan.LibraryOf[slot % plan.Size.Rooms]);
            if (starts <= plan.Now || !plan.Kept(slot) || PlacesPlan.Closed(slot) || plan.ChildrenOf(series) < PlacesPlan.Full)
            {
                continue;
            }

            for (var nth = 0; nth < 3; nth++)
            {
                var (pupil, school) = plan.Child(series, (library.Children.Length / 2) + nth);
                var offered = nth == 0 && starts < plan.Now.AddDays(3) && starts > plan.Now.AddHours(6);
                copy.Row().Put(Ids.Of(Ids.Place, 20_000_000 + (slot * 3) + nth)).Put(PlacesPlan.Slot(slot)).Put(pupil).Put(school).Put(library.Town).PutOrNull(offered ? (DateTime?)plan.Now.AddHours(-1) : null, NpgsqlDbType.TimestampTz).PutOrNull(offered ? (DateTime?)plan.Now.AddHours(4) : null, NpgsqlDbType.TimestampTz)
                    .Put(library.Planner).Put(plan.Now.AddDays(-9).AddMinutes(nth));
            }
        }

        return copy.Done();
    }

    private long StaffNeeds(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "staff_need", "slot_id, library_id, people, reserve, kept");
        foreach (var slot in All(part).Where(plan.Kept))
        {
            copy.Row().Put(PlacesPlan.Slot(slot)).Put(plan.LibraryOf[slot % plan.Size.Rooms].Id).Put((short)PlacesPlan.People).Put((short)1).Put(true);
        }

        return copy.Done();
    }

    private long Duties(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "duty", "id, slot_id, library_id, membership_id, person_id, roster_id, during, kind, state, open_since, why, by_person, at");
        foreach (var slot in All(part).Where(s => plan.Of(s).Week <= plan.NowWeek + PlacesPlan.WeeksWithRoster))
        {
            var (week, (starts, ends), library) = (plan.Of(slot).Week, plan.Times(slot), plan.LibraryOf[slot % plan.Size.Rooms]);
            foreach (var (nth, person, works) in OnDuty(slot))
            {
                var givenUp = starts > plan.Now && nth == 1 && plan.Kept(slot) && Chance.Of(89, slot) % 100 < 3;
                copy.Row().Put(Ids.Of(Ids.Duty, (slot * 3) + nth)).Put(PlacesPlan.Slot(slot)).Put(library.Id).Put(Ids.Of(Ids.Membership, person)).Put(Ids.Of(Ids.Person, person)).Put(Roster(library, week)).Put(starts, ends)
                    .Put(works ? "work" : "reserve").Put(plan.Kept(slot) ? "planned" : "proposed").PutOrNull(givenUp ? (DateTime?)plan.Now.AddDays(-1) : null, NpgsqlDbType.TimestampTz).Put(givenUp ? "Ik heb een cursus." : "").Put(library.Planner).Put(plan.Now.AddDays(-20));
            }
        }

        return copy.Done();
    }

    private long DoorEvents(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "door_event", "id, library_id, booking_id, slot_id, school_id, kind, was_state, was_seat, by_person, at");
        foreach (var slot in All(part))
        {
            var ((_, _, _, room, series), (starts, ends), library) = (plan.Of(slot), plan.Times(slot), plan.LibraryOf[slot % plan.Size.Rooms]);
            foreach (var (nth, state) in Booked(slot).Where(b => b.State is "in" or "out"))
            {
                for (var leaves = 0; leaves < (state == "out" ? 2 : 1); leaves++)
                {
                    copy.Row().Put(Ids.Of(Ids.Booking, -1 - (((slot * PlacesPlan.Full) + nth) * 2) - leaves)).Put(library.Id).Put(Booking(slot, nth)).Put(PlacesPlan.Slot(slot)).Put(plan.Child(series, nth).School).Put(leaves == 1 ? "out" : "in").Put(leaves == 1 ? "in" : "booked")
                        .Put(plan.Seat(room, plan.SeatOf(series, nth))).Put(library.Planner).Put(leaves == 1 ? ends.AddMinutes(-5) : starts.AddMinutes(3));
                }
            }
        }

        return copy.Done();
    }

    // After each user; of today only where somebody sits now, and of the others six in ten.
    private long Cleanings(NpgsqlConnection connection, (int From, int To) part)
    {
        using var copy = new Copy(connection, "cleaning", "id, library_id, room_id, seat_id, done_at, heard_at, by_person");
        var running = Enumerable.Range(0, plan.Size.Rooms).Select(r => All((r, r + 1)).Single(s => plan.Times(s) is var t && t.Starts <= plan.Now && t.Ends > plan.Now)).ToArray();
        foreach (var slot in All(part))
        {
            var ((_, _, _, room, series), (_, ends), library) = (plan.Of(slot), plan.Times(slot), plan.LibraryOf[slot % plan.Size.Rooms]);
            var sitting = plan.Of(running[room]).Series;
            foreach (var (nth, _) in Booked(slot).Where(b => b.State == "out"))
            {
                var seat = plan.SeatOf(series, nth);
                if (ends > plan.Now.Date && !Enumerable.Range(0, plan.ChildrenOf(sitting)).Any(n => plan.SeatOf(sitting, n) == seat) && Chance.Of(90, (slot * 64) + nth) % 10 >= 6)
                {
                    continue;
                }

                copy.Row().Put(Ids.Of(Ids.Place, 30_000_000 + (slot * PlacesPlan.Full) + nth)).Put(library.Id).Put(PlacesPlan.Room(room)).Put(plan.Seat(room, seat)).Put(ends.AddMinutes(5)).Put(ends.AddMinutes(5)).Put(library.Planner);
            }
        }

        return copy.Done();
    }

    /// <summary>Who has a booking for a time, and what came of it.</summary>
    private IEnumerable<(int Nth, string State)> Booked(int slot)
    {
        var (series, (starts, ends)) = (plan.Of(slot).Series, plan.Times(slot));
        for (var nth = 0; nth < (PlacesPlan.Closed(slot) ? 0 : plan.ChildrenOf(series)); nth++)
        {
            var chance = Chance.Of(91, (slot * 64) + nth) % 100;
            yield return (nth, chance < 5 && ends > plan.Now == starts > plan.Now ? "cancelled" : ends <= plan.Now ? chance < 12 ? "no_show" : "out" : starts <= plan.Now && nth % 4 == 0 ? "in" : "booked");
        }
    }

    /// <summary>Two at work and one in reserve; three of the six of a room have the day.</summary>
    private IEnumerable<(int Nth, int Person, bool Works)> OnDuty(int slot)
    {
        var (week, day, _, room, _) = plan.Of(slot);
        var lacks = plan.Lacks(slot);
        return Enumerable.Range(0, 3).Where(n => n != lacks).Select(n => (n, PlacesPlan.Worker(room, ((day * 3) + week + n) % PlacesPlan.PerRoom), n < PlacesPlan.People));
    }

    private IEnumerable<int> All((int From, int To) rooms)
    {
        for (var slot = 0; slot < plan.Slots; slot++)
        {
            if (slot % plan.Size.Rooms is var room && room >= rooms.From && room < rooms.To)
            {
                yield return slot;
            }
        }
    }

    private static Guid Booking(int slot, int nth) => Ids.Of(Ids.Booking, (slot * PlacesPlan.Full) + nth);

    private static Guid Round(BenchLibrary library, int nth) => Ids.Of(Ids.Place, 3_000_000 + (library.Index * 3) + nth);

    private static Guid Roster(BenchLibrary library, int week) => Ids.Of(Ids.Place, 4_000_000 + (library.Index * 100) + week);

    private static Guid Allocation(BenchLibrary library, int nth) => Ids.Of(Ids.Place, 8_000_000 + (library.Index * 3) + nth);
}
