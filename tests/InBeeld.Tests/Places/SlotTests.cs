using System.Net;
using InBeeld.Kernel;

namespace InBeeld.Tests.Places;

/// <summary>Opening hours, closures and times in the rooms of a library, as the planner keeps them.</summary>
public sealed class SlotTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private DateOnly Monday => World.Clock.Day.Monday().AddDays(14);

    [Fact]
    public async Task Every_date_of_a_series_is_listed_with_what_clashes_and_those_that_fit_are_made_once()
    {
        var (_, library) = World.TownWithPlaces();
        var room = World.Room(library, 5);
        World.OpenHours(library, "09:00", "17:00");
        World.Do("insert into closure (id, library_id, starts, ends, reason, by_person, at) values (uuidv7(), @Id, @from, @to, 'Inventarisatie', @by, now())", new { library.Id, from = Amsterdam.At(Monday.AddDays(7), new(0, 0)), to = Amsterdam.At(Monday.AddDays(8), new(0, 0)), by = World.PlansAt(library) });
        room.Slot(Monday.AddDays(14), "11:00", "12:00");
        World.Do("insert into holiday (region, name, starts, ends) values ('Midden', 'Proefvakantie', @day, @day) on conflict do nothing", new { day = Monday.AddDays(21) });
        using var planner = house.SignIn(World.LibraryPlanner(library));

        var looked = await planner.SubmitAsync(await planner.GetAsync("/slots/new"), "main form", Fields(room, ("Until", $"{Monday.AddDays(28):yyyy-MM-dd}")));
        var lines = looked.Texts("main .ib-lines li");
        Assert.Equal(5, lines.Count);
        Assert.Contains("5 plekken", lines[0], StringComparison.Ordinal);
        Assert.Contains("Gesloten: Inventarisatie", lines[1], StringComparison.Ordinal);
        Assert.Contains("Er is dan al een tijd", lines[2], StringComparison.Ordinal);
        Assert.Contains("Schoolvakantie", lines[3], StringComparison.Ordinal);
        Assert.Equal("2 van de 5 dagen kunnen", looked.Text("h1"));
        Assert.Equal(1, World.Count("slot", "library_id = @Id", new { library.Id }));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => planner.SubmitAsync(looked, "main form")));
        Assert.Equal(3, World.Count("slot", "library_id = @Id", new { library.Id }));
        Assert.Equal(1, World.Count("(select distinct series_id from slot where library_id = @Id and series_id is not null) x", "true", new { library.Id }));
        Assert.Contains("0 van 5", (await planner.GetAsync($"/slots?day={Monday:yyyy-MM-dd}")).Text(".ib-grid"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("From", "16:30", "Buiten de openingstijden")]
    [InlineData("From", "18:00", "Een tijd duurt hooguit tien uur")]
    [InlineData("Day", "2019-01-01", "Kies een dag vanaf vandaag")]
    [InlineData("Most", "-3", "aantal in van 0 tot en met 1000")]
    [InlineData("Until", "2099-01-01", "binnen 60 weken")]
    [InlineData("Room", "00000000-0000-4000-8000-000000000009", "Kies een ruimte")]
    public async Task What_cannot_be_is_told_and_nothing_is_made(string field, string value, string sentence)
    {
        var (_, library) = World.TownWithPlaces();
        var room = World.Room(library, 5);
        World.OpenHours(library, "09:00", "17:00");
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var answer = await planner.SubmitAsync(await planner.GetAsync("/slots/new"), "main form", Fields(room, (field, value), ("To", "17:30")));
        Assert.Contains(sentence, answer.Text("main"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("slot", "library_id = @Id", new { library.Id }));
    }

    [Theory]
    [InlineData(2026, 3, 22, 60)]
    [InlineData(2026, 10, 18, 180)]
    public async Task The_clock_of_the_wall_counts_when_the_clock_changes(int year, int month, int sunday, int minutes)
    {
        var first = new DateOnly(year, month, sunday);
        World.Clock.Set(first.AddDays(-2));
        try
        {
            var (_, library) = World.TownWithPlaces();
            var room = World.Room(library, 3);
            World.OpenHours(library, "00:00", "23:59");
            using var planner = house.SignIn(World.LibraryPlanner(library));
            var looked = await planner.SubmitAsync(await planner.GetAsync("/slots/new"), "main form", ("Room", $"{room.Id}"), ("Day", $"{first:yyyy-MM-dd}"), ("From", "10:00"), ("To", "11:30"), ("Until", $"{first.AddDays(7):yyyy-MM-dd}"));
            await planner.SubmitAsync(looked, "main form");
            var starts = World.List<DateTimeOffset>("select starts from slot where library_id = @Id order by starts", new { library.Id });
            Assert.Equal(["10:00", "10:00"], starts.Select(s => $"{Amsterdam.Local(s):HH:mm}"));
            Assert.NotEqual(TimeSpan.FromDays(7), starts[1] - starts[0]);

            // From half past one to half past three: an hour less in March, an hour more in October.
            var night = await planner.SubmitAsync(await planner.GetAsync("/slots/new"), "main form", ("Room", $"{room.Id}"), ("Day", $"{first.AddDays(7):yyyy-MM-dd}"), ("From", "01:30"), ("To", "03:30"));
            Assert.Equal(HttpStatusCode.Redirect, night.Status);
            Assert.Equal(minutes, World.One<int>("select (extract(epoch from ends - starts) / 60)::integer from slot where library_id = @Id and extract(hour from starts at time zone 'Europe/Amsterdam') = 1", new { library.Id }));
        }
        finally
        {
            World.Clock.Reset();
        }
    }

    [Fact]
    public async Task The_hours_hold_from_a_day_and_what_falls_outside_them_is_shown()
    {
        var (_, library) = World.TownWithPlaces();
        var room = World.Room(library, 5);
        World.OpenHours(library, "09:00", "17:00");
        room.Slot(Monday, "15:00", "16:30");
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var page = await planner.GetAsync("/hours");
        Assert.Contains("7 dagen in de week open", page.Text("h1"), StringComparison.Ordinal);
        (string, string?)[] until13 = [("From", $"{Monday:yyyy-MM-dd}"), .. Enumerable.Range(0, 7).Select(i => ("Opens", (string?)(i < 5 ? "09:00" : ""))), .. Enumerable.Range(0, 7).Select(i => ("Closes", (string?)(i < 5 ? "13:00" : "")))];
        await planner.SubmitAsync(page, "main form", until13);
        var after = await planner.GetAsync("/hours");
        Assert.Contains("1 tijd valt buiten de openingstijden", after.Text("main"), StringComparison.Ordinal);
        Assert.Equal(5, World.Count("opening", "library_id = @Id and starts = @Monday", new { library.Id, Monday }));
        Assert.Equal(7, World.Count("opening", "library_id = @Id and ends = @day", new { library.Id, day = Monday.AddDays(-1) }));
        var wrong = await planner.SubmitAsync(after, "main form", [("From", $"{Monday:yyyy-MM-dd}"), .. Enumerable.Range(0, 7).Select(_ => ("Opens", (string?)"17:00")), .. Enumerable.Range(0, 7).Select(_ => ("Closes", (string?)"09:00"))]);
        Assert.Contains("eerst open, dan dicht", wrong.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_that_closes_for_lunch_is_open_twice_on_a_day_and_no_time_lies_over_the_break()
    {
        var (_, library) = World.TownWithPlaces();
        var room = World.Room(library, 5);
        using var planner = house.SignIn(World.LibraryPlanner(library));
        (string, string?)[] Twice(string second) => [("From", $"{Monday:yyyy-MM-dd}"), .. new[] { "10:00", "10:00", "", "", "", "", "" }.Concat([second, "", "", "", "", "", ""]).Select(t => ("Opens", (string?)t)),
            .. new[] { "12:00", "12:00", "", "", "", "", "" }.Concat([second.Length > 0 ? "17:00" : "", "", "", "", "", "", ""]).Select(t => ("Closes", (string?)t))];
        var page = await planner.GetAsync("/hours");
        var early = await planner.SubmitAsync(page, "main form", Twice("11:30"));
        Assert.Contains("De tweede tijd begint nadat de eerste voorbij is", early.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.True(early.Has("details[open] #Opens7[value='11:30']"));
        await planner.SubmitAsync(early, "main form", Twice("14:00"));
        var (monday, next) = (Monday, Monday.AddDays(7));
        house.Clock.Set(monday);
        var after = await planner.GetAsync("/hours");
        house.Clock.Reset();
        Assert.Equal("2 dagen in de week open", after.Text("h1"));
        Assert.Equal("14:00", after.Document.QuerySelector("#Opens7")!.GetAttribute("value"));
        room.Slot(next, "14:00", "15:30");
        Assert.Equal("hours", World.One<string>("select app.slot_fits(@library, null, @starts, @ends)", new { library = library.Id, starts = Amsterdam.At(next, new TimeOnly(11, 30)), ends = Amsterdam.At(next, new TimeOnly(14, 30)) }));
        Assert.Equal("", World.One<string>("select app.slot_fits(@library, null, @starts, @ends)", new { library = library.Id, starts = Amsterdam.At(next, new TimeOnly(14, 0)), ends = Amsterdam.At(next, new TimeOnly(17, 0)) }));
    }

    [Fact]
    public async Task A_closure_says_whom_it_hits_tells_the_schools_and_can_be_undone()
    {
        var (town, library) = World.TownWithPlaces();
        var room = World.Room(library, 5);
        var slot = room.Slot(Monday);
        var group = World.Group(World.School(municipality: town));
        var teacher = World.Teacher().Of(group);
        var booking = World.Booked(slot, World.Pupil(group));
        World.Do("update booking set by_person = @Id where id = @booking", new { teacher.Id, booking });
        var waits = World.Waits(slot, World.Pupil(group), teacher);
        using var planner = house.SignIn(World.LibraryPlanner(library));

        var seen = await planner.SubmitAsync(await planner.GetAsync("/hours/close"), "main form", ("FromDay", $"{Monday:yyyy-MM-dd}"), ("ToDay", $"{Monday:yyyy-MM-dd}"), ("Reason", "Lekkage"));
        Assert.Contains("Dit raakt 1 kind", seen.Text("h1"), StringComparison.Ordinal);
        Assert.Equal("open", World.One<string>("select state from slot where id = @slot", new { slot }));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => planner.SubmitAsync(seen, "main form")));
        Assert.Equal(("closed", "Lekkage", 0), World.One<(string, string, int)>("select state, reason, taken from slot where id = @slot", new { slot }));
        Assert.Equal(("cancelled", "library"), World.One<(string, string)>("select state, ended_by from booking where id = @booking", new { booking }));
        Assert.Equal("closed", World.One<string>("select ended_why from booking_wait where id = @waits", new { waits }));
        using (var visitor = house.SignIn(teacher))
        {
            var bookings = await visitor.GetAsync("/bookings");
            Assert.Contains($"{library.Name} sloot een tijd", bookings.Html, StringComparison.Ordinal);
            Assert.Contains("Lekkage", bookings.Text(".ib-queue"), StringComparison.Ordinal);
        }

        await planner.SubmitAsync(await planner.GetAsync("/hours"), ".ib-lines form");
        Assert.Equal(("open", 1), World.One<(string, int)>("select state, taken from slot where id = @slot", new { slot }));
        Assert.Equal("booked", World.One<string>("select state from booking where id = @booking", new { booking }));
    }

    [Fact]
    public async Task A_slot_says_who_comes_and_why_not_more()
    {
        var (town, library) = World.TownWithPlaces();
        var room = World.Room(library, 5);
        var slot = room.Slot(Monday, most: 2);
        var child = World.Pupil(World.Group(World.School(municipality: town)), given: "Jasmijn", surname: "Zevenblad").Needs("no_device");
        World.Booked(slot, child);
        foreach (var who in new[] { World.LibraryPlanner(library), World.Librarian(library) })
        {
            using var visitor = house.SignIn(who);
            var page = await visitor.GetAsync($"/slots/{slot}");
            Assert.Contains("Jasmijn", page.Text(".ib-lines"), StringComparison.Ordinal);
            Assert.Contains(child.School.Name, page.Text(".ib-lines"), StringComparison.Ordinal);
            Assert.DoesNotContain("Zevenblad", page.Html, StringComparison.Ordinal);
            Assert.Contains("Niet meer dan 2 kinderen", page.Text("main"), StringComparison.Ordinal);
            Assert.Equal(who.Role == Kernel.Access.Role.LibraryPlanner, page.Has($"main form[action^='/slots/{slot}']"));
        }

        Assert.Equal(2, World.Journalled("use_case = 'open slot' and pupils @> array[@Id]", new { child.Id }));
    }

    [Fact]
    public async Task More_room_goes_to_who_waits_and_two_planners_see_both_versions()
    {
        var (town, library) = World.TownWithPlaces();
        var slot = World.Room(library, 5).Slot(Monday, most: 1);
        var group = World.Group(World.School(municipality: town));
        var teacher = World.Teacher().Of(group);
        World.Booked(slot, World.Pupil(group));
        var waits = World.Waits(slot, World.Pupil(group), teacher);
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var (mine, theirs) = (await planner.GetAsync($"/slots/{slot}"), await planner.GetAsync($"/slots/{slot}"));
        await planner.SubmitAsync(theirs, "form:has([name=Most])", ("Most", "2"));
        Assert.NotNull(World.One<DateTimeOffset?>("select offered_until from booking_wait where id = @waits", new { waits }));
        Assert.Equal(1, World.Count("notice", "to_person_id = @Id and kind = 'seat-offer' and link = @link", new { teacher.Id, link = $"/bookings/claim/{waits}" }));
        var both = await planner.SubmitAsync(mine, "form:has([name=Most])", ("MostPerSchool", "3"), ("Most", "1"));
        Assert.Contains("Een collega paste dit net aan", both.Text(".ib-errors"), StringComparison.Ordinal);
        await planner.SubmitAsync(both, "form:has([name=Version])");
        Assert.Equal((2, 3), World.One<(int, int)>("select most, most_per_school from slot where id = @slot", new { slot }));
    }

    [Fact]
    public async Task The_schedule_takes_the_same_few_questions_however_many_times_it_holds()
    {
        var (_, library) = World.TownWithPlaces();
        foreach (var name in new[] { "Studiezaal", "Werkplaats", "Zolder" })
        {
            var room = World.Room(library, 5, name);
            foreach (var day in Enumerable.Range(0, 5))
            {
                room.Slot(Monday.AddDays(day), "09:30", "11:00");
                room.Slot(Monday.AddDays(day), "13:00", "14:30");
            }
        }

        using var planner = house.SignIn(World.LibraryPlanner(library));
        var week = await house.Queries(() => planner.GetAsync($"/slots?day={Monday:yyyy-MM-dd}"));
        Assert.Equal(30, week.Answer.Document.QuerySelectorAll(".ib-slot").Length);
        Assert.Single(week.OfThePage);
        Assert.Equal(6, (await planner.GetAsync($"/slots?day={Monday:yyyy-MM-dd}&view=day")).Document.QuerySelectorAll(".ib-slot").Length);
    }

    private (string, string?)[] Fields(StudyRoom room, params (string Name, string? Value)[] others) =>
        [.. new (string Name, string? Value)[] { ("Room", $"{room.Id}"), ("Day", $"{Monday:yyyy-MM-dd}"), ("From", "10:00"), ("To", "11:30"), ("NoSupervision", "true") }.Where(f => !others.Any(o => o.Name == f.Name)), .. others];
}
