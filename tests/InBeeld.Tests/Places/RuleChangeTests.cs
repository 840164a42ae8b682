using System.Net;
using InBeeld.Kernel.Access;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Places;

/// <summary>Another distance: capacity, slots and bookings follow, after somebody saw what happens; and nobody else can do it.</summary>
public sealed class RuleChangeTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    // At least three days from now, also in the weekend: what is before the rule is tomorrow.
    private DateOnly Monday => Kernel.Amsterdam.Monday(World.Clock.Day.AddDays(2)).AddDays(7);

    [Fact]
    public async Task A_wider_distance_moves_who_can_be_moved_proposes_another_time_and_puts_the_rest_on_the_waiting_list()
    {
        var scene = new Scene(World);
        World.Agreed(scene.Town, scene.Library);
        // Seats two metres apart: at 1.5 m all four, at 3 m two.
        var room = World.Room(scene.Library, 4);
        var group = scene.Groups[Scene.Own];
        var (full, beside) = (room.Slot(Monday), room.Slot(Monday, "13:00", "14:00"));
        var before = room.Slot(Monday.AddDays(-7) is var day && day >= World.Clock.Day.AddDays(1) ? day : World.Clock.Day.AddDays(1), "08:00", "09:00");
        var children = group.Pupils(4);
        var bookings = children.Select((c, i) => World.Booked(full, c, seat: i)).ToList();
        // One place is left beside: of the two who cannot stay one gets it proposed.
        var there = World.Booked(beside, World.Pupil(group), seat: 0);
        World.Do("update slot set most = 2 where id = @beside", new { beside });
        var early = World.Booked(before, World.Pupil(group), seat: 1);
        using var planner = house.SignIn(scene.People[Role.LibraryPlanner]);
        var start = World.Clock.Day.AddDays(2) < Monday ? World.Clock.Day.AddDays(2) : Monday;
        var seen = await planner.SubmitAsync(await planner.GetAsync("/rooms/rules"), "main form[action='/rooms/rules']", ("Metres", "3"), ("Starts", $"{start:yyyy-MM-dd}"), ("Source", "Brief"));
        Assert.Equal("Dit gebeurt er met de plekken", seen.Text("h1"));
        Assert.Contains("4 wordt 2", seen.Text("table"), StringComparison.Ordinal);
        Assert.Contains("2 kinderen verliezen hun plek", seen.Text("main"), StringComparison.Ordinal);
        foreach (var child in children)
        {
            Assert.DoesNotContain(child.Name.Surname, seen.Html, StringComparison.Ordinal);
        }

        // Nothing happened yet.
        Assert.Equal((4L, 0L, 1L), (World.Count("booking", "slot_id = @full and state = 'booked'", new { full }), World.Count("notice", "kind like 'seat-%' and pupil_id = any (@ids)", new { ids = children.Select(c => c.Id).ToArray() }), World.Count("distance_rule", "library_id = @Id", new { scene.Library.Id })));
        var done = await planner.FollowAsync(await planner.SubmitAsync(seen, "main form"));
        Assert.Contains("Plek kwijt: 2", done.Text("main"), StringComparison.Ordinal);
        var chosen = World.One<Guid[]>("select c.chosen from slot s join seat_choice c on c.id = s.choice_id where s.id = @full", new { full })!;
        Assert.Equal(2, World.One<int>("select seats from slot where id = @full", new { full }));
        Assert.Equal(2, World.Count("booking", "slot_id = @full and state = 'booked' and seat_id = any (@chosen)", new { full, chosen }));
        Assert.Equal(2, World.Count("booking", "slot_id = @full and state = 'cancelled' and ended_why like '%3 meter%'", new { full }));
        Assert.Equal((1L, 1L), (World.Count("notice", "kind = 'seat-other' and pupil_id = any (@ids)", new { ids = children.Select(c => c.Id).ToArray() }), World.Count("notice", "kind = 'seat-waiting' and pupil_id = any (@ids)", new { ids = children.Select(c => c.Id).ToArray() })));
        Assert.Equal(1, World.Count("booking_wait", "slot_id = @full and ended_at is null", new { full }));
        // The other who stays beside still has a seat in the set; what was before the rule is untouched.
        Assert.Equal(1, World.Count("booking b join slot s on s.id = b.slot_id join seat_choice c on c.id = s.choice_id", "b.id = @there and b.state = 'booked' and b.seat_id = any (c.chosen)", new { there }));
        Assert.Equal((1.5m, 1L), (World.One<decimal>("select c.metres from slot s join seat_choice c on c.id = s.choice_id where s.id = @before", new { before }), World.Count("booking", "id = @early and seat_id = @seat and state = 'booked'", new { early, seat = room.Seats[1] })));
        Assert.True(World.Journalled("use_case = 'change seats of bookings' and person_id = @Id", new { scene.People[Role.LibraryPlanner].Id }) > 0);

        // Whoever books at that school is told; the same rule sent again is one rule.
        using var care = house.SignIn(scene.People[Role.Care]);
        Assert.Contains("kan een kind geen plek meer geven op", (await care.OpenAsync("/")).Text("main"), StringComparison.Ordinal);
        await planner.SubmitAsync(seen, "main form");
        Assert.Equal(2, World.Count("distance_rule", "library_id = @Id", new { scene.Library.Id }));
        // Withdrawn: the seats of before are in use again, nobody moves.
        var back = await planner.SubmitAsync(await planner.GetAsync("/rooms/rules"), "form[action$='handler=Remove'] button");
        Assert.Contains("Alle boekingen blijven", back.Text("main"), StringComparison.Ordinal);
        await planner.SubmitAsync(back, "main form");
        Assert.Equal(4, World.One<int>("select seats from slot where id = @full", new { full }));
    }

    [Fact]
    public async Task Of_the_sets_that_are_as_large_the_one_that_keeps_the_bookings_is_taken_also_when_another_was_known()
    {
        var scene = new Scene(World);
        World.Agreed(scene.Town, scene.Library);
        // At 3 m two of the four: 1 and 3, 1 and 4, or 2 and 4.
        var room = World.Room(scene.Library, 4);
        var slot = room.Slot(Monday);
        using var planner = house.SignIn(scene.People[Role.LibraryPlanner]);
        foreach (var seats in new[] { new[] { 0, 2 }, [1, 3], [0, 3] })
        {
            World.Do("delete from booking where slot_id = @slot", new { slot });
            foreach (var seat in seats)
            {
                World.Booked(slot, World.Pupil(scene.Groups[Scene.Own]), seat: seat);
            }

            var seen = await planner.SubmitAsync(await planner.GetAsync("/rooms/rules"), "main form[action='/rooms/rules']", ("Metres", "3"));
            Assert.Contains("Alle boekingen blijven zoals ze zijn", seen.Text("main"), StringComparison.Ordinal);
            Assert.Contains("2 boekingen houden hun plek", seen.Text("main"), StringComparison.Ordinal);
            Assert.Contains("4 wordt 2", seen.Text("table"), StringComparison.Ordinal);
            await planner.SubmitAsync(seen, "main form");
            Assert.Equivalent(seats.Select(s => room.Seats[s]), World.One<Guid[]>("select chosen from seat_choice where room_id = @Id and metres = 3 and replaced_at is null", new { room.Id }));
            await planner.SubmitAsync(await planner.SubmitAsync(await planner.GetAsync("/rooms/rules"), "form[action$='handler=Remove'] button"), "main form");
            Assert.Equal(4, World.One<int>("select seats from slot where id = @slot", new { slot }));
        }
    }

    [Fact]
    public async Task Another_time_is_proposed_only_where_it_could_be_booked()
    {
        var scene = new Scene(World);
        // One child of the town at a time.
        World.Agreed(scene.Town, scene.Library, places: 1);
        var room = World.Room(scene.Library, 4);
        var group = scene.Groups[Scene.Own];
        var (full, taken, free) = (room.Slot(Monday), room.Slot(Monday, "13:00", "14:00"), room.Slot(Monday, "15:00", "16:00"));
        var children = group.Pupils(4);
        foreach (var (child, seat) in children.Select((c, i) => (c, i)))
        {
            World.Booked(full, child, seat: seat);
        }

        // At one o'clock there is a seat, but no more of what was agreed; at three for one, not for two.
        World.Booked(taken, World.Pupil(group), seat: 0);
        using var planner = house.SignIn(scene.People[Role.LibraryPlanner]);
        var seen = await planner.SubmitAsync(await planner.GetAsync("/rooms/rules"), "main form[action='/rooms/rules']", ("Metres", "3"), ("Starts", $"{Monday:yyyy-MM-dd}"));
        Assert.Contains("2 kinderen verliezen hun plek", seen.Text("main"), StringComparison.Ordinal);
        await planner.SubmitAsync(seen, "main form");
        var ids = children.Select(c => c.Id).ToArray();
        Assert.Equal((1L, 1L), (World.Count("notice", "kind = 'seat-other' and pupil_id = any (@ids)", new { ids }), World.Count("notice", "kind = 'seat-waiting' and pupil_id = any (@ids)", new { ids })));
        Assert.Equal(1, World.Count("notice n join slot s on s.starts = (n.args ->> 2)::timestamptz", "n.kind = 'seat-other' and n.pupil_id = any (@ids) and s.id = @free", new { ids, free }));
        // It was only proposed: nothing is booked, nobody's wait has ended.
        Assert.Equal((0, 1L), (World.One<int>("select taken from slot where id = @free", new { free }), World.Count("booking_wait", "slot_id = @full and ended_at is null", new { full })));
    }

    [Fact]
    public async Task A_seat_that_goes_moves_its_child_and_what_is_confirmed_is_what_was_seen()
    {
        var scene = new Scene(World);
        World.Agreed(scene.Town, scene.Library);
        var room = World.Room(scene.Library, 4);
        var slot = room.Slot(Monday);
        var child = World.Pupil(scene.Groups[Scene.Own], given: "Noor");
        var booking = World.Booked(slot, child, seat: 0);
        using var planner = house.SignIn(scene.People[Role.LibraryPlanner]);
        var seen = await planner.SubmitAsync(await planner.GetAsync($"/rooms/{room.Id}/seats"), "main form", ("gone", room.Seats[0].ToString()));
        Assert.Contains("van plek 1 naar plek 2", seen.Text("main"), StringComparison.Ordinal);
        Assert.Contains($"Noor, {scene.School.Name}", seen.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("seat", "room_id = @Id and removed_at is not null", new { room.Id }));
        // Meanwhile the other seats are taken: then it is shown again.
        for (var seat = 1; seat < 4; seat++)
        {
            World.Booked(slot, World.Pupil(scene.Groups[Scene.Own]), seat: seat);
        }

        var again = await planner.SubmitAsync(seen, "main form");
        Assert.Contains("Er veranderde net iets", again.Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 kind verliest de plek", again.Text("main"), StringComparison.Ordinal);
        Assert.Equal("booked", World.One<string>("select state from booking where id = @booking", new { booking }));
        await planner.SubmitAsync(again, "main form");
        Assert.Equal("cancelled", World.One<string>("select state from booking where id = @booking", new { booking }));
        Assert.Equal(3, World.One<int>("select taken from slot where id = @slot", new { slot }));
    }

    [Theory]
    [InlineData("0", "0 meter: kinderen mogen naast elkaar zitten", "4 plekken")]
    [InlineData("10", "10 meter is veel", "1 plek")]
    public async Task A_rule_of_nothing_and_of_ten_metres_is_possible_after_a_warning(string metres, string warning, string places)
    {
        var (library, planner) = (World.TownWithPlaces().Library, default(Visitor));
        planner = house.SignIn(World.LibraryPlanner(library));
        using var _ = planner;
        var room = World.Room(library, 4);
        var seen = await planner.SubmitAsync(await planner.GetAsync("/rooms/rules"), "main form[action='/rooms/rules']", ("Metres", metres));
        Assert.Contains(warning, seen.Text("main"), StringComparison.Ordinal);
        await planner.SubmitAsync(seen, "main form");
        Assert.Contains(places, (await planner.GetAsync($"/rooms/{room.Id}")).Text("h1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10,5", null)]
    [InlineData("-1", null)]
    [InlineData("veel", null)]
    [InlineData("1,5", "2020-01-01")]
    [InlineData("1,5", "morgen")]
    public async Task A_rule_out_of_range_or_in_the_past_is_refused(string metres, string? starts)
    {
        var library = World.TownWithPlaces().Library;
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var page = await planner.GetAsync("/rooms/rules");
        var refused = await planner.SubmitAsync(page, "main form[action='/rooms/rules']", starts is null ? [("Metres", metres)] : [("Metres", metres), ("Starts", starts)]);
        Assert.True(refused.Has(".ib-errors"));
        Assert.Equal(0, World.Count("distance_rule", "library_id = @Id", new { library.Id }));
    }

    [Fact]
    public async Task Screens_separate_only_when_the_rule_says_so()
    {
        var library = World.TownWithPlaces().Library;
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var room = World.Room(library, 2);
        World.Do("update room set plan = '{\"screens\": [[[4,0],[4,8]]]}' where id = @Id", new { room.Id });
        foreach (var (screens, open) in new[] { ("false", 1), ("true", 2) })
        {
            await planner.SubmitAsync(await planner.SubmitAsync(await planner.GetAsync("/rooms/rules"), "main form[action='/rooms/rules']", ("Metres", "3"), ("Screens", screens)), "main form");
            Assert.Equal(open, World.One<int>("select cardinality(chosen) from seat_choice where room_id = @Id and metres = 3 and screens = @s and replaced_at is null", new { room.Id, s = screens == "true" }));
        }
    }

    [Fact]
    public async Task Another_library_and_a_school_change_nothing_also_around_the_application()
    {
        var scene = new Scene(World);
        World.Agreed(scene.Town, scene.Library);
        var room = World.Room(scene.Library, 2);
        var slot = room.Slot(Monday);
        World.Booked(slot, scene.Children[Scene.Own], seat: 0);
        var stranger = World.LibraryPlanner(World.Library(scene.Town));
        foreach (var (role, who) in scene.People.Append(new("stranger", stranger)))
        {
            using var around = AsApp.Enter(house, who);
            // A school and a municipality that agreed may know the room, and who carries out programmes in it; nobody but the own library writes.
            var knows = role is Role.Library or Role.LibraryPlanner or Role.ProgrammeLeader or Role.Guide or Role.Teacher or Role.Care or Role.Principal or Role.Office or Role.Coordinator or Role.TeamLead or Role.Caseworker or Role.Attendance;
            Assert.Equal((role, knows), (role, around.List<Guid>("select id from room").Contains(room.Id)));
            Assert.Equal((role, knows ? 2 : 0), (role, around.List<Guid>("select id from seat where room_id = @Id", new { room.Id }).Count));
            if (role == Role.LibraryPlanner)
            {
                continue;
            }

            Assert.Equal((role, "0 rows"), (role, around.Try("update room set name = 'x' where id = @Id", new { room.Id })));
            Assert.Equal((role, "0 rows"), (role, around.Try("update seat set label = 'x' where room_id = @Id", new { room.Id })));
            Assert.Equal((role, "0 rows"), (role, around.Try("update seat_choice set replaced_at = now() where room_id = @Id", new { room.Id })));
            Assert.Equal((role, "42501"), (role, around.Try("insert into seat (id, room_id, label, x, y) values (uuidv7(), @Id, 'x', 1, 1)", new { room.Id })));
            Assert.Equal((role, "42501"), (role, around.Try("insert into distance_rule (id, library_id, metres, starts, by_person) values (uuidv7(), @Id, 0, current_date, @me)", new { scene.Library.Id, me = who.Id })));
            if (role != "stranger")
            {
                Assert.Equal((role, "42501"), (role, around.Try("select * from app.reseat(array[@slot], 'x', now())", new { slot })));
            }
        }

        using (var other = AsApp.Enter(house, stranger))
        {
            World.Do("update seat_choice set chosen = '{}' where room_id = @Id", new { room.Id });
            Assert.Empty(other.List<Guid>("select booking_id from app.reseat(array[@slot], 'x', now())", new { slot }));
            Assert.Equal("42501", other.Try("insert into distance_rule (id, metres, starts, by_person) values (uuidv7(), 0, current_date, @Id)", new { stranger.Id }));
        }

        Assert.Equal(1, World.Count("booking", "slot_id = @slot and state = 'booked'", new { slot }));
        using var visitor = house.SignIn(stranger);
        foreach (var path in new[] { "", "/seats", "/draw", "/import", "/change", "/wall", "/door" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/rooms/{room.Id}{path}")).Status);
        }
    }
}
