using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace InBeeld.Tests.Places;

/// <summary>Rooms of a library: read from a file, drawn, changed; how many can sit there is computed at once.</summary>
public sealed class RoomTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_table_of_seats_becomes_a_room_only_after_it_was_seen_and_its_places_are_computed()
    {
        var (library, planner) = Planner(1.5m);
        using var _ = planner;
        Assert.Contains("Er is nog geen zaal", (await planner.GetAsync("/rooms")).Text("main"), StringComparison.Ordinal);
        var seen = await ReadAsync(planner, "/rooms/new", "label;x;y;rolstoel\n1;1;1;nee\n2;2;1;nee\n3;3;1;ja\n4;vier;1;nee\n", ("Title", "Leeszaal"));
        Assert.Equal("3 stoelen gelezen voor Leeszaal", seen.Text("h1"));
        Assert.Contains("Regel 5, x: “vier” is geen getal", seen.Text("#Lines"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("room", "library_id = @Id", new { library.Id }));
        var repaired = await planner.SubmitAsync(seen, "#Lines form", ("Lines", "4;4;1;nee"));
        Assert.False(repaired.Has("#Lines"));
        // Twice the same button is one room.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => planner.SubmitAsync(repaired, "form[action$='handler=Keep']")));
        var room = World.One<Guid>("select id from room where library_id = @Id", new { library.Id });
        var open = await planner.GetAsync($"/rooms/{room}");
        Assert.Equal("Leeszaal: 2 plekken op 1,5 meter", open.Text("h1"));
        Assert.Contains("Meer kan niet, nagerekend voor 4 stoelen", open.Text("main"), StringComparison.Ordinal);
        Assert.Equal((2, 2, 2), (open.Texts(".ib-seats .free text").Count, open.Texts(".ib-seats[role=img] .shut").Count, open.Document.QuerySelectorAll(".ib-seats[role=img] .ring").Length));
        Assert.Contains("2 in gebruik, 2 dicht", open.Text(".ib-seats desc"), StringComparison.Ordinal);
        Assert.Equal("2 plekken in 1 zaal", (await planner.GetAsync("/rooms")).Text("h1"));
        Assert.Contains("plekken om te leren", (await planner.GetAsync($"/rooms/{room}/door")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Leeszaal: 2 plekken, 1,5 meter uit elkaar", (await planner.GetAsync($"/rooms/{room}/wall")).Text("h1"), StringComparison.Ordinal);
        using var librarian = house.SignIn(World.Librarian(library));
        var read = await librarian.GetAsync($"/rooms/{room}");
        Assert.False(read.Has("main form"));
        Assert.Equal(HttpStatusCode.Forbidden, (await librarian.GetAsync($"/rooms/{room}/seats")).Status);
    }

    [Fact]
    public async Task A_room_in_millimetres_is_proposed_in_metres_and_one_that_is_too_large_is_not_kept()
    {
        var (library, planner) = Planner(1.5m);
        using var _ = planner;
        var seen = await ReadAsync(planner, "/rooms/new", "label;x;y\n1;1000;1000\n2;2600;1000\n3;9000;6000\n", ("Title", "Zaal"));
        Assert.Contains("Dit lijken millimeters. De zaal is dan 9 meter breed", seen.Text("main"), StringComparison.Ordinal);
        var refused = await planner.SubmitAsync(seen, "form[action$='handler=Keep']");
        Assert.Contains("Een zaal is hooguit 200 bij 200 meter", refused.Text(".ib-errors"), StringComparison.Ordinal);
        var metres = await planner.SubmitAsync(refused, "button[value='0.001']");
        Assert.DoesNotContain("Dit lijken", metres.Text("main"), StringComparison.Ordinal);
        await planner.SubmitAsync(metres, "form[action$='handler=Keep']");
        Assert.Equal((9.5m, 3L), (World.One<decimal>("select width from room where library_id = @Id", new { library.Id }), World.Count("seat", "room_id in (select id from room where library_id = @Id)", new { library.Id })));
        Assert.Contains("lezen wij niet", (await ReadAsync(planner, "/rooms/new", "%PDF-1.7", ("Title", "Zaal"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Geef de zaal een naam", (await ReadAsync(planner, "/rooms/new", "label;x;y\n1;1;1\n")).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_thousand_seats_are_computed_within_the_request_and_one_more_is_refused()
    {
        var (library, planner) = Planner(1.5m);
        using var _ = planner;
        var table = new StringBuilder("label;x;y\n");
        for (var i = 0; i < 2000; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{i + 1};{1 + (0.9 * (i % 50))};{1 + (0.9 * (i / 50))}\n");
        }

        var seen = await ReadAsync(planner, "/rooms/new", table.ToString(), ("Title", "Hal"));
        var watch = Stopwatch.StartNew();
        var kept = await planner.SubmitAsync(seen, "form[action$='handler=Keep']");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
        Assert.Equal(HttpStatusCode.Redirect, kept.Status);
        var (chosen, bound) = World.One<(int, int)>("select cardinality(c.chosen), c.upper_bound from seat_choice c join room r on r.id = c.room_id where r.library_id = @Id", new { library.Id });
        Assert.InRange(chosen, 500, bound);
        Assert.Contains("Dit zijn 2001 stoelen", (await ReadAsync(planner, "/rooms/new", table + "extra;50;50\n", ("Title", "Hal"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(2000, (await planner.GetAsync(kept.Location + "/seats")).Document.QuerySelectorAll("input[name='gone']").Length);
    }

    [Fact]
    public async Task Reading_again_keeps_seats_with_the_same_name_and_says_what_changes()
    {
        var (library, planner) = Planner(1.5m);
        using var _ = planner;
        var room = World.Room(library, 3);
        var seen = await ReadAsync(planner, $"/rooms/{room.Id}/import", "label;x;y\n1;3;1\n2;10;1\nnieuw;20;1\n");
        Assert.Contains("1 stoel erbij: nieuw", seen.Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 stoel staat ergens anders: 2", seen.Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 stoel verdwijnt: 3", seen.Text("main"), StringComparison.Ordinal);
        await planner.SubmitAsync(seen, "form[action$='handler=Keep']");
        Assert.Equal([("1", room.Seats[0]), ("2", room.Seats[1])], World.List<(string, Guid)>("select label, id from seat where room_id = @Id and removed_at is null and label <> 'nieuw' order by label", new { room.Id }));
        Assert.Equal(1, World.Count("seat", "room_id = @Id and removed_at is not null and label = '3'", new { room.Id }));
        Assert.Equal(100m, World.One<decimal>("select width from room where id = @Id", new { room.Id }));
        Assert.Equal((1L, 1L), (World.Count("seat_choice", "room_id = @Id and replaced_at is null", new { room.Id }), World.Count("seat_choice", "room_id = @Id and replaced_at is not null", new { room.Id })));
    }

    [Fact]
    public async Task Seats_are_renamed_fixed_and_removed_in_one_form_and_two_who_do_so_see_both_versions()
    {
        var (library, planner) = Planner(1.5m);
        using var _ = planner;
        using var colleague = house.SignIn(World.LibraryPlanner(library));
        var room = World.Room(library, 4);
        var (one, two, four) = (room.Seats[0], room.Seats[1], room.Seats[3]);
        var form = await planner.GetAsync($"/rooms/{room.Id}/seats");
        var late = await colleague.GetAsync($"/rooms/{room.Id}/seats");
        await planner.SubmitAsync(form, "main form", ($"l.{one}", "2"), ($"l.{two}", "1"), ($"h.{two}", "out"), ("gone", four.ToString()), ("socket", one.ToString()));
        Assert.Equal([("1", two, "out", false), ("2", one, "", true), ("3", room.Seats[2], "", false)], World.List<(string, Guid, string, bool)>("select label, id, by_hand, socket from seat where room_id = @Id and removed_at is null order by label", new { room.Id }));
        Assert.Equivalent(new[] { one, room.Seats[2] }, World.One<Guid[]>("select chosen from seat_choice where room_id = @Id and replaced_at is null", new { room.Id }));
        var both = await colleague.SubmitAsync(late, "main form", ($"l.{one}", "Raam"));
        Assert.Contains("Een collega paste dit net aan", both.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Raam", both.Text("#Seats"), StringComparison.Ordinal);
        await colleague.SubmitAsync(both, "main form");
        Assert.Equal(["1", "3", "Raam"], World.List<string>("select label from seat where room_id = @Id and removed_at is null order by label", new { room.Id }));
        var same = await planner.SubmitAsync(await planner.GetAsync($"/rooms/{room.Id}/seats"), "main form", ($"l.{one}", "3"));
        Assert.Contains("De naam 3 staat er twee keer", same.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_room_is_drawn_without_script_undone_and_kept()
    {
        var (library, planner) = Planner(0);
        using var _ = planner;
        var begun = await planner.SubmitAsync(await planner.GetAsync("/rooms/new"), "form[action$='handler=Draw']", ("Title", "Hoek"), ("Across", "6,5"), ("Deep", "4"));
        var room = World.One<Guid>("select id from room where library_id = @Id", new { library.Id });
        Assert.Equal($"/rooms/{room}/draw", begun.Location);
        var page = await planner.GetAsync(begun.Location!);
        page = await planner.SubmitAsync(page, "button[value=add]", ("Tool", "seat"), ("X", "1"), ("Y", "1"), ("X2", "5"), ("Y2", "1"), ("Count", "3"));
        page = await planner.SubmitAsync(page, "button[value=add]", ("Tool", "wall"), ("X", "3,25"), ("Y", "0"), ("X2", "3,25"), ("Y2", "3"));
        page = await planner.SubmitAsync(page, "button[value=add]", ("Tool", "word"), ("X", "2"), ("Y", "3"), ("Text", "Ingang"));
        Assert.Equal("3 stoelen", page.Text("main h2"));
        page = await planner.SubmitAsync(page, "button[value=undo]");
        Assert.False(page.Has(".ib-seats .label"));
        Assert.Contains("Kies een punt in de zaal", (await planner.SubmitAsync(page, "button[value=add]", ("Tool", "seat"), ("X", "9"), ("Y", "1"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("seat", "room_id = @room", new { room }));
        await planner.SubmitAsync(page, "form[action$='handler=Keep']");
        Assert.Equal(["1", "2", "3"], World.List<string>("select label from seat where room_id = @room order by label", new { room }));
        Assert.Contains("3.25", World.One<string>("select plan::text from room where id = @room", new { room }), StringComparison.Ordinal);
        Assert.Equal("Hoek: 3 plekken zonder afstand", (await planner.GetAsync($"/rooms/{room}")).Text("h1"));
    }

    [Fact]
    public async Task Of_a_room_the_staff_and_the_wheelchairs_are_set_and_it_goes_when_nothing_is_open()
    {
        var (library, planner) = Planner(2.5m);
        using var _ = planner;
        var room = World.Room(library, 4, accessible: 1);
        var page = await planner.SubmitAsync(await planner.GetAsync($"/rooms/{room.Id}/change"), "main form", ("Title", "Nieuwe naam"), ("PerPerson", "6"), ("AccessibleLeast", "1"));
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Contains(room.Seats[3], World.One<Guid[]>("select chosen from seat_choice where room_id = @Id and metres = 2.5 and replaced_at is null", new { room.Id })!);
        Assert.Contains("van 1 tot en met 100", (await planner.SubmitAsync(await planner.GetAsync($"/rooms/{room.Id}/change"), "main form", ("PerPerson", "0"))).Text(".ib-errors"), StringComparison.Ordinal);
        room.Slot(World.Clock.Day.AddDays(3));
        Assert.Contains("1 tijden open", (await planner.SubmitAsync(await planner.GetAsync($"/rooms/{room.Id}/change"), "form[action$='handler=Remove']")).Text(".ib-errors"), StringComparison.Ordinal);
        World.Do("update slot set state = 'closed' where room_id = @Id", new { room.Id });
        await planner.SubmitAsync(await planner.GetAsync($"/rooms/{room.Id}/change"), "form[action$='handler=Remove']");
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync($"/rooms/{room.Id}")).Status);
    }

    [Fact]
    public async Task In_an_empty_room_as_many_tables_are_placed_as_fit_and_only_when_taken_over()
    {
        var (library, planner) = Planner(2);
        using var _ = planner;
        await planner.SubmitAsync(await planner.GetAsync("/rooms/new"), "form[action$='handler=Draw']", ("Title", "Leeg"), ("Across", "5"), ("Deep", "5"));
        var room = World.One<Guid>("select id from room where library_id = @Id", new { library.Id });
        Assert.Contains("van 0,5 tot en met 10", (await planner.SubmitAsync(await planner.GetAsync($"/rooms/{room}/fit"), "main form", ("Apart", "0"))).Text(".ib-errors"), StringComparison.Ordinal);
        // A square of 4 by 4 metres within the margin holds three by three.
        var found = await planner.SubmitAsync(await planner.GetAsync($"/rooms/{room}/fit"), "main form", ("Apart", "2"), ("Margin", "0,5"));
        Assert.Equal("9 plekken passen", found.Text("main h2"));
        Assert.Equal(0, World.Count("seat", "room_id = @room", new { room }));
        await planner.SubmitAsync(found, "main form");
        Assert.Equal(9, World.Count("seat", "room_id = @room", new { room }));
        Assert.Equal("Leeg: 9 plekken op 2 meter", (await planner.GetAsync($"/rooms/{room}")).Text("h1"));
        Assert.Contains("staan al stoelen", (await planner.GetAsync($"/rooms/{room}/fit")).Text("main"), StringComparison.Ordinal);
    }

    private (Organisation Library, Visitor Planner) Planner(decimal metres)
    {
        var (_, library) = World.TownWithPlaces();
        var planner = World.LibraryPlanner(library);
        World.Do("insert into distance_rule (id, library_id, metres, starts, by_person) values (uuidv7(), @Id, @metres, @LongAgo, @by)", new { library.Id, metres, World.LongAgo, by = planner.Id });
        return (library, house.SignIn(planner));
    }

    private static async Task<PageAnswer> ReadAsync(Visitor planner, string path, string content, params (string Name, string? Value)[] fields)
    {
        var page = await planner.GetAsync(path);
        var hidden = page.Document.QuerySelectorAll("form[enctype] input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value"))).Where(f => f.Item1 != Visitor.TokenField).ToArray();
        return await planner.UploadAsync(path + "?handler=Read", "Upload", "zaal.csv", Encoding.UTF8.GetBytes(content), [.. hidden, .. fields]);
    }
}
