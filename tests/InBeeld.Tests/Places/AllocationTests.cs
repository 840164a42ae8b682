using System.Net;

namespace InBeeld.Tests.Places;

/// <summary>Schools ask for places, the municipality computes without names, applies, and each school reads what its children got.</summary>
public sealed class AllocationTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_school_asks_the_municipality_applies_and_the_school_reads_who_got_a_place_and_why_not()
    {
        var (town, library) = World.TownWithPlaces();
        var school = World.School(municipality: town);
        var group = World.Group(school);
        var (worried, other) = (World.Pupil(group), World.Pupil(group));
        World.Do("insert into pupil_state (pupil_id, school_id, level, due_from, late_from, out_from) values (@Id, @school, 2, '2026-01-01', '2026-01-01', '2026-01-01') on conflict (pupil_id) do update set level = 2", new { worried.Id, school = school.Id });
        var room = World.Room(library, 1);
        var (series, monday) = (Guid.CreateVersion7(), Monday());
        var slots = Enumerable.Range(0, 3).Select(w => room.Slot(monday.AddDays(7 * w), supervised: school, series: series)).ToArray();

        using var coordinator = house.SignIn(World.Coordinator(town));
        using var care = house.SignIn(World.Care(school));
        var id = await BeginAsync(coordinator, monday);
        Assert.Contains("Nog geen school vroeg plekken", (await coordinator.GetAsync($"/allocation/{id}")).Text("h1"), StringComparison.Ordinal);
        var early = await coordinator.SubmitAsync(await coordinator.GetAsync($"/allocation/{id}"), "form[action*=Try]");
        Assert.Contains("Er valt niets te verdelen", early.Text(".ib-errors"), StringComparison.Ordinal);

        var asked = await AskAsync(care, id, group, [worried, other], "1m");
        Assert.Equal("Voor wie vraag je een plek?", asked.Text("h1"));
        Assert.Contains("Je vraagt een plek voor 2 kinderen.", asked.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Scholen vragen een plek voor 2 kinderen", (await coordinator.GetAsync($"/allocation/{id}")).Text("h1"));

        var tried = await TryAsync(coordinator, id);
        Assert.Equal("Poging 1: 1 van de 2 kinderen", tried.Text("#result h2"));
        Assert.Contains("Bewezen: beter kan niet", tried.Text("#result"), StringComparison.Ordinal);
        Assert.Contains("Alles vol", tried.Text("#result"), StringComparison.Ordinal);
        // No child has a name for the municipality.
        Assert.DoesNotContain(worried.Name.Surname, tried.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(worried.Id.ToString(), tried.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, World.Count("booking", "library_id = @Id", new { library.Id }));

        var applied = await coordinator.FollowAsync(await coordinator.SubmitAsync(tried, "form[action*=Apply]"));
        Assert.Contains("3 plekken geboekt", applied.Text("main"), StringComparison.Ordinal);
        Assert.Equal(3, World.Count("booking", "pupil_id = @Id and state = 'booked' and slot_id = any (@slots)", new { worried.Id, slots }));
        var result = await care.GetAsync($"/allocation/{id}/requests?group={group.Id}");
        Assert.Contains("Het enige dagdeel dat kan is vol", result.Text("main"), StringComparison.Ordinal);
        Assert.Contains(library.Name, result.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("De gemeente verdeelde plekken", (await care.GetAsync("/allocation")).Text("main"), StringComparison.Ordinal);

        // A second time, the same; and back again.
        Assert.Contains("al toegepast", (await coordinator.SubmitAsync(tried, "form[action*=Apply]")).Text(".ib-errors"), StringComparison.Ordinal);
        var again = await TryAsync(coordinator, id);
        Assert.Contains("houden zij er 1", again.Text("#result"), StringComparison.Ordinal);
        await coordinator.SubmitAsync(again, "form[action*=Apply]");
        Assert.Equal(3, World.Count("booking", "pupil_id = @Id and state = 'booked'", new { worried.Id }));
        await coordinator.SubmitAsync(applied, "form[action*=Undo]");
        Assert.Equal(3, World.Count("booking", "pupil_id = @Id and state = 'booked'", new { worried.Id }));
        var now = await coordinator.GetAsync($"/allocation/{id}");
        await coordinator.SubmitAsync(now, "form[action*=Undo]");
        Assert.Equal(1, World.Count("allocation_run", "allocation_id = @id and applied_at is not null and undone_at is null", new { id }));
    }

    [Fact]
    public async Task One_accessible_seat_and_two_children_who_need_it_is_one_place_and_one_reason_and_all_of_it_is_booked()
    {
        var (town, library) = World.TownWithPlaces();
        var school = World.School(municipality: town);
        var group = World.Group(school);
        var (first, second) = (World.Pupil(group), World.Pupil(group));
        var (series, monday) = (Guid.CreateVersion7(), Monday());
        var room = World.Room(library, 4, accessible: 1);
        var slots = Enumerable.Range(0, 3).Select(w => room.Slot(monday.AddDays(7 * w), supervised: school, series: series)).ToArray();
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var care = house.SignIn(World.Care(school));
        var id = await BeginAsync(coordinator, monday);
        await AskAsync(care, id, group, [first, second], "1m");
        World.Do("update place_request set needs = '{accessible}' where allocation_id = @id", new { id });
        var tried = await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.GetAsync($"/allocation/{id}"), "form[action*=Try]"));
        Assert.Equal("Poging 1: 1 van de 2 kinderen", tried.Text("#result h2"));
        var applied = await coordinator.FollowAsync(await coordinator.SubmitAsync(tried, "form[action*=Apply]"));
        Assert.Contains("3 plekken geboekt", applied.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("lukten niet", applied.Text("main"), StringComparison.Ordinal);
        Assert.Equal(3, World.Count("booking b join seat e on e.id = b.seat_id", "b.slot_id = any (@slots) and b.state = 'booked' and e.accessible", new { slots }));
        Assert.Contains("Zo'n plek als nodig is, is er op die tijden niet of niet meer", (await care.GetAsync($"/allocation/{id}/requests?group={group.Id}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_needs_nothing_special_makes_room_on_the_accessible_seat_for_who_comes_to_need_it()
    {
        var (town, library) = World.TownWithPlaces();
        var school = World.School(municipality: town);
        var group = World.Group(school);
        var (one, two, wheels) = (World.Pupil(group), World.Pupil(group), World.Pupil(group));
        var (series, monday) = (Guid.CreateVersion7(), Monday());
        var slot = World.Room(library, 2, accessible: 1).Slot(monday, supervised: school, series: series);
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var care = house.SignIn(World.Care(school));
        var id = await BeginAsync(coordinator, monday);
        await AskAsync(care, id, group, [one, two], "1m");
        await coordinator.SubmitAsync(await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.GetAsync($"/allocation/{id}"), "form[action*=Try]")), "form[action*=Apply]");
        var sits = World.One<Guid>("select b.pupil_id from booking b join seat e on e.id = b.seat_id where b.slot_id = @slot and b.state = 'booked' and e.accessible", new { slot });
        await AskAsync(care, id, group, [one.Id == sits ? one : two, wheels], "1m");
        World.Do("update place_request set needs = '{accessible}' where allocation_id = @id and pupil_id = @child; update place_request set withdrawn_at = now() where allocation_id = @id and pupil_id not in (@child, @sits)", new { id, sits, child = wheels.Id });
        var applied = await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.GetAsync($"/allocation/{id}"), "form[action*=Try]")), "form[action*=Apply]"));
        Assert.Contains("1 plekken geboekt, 1 bleven", applied.Text("main"), StringComparison.Ordinal);
        Assert.Equal((wheels.Id, 2L), (World.One<Guid>("select b.pupil_id from booking b join seat e on e.id = b.seat_id where b.slot_id = @slot and b.state = 'booked' and e.accessible", new { slot }), World.Count("booking", "slot_id = @slot and state = 'booked'", new { slot })));
    }

    [Fact]
    public async Task What_is_missing_or_too_much_is_told_at_the_field_and_nothing_typed_is_lost()
    {
        var (town, _) = World.TownWithPlaces();
        var school = World.School(municipality: town);
        var group = World.Group(school);
        var child = World.Pupil(group);
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var page = await coordinator.GetAsync("/allocation/new");
        var refused = await coordinator.SubmitAsync(page, "form[action='/allocation/new']", ("Name", ""), ("Starts", "2026-12-10"), ("Ends", "2026-12-01"));
        Assert.Contains("Geef een naam", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("De laatste dag ligt voor de eerste", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("2026-12-10", refused.Html, StringComparison.Ordinal);

        var id = await BeginAsync(coordinator, Monday());
        var none = await teacher.SubmitAsync(await teacher.GetAsync($"/allocation/{id}/requests"), "form:has([name=want])", ("want", "2"));
        Assert.Contains("Kies op welke dagdelen het kan", none.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("selected", none.Html[none.Html.IndexOf("value=\"2\"", StringComparison.Ordinal)..][..40], StringComparison.Ordinal);
        var few = await teacher.SubmitAsync(await teacher.GetAsync($"/allocation/{id}/requests"), "form:has([name=want])", ("want", "2"), ("Parts", "1m"));
        Assert.Contains("Kies meer dagen", few.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("place_request", "pupil_id = @Id", new { child.Id }));

        World.Do("update allocation set requests_until = @day where id = @id", new { id, day = World.Clock.Day.AddDays(-1) });
        Assert.DoesNotContain("name=\"want\"", (await teacher.GetAsync($"/allocation/{id}/requests")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_town_and_another_school_see_nothing_of_it()
    {
        var (town, _) = World.TownWithPlaces();
        var school = World.School(municipality: town);
        var child = World.Pupil(World.Group(school));
        var elsewhere = World.Municipality();
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var far = house.SignIn(World.Coordinator(elsewhere));
        using var farCare = house.SignIn(World.Care(World.School(municipality: elsewhere)));
        using var care = house.SignIn(World.Care(school));
        var id = await BeginAsync(coordinator, Monday());
        await AskAsync(care, id, child.Group, [child], "1m");
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/allocation/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await farCare.GetAsync($"/allocation/{id}/requests")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await care.GetAsync($"/allocation/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await coordinator.GetAsync($"/allocation/{id}/requests")).Status);
        // Of another school of the same town: its own children only.
        using var neighbour = house.SignIn(World.Care(World.School(municipality: town)));
        Assert.DoesNotContain(child.Name.Surname, (await neighbour.GetAsync($"/allocation/{id}/requests")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(child.Name.Surname, (await neighbour.GetAsync($"/allocation/{id}/requests?handler=Export&as=csv")).Html, StringComparison.Ordinal);
        Assert.Contains(child.Name.Surname, (await care.GetAsync($"/allocation/{id}/requests?handler=Export&as=csv")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Travel_times_bar_what_is_too_far()
    {
        var (town, library) = World.TownWithPlaces();
        var school = World.School(municipality: town);
        using var coordinator = house.SignIn(World.Coordinator(town));
        var wrong = await coordinator.SubmitAsync(await coordinator.GetAsync("/allocation/travel"), "form[action*=travel]", ("minutes", "999"));
        Assert.Contains($"{school.Name}: vul minuten in", wrong.Text(".ib-errors"), StringComparison.Ordinal);
        await coordinator.SubmitAsync(await coordinator.GetAsync("/allocation/travel"), "form[action*=travel]", ("minutes", "40"));
        Assert.Equal(40, World.One<int>("select minutes from place_travel where school_id = @Id and library_id = @library", new { school.Id, library = library.Id }));
        await coordinator.SubmitAsync(await coordinator.GetAsync("/allocation/travel"), "form[action*=travel]", ("minutes", ""));
        Assert.Equal(0, World.Count("place_travel", "school_id = @Id", new { school.Id }));
    }

    private static async Task<PageAnswer> TryAsync(Visitor coordinator, Guid id)
    {
        var page = await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.GetAsync($"/allocation/{id}"), "form[action*=Try]"));
        for (var n = 0; n < 300 && page.Has("progress"); n++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            page = await coordinator.GetAsync(page.Path);
        }

        return page;
    }

    private DateOnly Monday() => World.Clock.Day.AddDays(14 - (((int)World.Clock.Day.DayOfWeek + 6) % 7));

    private static async Task<Guid> BeginAsync(Visitor coordinator, DateOnly monday)
    {
        var made = await coordinator.SubmitAsync(await coordinator.GetAsync("/allocation/new"), "form[action='/allocation/new']", ("Name", "Herfst"), ("Starts", monday.ToString("yyyy-MM-dd")), ("Ends", monday.AddDays(20).ToString("yyyy-MM-dd")), ("RequestsUntil", monday.AddDays(-3).ToString("yyyy-MM-dd")));
        return Guid.Parse(made.Location!.Split('/')[^1]);
    }

    private static async Task<PageAnswer> AskAsync(Visitor school, Guid id, Group group, Pupil[] children, string part)
    {
        (string, string?)[] fields = [.. children.SelectMany(c => new (string, string?)[] { ("child", c.Id.ToString()), ("want", "1") }), ("Parts", part), ("WithSiblings", "true")];
        return await school.FollowAsync(await school.PostAsync($"/allocation/{id}/requests?group={group.Id}", fields));
    }
}
