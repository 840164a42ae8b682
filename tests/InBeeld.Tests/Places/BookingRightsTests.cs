using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Places;

/// <summary>The last place, and everything around the application: what the database itself does not let happen.</summary>
public sealed class BookingRightsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private DateOnly Monday => World.Clock.Day.Monday().AddDays(14);

    [Fact]
    public async Task Of_fifty_who_book_the_last_place_at_once_one_gets_it_and_the_others_are_told_and_can_wait()
    {
        var (town, library) = World.TownWithPlaces();
        var slot = World.Room(library, 3).Slot(Monday);
        var before = World.Group(World.School(municipality: town)).Pupils(2);
        before.ForEach(c => World.Booked(slot, c));
        var clients = new List<(Visitor Who, PageAnswer Form, Pupil Child)>();
        for (var i = 0; i < 50; i++)
        {
            var group = World.Group(World.School(municipality: town));
            var child = World.Pupil(group);
            var who = house.SignIn(World.Teacher().Of(group));
            clients.Add((who, await who.GetAsync($"/bookings/new?slot={slot}"), child));
        }

        var answers = await Task.WhenAll(clients.Select(c => c.Who.SubmitAsync(c.Form, "main form[method=post]", ("Children", $"{c.Child.Id}"), ("Split", "yes"))));
        Assert.Single(answers, a => a.Location?.StartsWith("/bookings/", StringComparison.Ordinal) == true);
        var told = answers.Where(a => a.Location is null).ToList();
        Assert.Equal(49, told.Count(a => a.Text("main").Contains("alle plekken zijn bezet", StringComparison.Ordinal)));
        Assert.Equal((3, 3L), (World.One<int>("select taken from slot where id = @slot", new { slot }), World.Count("booking", "slot_id = @slot and state = 'booked'", new { slot })));
        var losers = clients.Where((_, i) => answers[i].Location is null).ToList();
        await Task.WhenAll(losers.Select((c, i) => c.Who.SubmitAsync(told[i], "form[action*=Wait]")));
        Assert.Equal(49, World.Count("booking_wait", "slot_id = @slot and ended_at is null", new { slot }));
        clients.ForEach(c => c.Who.Dispose());
    }

    [Fact]
    public void A_seat_a_child_and_a_room_are_never_there_twice_at_a_time_whoever_writes()
    {
        var (town, library) = World.TownWithPlaces();
        var room = World.Room(library, 2);
        var slot = room.Slot(Monday);
        var group = World.Group(World.School(municipality: town));
        var child = World.Pupil(group);
        World.Booked(slot, child, seat: 0);
        Assert.Equal("23P01", State(() => World.Booked(slot, World.Pupil(group), seat: 0)));
        Assert.Equal("23P01", State(() => World.Booked(slot, child, seat: 1)));
        Assert.Equal("23P01", State(() => room.Slot(Monday, "11:00", "12:00")));
        Assert.Equal("23P01", State(() => World.Booked(World.Room(library, 2, "Zolder").Slot(Monday, "11:00", "12:00"), child)));
        // One after the other is no overlap.
        World.Booked(room.Slot(Monday, "11:30", "12:30"), child);
    }

    [Fact]
    public void No_time_lies_across_closing_time_or_in_a_closure_whoever_writes()
    {
        var (_, library) = World.TownWithPlaces();
        var room = World.Room(library, 2);
        World.OpenHours(library, "09:00", "12:00");
        Assert.Equal("P0001", State(() => room.Slot(Monday, "11:00", "12:30")));
        World.Do("insert into closure (id, library_id, starts, ends, reason, by_person, at) values (uuidv7(), @Id, @from, @to, 'Dicht', @by, now())", new { library.Id, from = Amsterdam.At(Monday, new(10, 0)), to = Amsterdam.At(Monday, new(11, 0)), by = World.PlansAt(library) });
        Assert.Equal("P0001", State(() => room.Slot(Monday, "09:30", "10:30")));
        room.Slot(Monday, "09:00", "10:00");
    }

    [Fact]
    public void Around_the_application_nobody_writes_a_booking_and_only_ones_own_children_are_seen()
    {
        var scene = new Scene(World);
        World.Agreed(scene.Town, scene.Library);
        var room = World.Room(scene.Library, 9);
        var slot = room.Slot(Monday);
        var bookings = scene.Children.Where(c => c.Key != Scene.Far).ToDictionary(c => c.Key, c => World.Booked(slot, c.Value));
        var wait = World.Waits(slot, World.Pupil(scene.Groups[Scene.Other]));
        foreach (var (role, who) in scene.People)
        {
            using var around = AsApp.Enter(house, who);
            string[] sees = role switch { Role.Teacher => [Scene.Own], Role.Care or Role.Principal or Role.Office => [Scene.Own, Scene.Next], Role.Library or Role.LibraryPlanner => [Scene.Own, Scene.Next, Scene.Other], _ => [] };
            Assert.Equal((role, string.Join(',', sees)), (role, string.Join(',', bookings.Where(b => around.List<Guid>("select id from booking").Contains(b.Value)).Select(b => b.Key))));
            Assert.Equal((role, role is Role.Library or Role.LibraryPlanner), (role, around.List<Guid>("select id from booking_wait where id = @wait", new { wait }).Count == 1));
            Assert.Equal("42501", around.Try("update booking set state = 'cancelled'"));
            Assert.Equal("42501", around.Try("delete from booking"));
            Assert.Equal("42501", around.Try("insert into booking_wait (id, slot_id, pupil_id, school_id, municipality_id, by_person, at) select uuidv7(), @slot, @child, @school, @town, @me, now()", new { slot, child = scene.Children[Scene.Other].Id, school = scene.OtherSchool.Id, town = scene.Town.Id, me = who.Id }));
            Assert.Equal("42501", around.Try("select app.book_for(gen_random_uuid(), @slot, @child, '{}', null, null, null, now())", new { slot, child = scene.Children[Scene.Own].Id }));
            Assert.Equal("42501", around.Try("select app.offer_places(@slot, now())", new { slot }));
            var stranger = role is Role.Teacher or Role.Care or Role.Principal or Role.Office ? Scene.Other : Scene.Own;
            Assert.Equal((role, "not_allowed"), (role, around.One<string>("select app.book(gen_random_uuid(), @slot, @child, '{}', null, null, now())", new { slot, child = scene.Children[stranger].Id })));
            Assert.Equal("not_allowed", around.One<string>("select app.wait_for_place(gen_random_uuid(), @slot, @child, '{}', now())", new { slot, child = scene.Children[stranger].Id }));
            Assert.Equal("not_allowed", around.One<string>("select app.claim_place(@wait, gen_random_uuid(), now())", new { wait }));
            Assert.False(around.One<bool>("select app.cancel_booking(@id, '', now())", new { id = bookings[stranger] }));
            Assert.False(around.One<bool>("select app.give_link(@id, @wait, '\\x00')", new { id = bookings[stranger], wait }));
            if (role != Role.LibraryPlanner)
            {
                Assert.Equal(-1, around.One<int>("select app.close_slot(@slot, 'Dicht', null, now())", new { slot }));
                Assert.Equal("0 rows", around.Try("update slot set most = 0"));
            }

            Assert.Equal((role, role is Role.Library or Role.LibraryPlanner ? 3 : 0), (role, around.List<string>("select given_name from app.booked_children(array[@slot])", new { slot }).Count));
        }

        using var elsewhere = AsApp.Enter(house, World.LibraryPlanner(World.Library(scene.Town)));
        Assert.Equal(-1, elsewhere.One<int>("select app.close_slot(@slot, 'Dicht', null, now())", new { slot }));
        Assert.Equal("not_allowed", elsewhere.One<string>("select app.reopen_slot(@slot, now())", new { slot }));
        Assert.Empty(elsewhere.List<Guid>("select id from slot where id = @slot", new { slot }));
        Assert.Empty(elsewhere.List<Guid>("select id from booking"));
        using var nobody = AsApp.Nobody(house);
        Assert.Empty(nobody.List<Guid>("select id from slot"));
        Assert.Empty(nobody.List<Guid>("select id from booking"));
        Assert.Equal("gone", nobody.One<string>("select app.answer_by_link('\\x01', 'cancel', gen_random_uuid(), now())"));
    }

    private static string State(Action write)
    {
        try
        {
            write();
            return "";
        }
        catch (Npgsql.PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
