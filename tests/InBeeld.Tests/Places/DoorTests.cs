using System.Net;
using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Places;

/// <summary>At the door: checking in and out, a seat that is not clean, a child without a booking, mistakes.</summary>
public sealed class DoorTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private DoorScene Morning(int seats = 4, int agreed = 16)
    {
        house.Clock.Set(house.Clock.Day);
        return new DoorScene(World, seats, agreed);
    }

    [Fact]
    public async Task The_day_says_who_is_expected_and_a_child_is_checked_in_and_out()
    {
        var door = Morning();
        var slot = door.Slot(20);
        var noor = door.Booking(slot, World.Pupil(door.Group, "Noor"), 0);
        door.Booking(slot, World.Pupil(door.Group, "Sem"), 1);
        using var librarian = house.SignIn(door.Librarian);
        var (working, ready) = (World.Worker(door.Library), World.Worker(door.Library));
        World.Asks(slot);
        working.OnDuty(slot);
        ready.OnDuty(slot, "reserve");
        Assert.Equal("/today", (await librarian.GetAsync("/")).Location);
        var day = await librarian.GetAsync("/today");
        Assert.StartsWith("2 kinderen verwacht om 10.20", day.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Noor", day.Text("main"), StringComparison.Ordinal);
        Assert.Contains("0 bezet, 2 verwacht, 2 vrij, 0 eerst schoonmaken", day.Text("svg.ib-seats desc"), StringComparison.Ordinal);
        Assert.Contains(working.Name.Full, day.Text("main"), StringComparison.Ordinal);
        Assert.Contains($"Reserve: {ready.Name.Full}", day.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(World.One<string>("select surname from pupil p join booking b on b.pupil_id = p.id where b.id = @noor", new { noor })!, day.Html, StringComparison.Ordinal);
        var inside = await librarian.FollowAsync(await librarian.SubmitAsync(day, $"form[action*='handler=In']:has(input[value='{noor}'])"));
        Assert.Contains("Noor is binnen en zit op plek 1", inside.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal("Nog 1 kind verwacht om 10.20", inside.Text("h1"));
        Assert.Equal(1, World.Journalled("use_case = 'check in' and details ->> 'booking' = @noor", new { noor = noor.ToString() }));
        var gone = await librarian.FollowAsync(await librarian.SubmitAsync(inside, "form[action*='handler=Out']"));
        Assert.Contains("Plek 1 wacht op schoonmaken", gone.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("maak eerst 1 plek schoon", gone.Text("h1"), StringComparison.Ordinal);
        Assert.Equal("out", door.State(noor));
        Assert.Equal(1, World.One<int>("select taken from slot where id = @slot", new { slot }));
        var asked = await house.Queries(() => librarian.GetAsync("/today"));
        Assert.InRange(asked.OfThePage.Count, 1, 4);
    }

    [Fact]
    public async Task Two_who_check_in_the_same_child_at_once_do_it_once()
    {
        var door = Morning();
        var booking = door.Booking(door.Slot());
        using var first = house.SignIn(door.Librarian);
        using var second = house.SignIn(door.Planner);
        await Task.WhenAll(first.PostAsync("/today?handler=In", ("booking", $"{booking}")), second.PostAsync("/today?handler=In", ("booking", $"{booking}")));
        Assert.Equal("in", door.State(booking));
        Assert.Equal(1, World.Count("door_event", "booking_id = @booking", new { booking }));
        Assert.Equal(1, World.One<int>("select taken from slot s join booking b on b.slot_id = s.id where b.id = @booking", new { booking }));
        Assert.Contains("was al binnen", (await first.FollowAsync(await first.PostAsync("/today?handler=In", ("booking", $"{booking}")))).Text("[role=status]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seat_that_was_not_cleaned_is_refused_and_another_clean_one_proposed_and_given_on_yes()
    {
        var door = Morning(3);
        door.Used(0);
        door.Used(1);
        var booking = door.Booking(door.Slot(), World.Pupil(door.Group, "Yara"), 0);
        using var librarian = house.SignIn(door.Librarian);
        var refused = await librarian.PostAsync("/today?handler=In", ("booking", $"{booking}"));
        Assert.Equal("booked", door.State(booking));
        Assert.Contains("Plek 1 is niet schoon. Zet Yara op plek 3?", refused.Text("[role=alert]"), StringComparison.Ordinal);
        var moved = await librarian.FollowAsync(await librarian.SubmitAsync(refused, "[role=alert] form"));
        Assert.Contains("zit op plek 3", moved.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal(door.Seats[2], door.SeatOf(booking));
        // Undone it is on its own seat again.
        await librarian.SubmitAsync(moved, "[role=status] form");
        Assert.Equal(("booked", door.Seats[0]), (door.State(booking), door.SeatOf(booking)));
        // When every seat waits for the cloth nobody sits down; after a tick the own seat is free.
        door.Used(2, 5);
        var none = await librarian.PostAsync("/today?handler=In", ("booking", $"{booking}"));
        Assert.Contains("geen schone plek", none.Text(".ib-errors"), StringComparison.Ordinal);
        await librarian.SubmitAsync(await librarian.GetAsync("/today"), $"form[data-tick]:has(input[value='{door.Seats[0]}'])");
        await librarian.PostAsync("/today?handler=In", ("booking", $"{booking}"));
        Assert.Equal(("in", door.Seats[0]), (door.State(booking), door.SeatOf(booking)));
    }

    [Fact]
    public async Task Nobody_is_checked_in_for_another_day_too_early_at_another_branch_or_after_cancelling()
    {
        var door = Morning();
        var elsewhere = new DoorScene(World);
        using var librarian = house.SignIn(door.Librarian);
        var there = elsewhere.Booking(elsewhere.Slot());
        Assert.Equal(HttpStatusCode.NotFound, (await librarian.PostAsync("/today?handler=In", ("booking", $"{there}"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await librarian.PostAsync("/today?handler=Out", ("booking", $"{there}"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await librarian.PostAsync("/today?handler=Undo", ("booking", $"{there}"))).Status);
        Assert.Equal("booked", elsewhere.State(there));
        foreach (var (minutes, why) in new[] { (45, "te vroeg"), (24 * 60, "niet voor vandaag"), (-300, "voorbij") })
        {
            var booking = door.Booking(door.Slot(minutes, 60));
            Assert.Contains(why, (await librarian.PostAsync("/today?handler=In", ("booking", $"{booking}"))).Text(".ib-errors"), StringComparison.Ordinal);
            Assert.Equal("booked", door.State(booking));
        }

        var cancelled = door.Booking(door.Slot(-5, 30), state: "cancelled");
        Assert.Contains("afgezegd", (await librarian.PostAsync("/today?handler=In", ("booking", $"{cancelled}"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await librarian.PostAsync("/today?handler=In", ("booking", $"{Guid.CreateVersion7()}"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await librarian.GetAsync($"/today?room={elsewhere.Room}")).Status);
    }

    [Fact]
    public async Task A_mistake_is_undone_for_ten_minutes_and_not_when_the_seat_was_given_away()
    {
        var door = Morning(2);
        var slot = door.Slot();
        var booking = door.Booking(slot, seat: 0);
        using var librarian = house.SignIn(door.Librarian);
        await librarian.PostAsync("/today?handler=In", ("booking", $"{booking}"));
        await librarian.PostAsync($"/today?handler=Undo&booking={booking}");
        Assert.Equal("booked", door.State(booking));
        await librarian.PostAsync("/today?handler=In", ("booking", $"{booking}"));
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Contains("tien minuten", (await librarian.PostAsync($"/today?handler=Undo&booking={booking}")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("in", door.State(booking));
        await librarian.PostAsync("/today?handler=Out", ("booking", $"{booking}"));
        door.Booking(slot, seat: 0);
        Assert.Contains("aan een ander gegeven", (await librarian.PostAsync($"/today?handler=Undo&booking={booking}")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("out", door.State(booking));
    }

    [Fact]
    public async Task A_child_without_a_booking_gets_a_clean_place_within_what_was_agreed_and_the_school_hears_it()
    {
        var door = Morning(3, agreed: 2);
        door.Used(0);
        var slot = door.Slot();
        door.Booking(slot, seat: 1, state: "in");
        using var librarian = house.SignIn(door.Librarian);
        var form = await librarian.GetAsync("/today/guest");
        Assert.Equal("Er is nu 1 plek vrij", form.Text("h1"));
        var empty = await librarian.SubmitAsync(form, "main form", ("Given", ""), ("OfSchool", ""));
        Assert.Contains("roepnaam", empty.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Kies de school", empty.Text(".ib-errors"), StringComparison.Ordinal);
        var strange = World.School();
        Assert.Contains("geen afspraak", (await librarian.SubmitAsync(form, "main form", ("Given", "Bo"), ("OfSchool", $"{strange.Id}"))).Text(".ib-errors"), StringComparison.Ordinal);
        var done = await librarian.FollowAsync(await librarian.SubmitAsync(form, "main form", ("Given", "Bo"), ("OfSchool", $"{door.School.Id}")));
        Assert.Contains("Bo is binnen en zit op plek 3", done.Text("[role=status]"), StringComparison.Ordinal);
        // A double tap is one child.
        await librarian.SubmitAsync(form, "main form", ("Given", "Bo"), ("OfSchool", $"{door.School.Id}"));
        Assert.Equal(1, World.Count("booking", "slot_id = @slot and guest = 'Bo'", new { slot }));
        using var care = house.SignIn(World.Care(door.School));
        Assert.Contains($"Bo kwam zonder afspraak naar {door.Library.Name}", (await care.OpenAsync("/worries")).Text("main"), StringComparison.Ordinal);
        // Two were agreed: the third is refused, however many seats there are.
        var full = await librarian.SubmitAsync(await librarian.GetAsync("/today/guest"), "main form", ("Given", "Jip"), ("OfSchool", $"{door.School.Id}"));
        Assert.Contains("vergeven", full.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nothing_is_free_now_the_school_is_asked_to_book_once()
    {
        var door = Morning(1);
        door.Booking(door.Slot(), state: "in");
        var later = door.Slot(200, 60);
        using var librarian = house.SignIn(door.Librarian);
        var form = await librarian.GetAsync("/today/guest");
        Assert.Equal("Nu is er niets vrij, eerste plek 13.20", form.Text("h1"));
        for (var i = 0; i < 2; i++)
        {
            await librarian.SubmitAsync(form, "main form", ("Given", "Bo"), ("OfSchool", $"{door.School.Id}"), ("Slot", $"{later}"));
        }

        using var office = house.SignIn(World.Office(door.School));
        Assert.Equal(1, World.Count("notice", "to_organisation_id = @Id and to_role = 'office' and kind = 'place-wanted'", new { door.School.Id }));
        Assert.Equal(0, World.Count("booking", "slot_id = @later", new { later }));
    }

    [Fact]
    public async Task Who_does_not_work_at_a_library_sees_no_day_and_goes_around_in_vain()
    {
        var door = Morning();
        var booking = door.Booking(door.Slot());
        foreach (var who in new[] { World.Teacher().Of(door.Group), World.Coordinator(door.Town), World.Care(door.School) })
        {
            using var visitor = house.SignIn(who);
            foreach (var path in new[] { "/today", "/today/guest", "/cleaning", "/cleaning/log", "/door/devices" })
            {
                Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await visitor.GetAsync(path)).Status));
            }

            using var around = Security.AsApp.Enter(house, who);
            Assert.Equal("gone", around.One<string>("select result from app.check_in(@booking, null, now())", new { booking }));
            Assert.Equal("gone", around.One<string>("select app.check_out(@booking, now())", new { booking }));
            Assert.Equal("gone", around.One<string>("select app.tick_clean(gen_random_uuid(), @seat, null, now(), now())", new { seat = door.Seats[0] }));
            Assert.Empty(around.List<Guid>("select id from cleaning"));
            Assert.Empty(around.List<Guid>("select id from door_event"));
            Assert.Empty(around.List<Guid>("select id from door_device"));
        }

        using var librarian = house.SignIn(door.Librarian);
        Assert.Equal(HttpStatusCode.Forbidden, (await librarian.GetAsync("/door/devices")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await librarian.GetAsync("/cleaning/points")).Status);
        using var worker = Security.AsApp.Enter(house, door.Librarian);
        Assert.Equal("42501", worker.Try("update booking set state = 'in' where id = @booking", new { booking }));
        Assert.Equal("42501", worker.Try("insert into cleaning (id, library_id, seat_id, done_at, heard_at, by_person) values (gen_random_uuid(), @library, @seat, now(), now(), @me)", new { library = door.Library.Id, seat = door.Seats[0], me = door.Librarian.Id }));
        Assert.Equal("42501", worker.Try("select app.door_in(@library, null, @booking, null, now())", new { library = door.Library.Id, booking }));
        Assert.Equal("42501", worker.Try("select app.mark_no_shows(now())"));
        Assert.Equal("42501", worker.Try("select app.kiosk_device('\\x00', now())"));
    }
}
