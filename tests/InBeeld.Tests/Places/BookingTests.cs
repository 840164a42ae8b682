using System.Net;
using System.Text.RegularExpressions;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Places;

/// <summary>A school books places for its children: one, together, every week; changes and cancels them.</summary>
public sealed partial class BookingTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private DateOnly Monday => World.Clock.Day.Monday().AddDays(14);

    [Fact]
    public async Task A_teacher_books_a_child_and_prints_an_invitation_with_which_it_can_be_cancelled()
    {
        var (slot, group) = SlotAndGroup(3);
        var child = World.Pupil(group, given: "Mila", surname: "Nevelbank");
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var form = await teacher.GetAsync($"/bookings/new?slot={slot}");
        Assert.Equal("Nog 3 plekken vrij", form.Text("h1"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => teacher.SubmitAsync(form, "main form[method=post]", ("Children", $"{child.Id}"))));
        Assert.Single(answers.Select(a => a.Location).Distinct());
        var booking = World.One<Guid>("select id from booking where slot_id = @slot", new { slot });
        var page = await teacher.GetAsync($"/bookings/{booking}");
        Assert.StartsWith("Mila gaat", page.Text("h1"), StringComparison.Ordinal);
        Assert.Matches("[1-9][0-9]{3}", page.Text(".ib-code"));
        Assert.Equal(1, World.One<int>("select taken from slot where id = @slot", new { slot }));
        Assert.Equal(1, World.Journalled("use_case = 'book place' and pupils @> array[@Id]", new { child.Id }));

        var calendar = await teacher.GetAsync($"/bookings/{booking}?handler=Calendar");
        Assert.Contains("SUMMARY:Mila leert in de bibliotheek", calendar.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Nevelbank", calendar.Html, StringComparison.Ordinal);

        var paper = await teacher.SubmitAsync(page, "form[action$='/paper']");
        Assert.Equal(2, paper.Document.QuerySelectorAll("svg.ib-qr").Length);
        var link = Link().Match(paper.Html).Value;
        Assert.Equal(0, World.Count("booking", "encode(link_hash, 'hex') = @token", new { token = link[6..] }));
        using var family = house.Visitor();
        var seen = await family.GetAsync(link);
        Assert.Contains("Mila heeft een plek.", seen.Text("h1"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nevelbank", seen.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(group.School.Name, seen.Html, StringComparison.Ordinal);
        var cancelled = await family.SubmitAsync(seen, "button[value=cancel]");
        Assert.Contains("afgezegd", cancelled.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(("cancelled", "link"), World.One<(string, string)>("select state, ended_by from booking where id = @booking", new { booking }));
        Assert.Contains("werkt niet", (await family.GetAsync("/seat/0123456789abcdef0123456789abcdef")).Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Children_of_one_school_come_together_or_are_split_when_asked()
    {
        var (slot, group) = SlotAndGroup(2);
        var library = World.One<Guid>("select library_id from slot where id = @slot", new { slot });
        var big = World.Room(new Organisation(World, library, "library", "", "", null), 9, "Zolder").Slot(Monday.AddDays(1));
        var children = group.Pupils(3);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var refused = await teacher.SubmitAsync(await teacher.GetAsync($"/bookings/new?slot={slot}"), "main form[method=post]", [.. children.Select(c => ("Children", (string?)$"{c.Id}"))]);
        Assert.Contains("dus er is niets geboekt", refused.Text("main"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("booking", "slot_id = @slot", new { slot }));
        Assert.True(refused.Has($"a[href='/bookings/new?slot={big}']"));

        var split = await teacher.SubmitAsync(refused, "form:has([name=Split])");
        Assert.Equal("2 van de 3 plekken geboekt", split.Text("h1"));
        Assert.Contains("alle plekken zijn bezet", split.Text("main"), StringComparison.Ordinal);
        await teacher.SubmitAsync(split, "form[action*=Wait]");
        Assert.Equal(1, World.Count("booking_wait", "slot_id = @slot and ended_at is null", new { slot }));
        Assert.Contains("Op de wachtlijst", (await teacher.GetAsync("/bookings")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_lists_every_week_with_what_clashes_before_it_is_booked()
    {
        var (slot, group) = SlotAndGroup(3);
        var room = RoomOf(slot);
        room.Slot(Monday.AddDays(7));
        var full = room.Slot(Monday.AddDays(21), most: 0);
        room.Slot(Monday.AddDays(28));
        var child = World.Pupil(group);
        World.Booked(World.Room(room.Library, 3, "Zolder").Slot(Monday.AddDays(28)), child);
        World.Do("insert into holiday (region, name, starts, ends) values ('Midden', 'Proefweek', @day, @day) on conflict do nothing", new { day = Monday.AddDays(14) });
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var weeks = await teacher.SubmitAsync(await teacher.GetAsync($"/bookings/new?slot={slot}"), "main form[method=post]", ("Children", $"{child.Id}"), ("Until", $"{Monday.AddDays(28):yyyy-MM-dd}"));
        var lines = weeks.Texts("#Slots label");
        Assert.Equal("2 van de 5 weken kunnen", weeks.Text("h1"));
        Assert.Contains("Schoolvakantie of vrije dag", lines[2], StringComparison.Ordinal);
        Assert.Contains("Nog 0 vrij voor 1 kinderen", lines[3], StringComparison.Ordinal);
        Assert.Contains("heeft dan al een plek", lines[4], StringComparison.Ordinal);
        Assert.Equal(0, World.Count("booking", "slot_id = @slot", new { slot }));
        Assert.Equal("/bookings", (await teacher.SubmitAsync(weeks, "main form[method=post]")).Location);
        Assert.Equal(2, World.Count("booking", "pupil_id = @Id and series_id is not null", new { child.Id }));
        Assert.Equal(0, World.Count("booking", "slot_id = @full", new { full }));
    }

    [Fact]
    public async Task Cancelling_is_undone_while_the_place_is_free_and_no_longer_when_it_is_offered()
    {
        var (slot, group) = SlotAndGroup(1);
        var (child, other) = (World.Pupil(group), World.Pupil(group));
        var booking = World.Booked(slot, child);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var done = await teacher.FollowAsync(await teacher.SubmitAsync(await teacher.GetAsync($"/bookings/{booking}"), "form[action*=Cancel]", ("Reason", "Ziek")));
        Assert.Equal(0, World.One<int>("select taken from slot where id = @slot", new { slot }));
        await teacher.SubmitAsync(done, ".ib-notice form");
        Assert.Equal(("booked", 1), World.One<(string, int)>("select b.state, s.taken from booking b join slot s on s.id = b.slot_id where b.id = @booking", new { booking }));

        World.Waits(slot, other);
        var again = await teacher.FollowAsync(await teacher.SubmitAsync(await teacher.GetAsync($"/bookings/{booking}"), "form[action*=Cancel]"));
        var refused = await teacher.SubmitAsync(again, ".ib-notice form");
        Assert.Contains("al voor een ander kind", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.One<int>("select taken from slot where id = @slot", new { slot }));
    }

    [Fact]
    public async Task What_is_needed_changes_the_seat_and_a_place_moves_to_another_time()
    {
        var (town, library) = World.TownWithPlaces();
        var room = World.Room(library, 3, accessible: 1);
        var (slot, later) = (room.Slot(Monday), room.Slot(Monday.AddDays(1)));
        var group = World.Group(World.School(municipality: town));
        var booking = World.Booked(slot, World.Pupil(group), seat: 0);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var page = await teacher.GetAsync($"/bookings/{booking}");
        await teacher.SubmitAsync(page, "form:has([name=Version])", ("Needs", "accessible"));
        Assert.Equal("3", World.One<string>("select x.label from booking b join seat x on x.id = b.seat_id where b.id = @booking", new { booking }));
        var clash = await teacher.SubmitAsync(page, "form:has([name=Version])", ("Needs", "quiet"));
        Assert.Contains("Een collega paste dit net aan", clash.Text(".ib-errors"), StringComparison.Ordinal);
        var none = await teacher.SubmitAsync(await teacher.GetAsync($"/bookings/{booking}"), "form:has([name=Version])", ("Needs", "computer"));
        Assert.Contains("geen vrije plek die hierbij past", none.Text(".ib-errors"), StringComparison.Ordinal);

        var moving = await teacher.GetAsync($"/bookings/{booking}");
        var moved = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => teacher.SubmitAsync(moving, $"button[value='{later}']")));
        Assert.Contains(moved, m => m.Status == HttpStatusCode.Redirect);
        Assert.Equal((0, 1), World.One<(int, int)>("select (select taken from slot where id = @slot), (select taken from slot where id = @later)", new { slot, later }));
    }

    [Fact]
    public async Task A_time_opens_when_a_school_promises_supervision_and_the_planner_hears_when_that_is_taken_back()
    {
        var (town, library) = World.TownWithPlaces();
        var slot = World.Room(library, 3).Slot(Monday, needsSupervision: true);
        var group = World.Group(World.School(municipality: town));
        var child = World.Pupil(group);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var form = await teacher.GetAsync($"/bookings/new?slot={slot}");
        Assert.Contains("Nog geen school zorgt voor begeleiding", form.Text("main"), StringComparison.Ordinal);
        var refused = await teacher.SubmitAsync(form, "main form[method=post]", ("Children", $"{child.Id}"), ("Split", "yes"));
        Assert.Contains("er is nog geen begeleiding van een school", refused.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.PostAsync($"/bookings/supervision/{slot}", ("Who", "Ik"))).Status);

        using var care = house.SignIn(World.Care(group.School));
        await care.SubmitAsync(await care.GetAsync($"/bookings/supervision/{slot}"), "main form[method=post]", ("Who", "Sara Klaproos"));
        Assert.Equal(3, World.One<int>("select places from slot where id = @slot", new { slot }));
        using var others = house.SignIn(World.Care(World.School(municipality: town)));
        Assert.Contains("Een andere school", (await others.PostAsync($"/bookings/supervision/{slot}", ("Who", "Tom"))).Text(".ib-errors"), StringComparison.Ordinal);
        World.Booked(slot, child);
        await care.SubmitAsync(await care.GetAsync($"/bookings/supervision/{slot}"), "form[action*=TakeBack]");
        using var planner = house.SignIn(World.LibraryPlanner(library));
        Assert.Contains("nam begeleiding terug", (await planner.GetAsync("/slots")).Html, StringComparison.Ordinal);
        Assert.Contains("Dit klopt nog niet", (await planner.GetAsync($"/slots?day={Monday:yyyy-MM-dd}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_than_agreed_with_the_town_and_than_allowed_per_school()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        World.Agreed(town, library, places: 2);
        var slot = World.Room(library, 9).Slot(Monday, mostPerSchool: 1);
        var groups = Enumerable.Range(0, 3).Select(_ => World.Group(World.School(municipality: town))).ToList();
        using (var first = house.SignIn(World.Teacher().Of(groups[0])))
        {
            var answer = await BookAsync(first, slot, groups[0].Pupils(2));
            Assert.Contains("de plekken voor jullie school zijn bezet", answer.Text("main"), StringComparison.Ordinal);
        }

        World.Booked(slot, World.Pupil(groups[1]));
        using var third = house.SignIn(World.Teacher().Of(groups[2]));
        Assert.Contains("de plekken voor jullie gemeente zijn bezet", (await BookAsync(third, slot, [World.Pupil(groups[2])])).Text("main"), StringComparison.Ordinal);
        Assert.Equal("Geen plek gevonden in 60 dagen", (await third.GetAsync("/bookings/find?n=1")).Text("h1"));
    }

    [Fact]
    public async Task The_first_free_time_for_so_many_children_is_found_in_few_questions()
    {
        var (town, library) = World.TownWithPlaces();
        var small = World.Room(library, 2, "Hoek");
        var big = World.Room(library, 6, "Zaal", accessible: 2);
        for (var day = 0; day < 5; day++)
        {
            small.Slot(Monday.AddDays(day), "09:30", "11:00");
            big.Slot(Monday.AddDays(day), "13:00", "14:30", most: day == 0 ? 3 : null);
        }

        using var teacher = house.SignIn(World.Teacher().Of(World.Group(World.School(municipality: town))));
        var asked = await house.Queries(() => teacher.GetAsync($"/bookings/find?n=5&day={Monday:yyyy-MM-dd}"));
        Assert.Matches($"is di {Monday.AddDays(1).Day} .*, 13.00", asked.Answer.Text("h1"));
        Assert.Equal(10, asked.Answer.Document.QuerySelectorAll(".ib-slot").Length);
        Assert.True(asked.OfThePage.Count <= 2, string.Join("\n", asked.OfThePage));
        Assert.Contains("13.00", (await teacher.GetAsync($"/bookings/find?n=2&needs=accessible&day={Monday:yyyy-MM-dd}")).Text("h1"), StringComparison.Ordinal);
        Assert.Contains("van 1 tot en met 60", (await teacher.GetAsync("/bookings/find?n=0")).Text(".ib-errors"), StringComparison.Ordinal);
        using var elsewhere = house.SignIn(World.Teacher().Of(World.Group()));
        Assert.Contains("Geen tijden", (await elsewhere.GetAsync($"/bookings/find?day={Monday:yyyy-MM-dd}")).Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_paged_and_exported_and_holds_only_ones_own_children()
    {
        var (town, library) = World.TownWithPlaces();
        var group = World.Group(World.School(municipality: town));
        var children = group.Pupils(30);
        var room = World.Room(library, 30);
        foreach (var slot in new[] { room.Slot(Monday), room.Slot(Monday.AddDays(1)) })
        {
            children.ForEach(c => World.Booked(slot, c));
        }

        World.Booked(World.Room(library, 2, "Hoek").Slot(Monday), World.Pupil(World.Group(group.School, "7z"), surname: "Buurgroep"));
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var first = await teacher.GetAsync("/bookings");
        Assert.Equal(50, first.Document.QuerySelectorAll(".ib-queue > li").Length);
        var next = await teacher.GetAsync(first.Document.QuerySelector("footer a[href*='after=']")!.GetAttribute("href")!);
        Assert.Equal(10, next.Document.QuerySelectorAll(".ib-queue > li").Length);
        var file = (await teacher.GetAsync("/bookings?handler=Export&as=csv")).Html;
        Assert.Equal(61, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("Buurgroep", file, StringComparison.Ordinal);
        using var care = house.SignIn(World.Care(group.School));
        Assert.Contains("Buurgroep", (await care.GetAsync("/bookings?handler=Export&as=csv")).Html, StringComparison.Ordinal);
        Assert.Contains("Nog niemand ging", (await teacher.GetAsync("/bookings?show=past")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_route_a_place_is_booked_at_the_first_time_with_room_or_waited_for()
    {
        var (town, library) = World.TownWithPlaces();
        var room = World.Room(library, 1);
        var slot = room.Slot(Monday);
        var group = World.Group(World.School(municipality: town));
        var (first, second) = (World.Pupil(group), World.Pupil(group));
        var care = World.Care(group.School);
        Assert.Equal(RouteState.Running, (await StartAsync(care, town, first)).State);
        Assert.Equal(RouteState.Asked, (await StartAsync(care, town, second)).State);
        Assert.Equal((1L, 1L), (World.Count("booking", "slot_id = @slot", new { slot }), World.Count("booking_wait", "slot_id = @slot", new { slot })));
    }

    private async Task<RouteState> StartAsync(Somebody who, Organisation town, Pupil child)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var scope = house.Services.CreateAsyncScope();
        var frame = scope.ServiceProvider.GetRequiredService<InBeeld.Data.Frame>();
        Assert.True(await frame.EnterAsync(World.Session(who), ct));
        var route = scope.ServiceProvider.GetServices<IRoute>().Single(r => r.Kind == "library_place" && r.GetType().Name == "PlaceRoute");
        var id = Guid.CreateVersion7();
        var started = (await route.StartAsync(id, child.Id, Monday, ct)).Value;
        Assert.Equal(started.Reference, Assert.Single(await route.StatesAsync(child.Id, ct)).Reference);
        Assert.NotNull(await route.CapacityAsync(town.Id, Monday, ct));
        await frame.CommitAsync(ct);
        return started;
    }

    private static async Task<PageAnswer> BookAsync(Visitor who, Guid slot, List<Pupil> children) =>
        await who.SubmitAsync(await who.GetAsync($"/bookings/new?slot={slot}"), "main form[method=post]", [.. children.Select(c => ("Children", (string?)$"{c.Id}")), ("Split", "yes")]);

    private (Guid Slot, Group Group) SlotAndGroup(int seats)
    {
        var (town, library) = World.TownWithPlaces();
        return (World.Room(library, seats).Slot(Monday), World.Group(World.School(municipality: town)));
    }

    private StudyRoom RoomOf(Guid slot)
    {
        var (room, library, choice) = World.One<(Guid, Guid, Guid)>("select room_id, library_id, choice_id from slot where id = @slot", new { slot });
        var seats = World.List<Guid>("select id from seat where room_id = @room", new { room });
        return new StudyRoom(World, room, new Organisation(World, library, "library", "", "", null), "Studiezaal", seats, choice);
    }

    [GeneratedRegex("/seat/[0-9a-f]{32}")]
    private static partial Regex Link();
}
