using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using InBeeld.Tests.Architecture;

namespace InBeeld.Tests.Places;

/// <summary>A tablet at the door: paired once, a token of its own, only its branch and its day; revoked it shows nothing.</summary>
public sealed class KioskTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private DoorScene Morning()
    {
        house.Clock.Set(house.Clock.Day);
        return new DoorScene(World);
    }

    private async Task<string> CodeAsync(DoorScene door, string name = "Tablet bij de ingang")
    {
        using var planner = house.SignIn(door.Planner);
        var made = await planner.SubmitAsync(await planner.GetAsync("/door/devices"), "form[action='/door/devices']", ("Title", name));
        return made.Text("[data-pair-code]");
    }

    private async Task<Visitor> PairedAsync(DoorScene door)
    {
        var tablet = house.Visitor();
        var answer = await tablet.SubmitAsync(await tablet.GetAsync("/kiosk/pair"), "form", ("code", await CodeAsync(door)));
        Assert.Equal("/kiosk", answer.Location);
        return tablet;
    }

    [Fact]
    public async Task A_tablet_is_paired_once_within_ten_minutes_and_keeps_a_token_that_no_script_reads()
    {
        var door = Morning();
        using var planner = house.SignIn(door.Planner);
        var form = await planner.GetAsync("/door/devices");
        Assert.Contains("naam", (await planner.SubmitAsync(form, "form[action='/door/devices']", ("Title", " "))).Text(".ib-errors"), StringComparison.Ordinal);
        var made = await planner.SubmitAsync(form, "form[action='/door/devices']", ("Title", "Tablet"));
        var code = made.Text("[data-pair-code]");
        Assert.True(made.Has("svg.ib-qr"));
        Assert.DoesNotContain(code, (await planner.GetAsync("/door/devices")).Html, StringComparison.Ordinal);
        Assert.Contains("al gemaakt", (await planner.SubmitAsync(form, "form[action='/door/devices']", ("Title", "Tablet"))).Text(".ib-errors"), StringComparison.Ordinal);
        using var tablet = house.Visitor();
        Assert.Equal("/kiosk/pair", (await tablet.GetAsync("/kiosk")).Location);
        Assert.Contains("klopt niet", (await tablet.SubmitAsync(await tablet.GetAsync("/kiosk/pair"), "form", ("code", "AAAA-BBBB"))).Text("[role=alert]"), StringComparison.Ordinal);
        var paired = await tablet.SubmitAsync(await tablet.GetAsync("/kiosk/pair"), "form", ("code", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        var cookie = Assert.Single(paired.CookieLines, c => c.StartsWith("inbeeld-kiosk=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/kiosk", cookie, StringComparison.OrdinalIgnoreCase);
        var token = Regex.Match(cookie, "inbeeld-kiosk=([0-9a-f]{64})").Groups[1].Value;
        Assert.Equal(1, World.Count("door_device", "token_hash = sha256(convert_to(@token, 'UTF8')) and code_hash is null", new { token }));
        Assert.Equal(HttpStatusCode.OK, (await tablet.GetAsync("/kiosk")).Status);
        // The same code does not pair a second one, and an old one pairs none.
        using var other = house.Visitor();
        Assert.True((await other.SubmitAsync(await other.GetAsync("/kiosk/pair"), "form", ("code", code))).Has("[role=alert]"));
        var late = await CodeAsync(door, "Nog een");
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.True((await other.SubmitAsync(await other.GetAsync("/kiosk/pair"), "form", ("code", late))).Has("[role=alert]"));
    }

    [Fact]
    public async Task A_child_presses_its_name_sees_where_it_sits_and_leaves_again_and_the_journal_names_the_device()
    {
        var door = Morning();
        var slot = door.Slot(10);
        var noor = door.Booking(slot, World.Pupil(door.Group, "Noor"), 0);
        door.Booking(slot, World.Pupil(door.Group, "Sem"), 1, code: "4711");
        using var tablet = await PairedAsync(door);
        var start = await tablet.GetAsync("/kiosk");
        Assert.Equal("Fijn dat je er bent. Wie ben je?", start.Text("h1"));
        Assert.Equal(2, start.Texts(".ib-person").Count);
        Assert.DoesNotContain(World.One<string>("select surname from pupil p join booking b on b.pupil_id = p.id where b.id = @noor", new { noor })!, start.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", start.Html, StringComparison.Ordinal);
        var seat = await tablet.SubmitAsync(start, $"button[value='{noor}']");
        Assert.Equal("Je zit op plek 1", seat.Text("h1"));
        Assert.True(seat.Has("svg.ib-seats .ib-seats-here"));
        Assert.Contains("20;url=/kiosk", seat.Html, StringComparison.Ordinal);
        Assert.Equal("in", door.State(noor));
        Assert.Equal(1, World.Journalled("use_case = 'check in at kiosk' and reason = 'device' and person_id is null and organisation_id = @library and details ->> 'booking' = @noor", new { noor = $"{noor}", library = door.Library.Id }));
        Assert.Equal(1, World.Count("door_event", "booking_id = @noor and device_id is not null and by_person is null", new { noor }));
        Assert.Contains("is al binnen", (await tablet.GetAsync("/kiosk")).Text(".ib-person--in"), StringComparison.Ordinal);
        var leave = await tablet.SubmitAsync(await tablet.GetAsync("/kiosk"), $"button[value='{noor}']");
        Assert.Equal("Ga je weg?", leave.Text("h1"));
        Assert.Equal("in", door.State(noor));
        Assert.StartsWith("Dag!", (await tablet.SubmitAsync(leave, "button[name=leave]")).Text("h1"), StringComparison.Ordinal);
        Assert.Equal("out", door.State(noor));
        // The other by code, as a scanner types it.
        Assert.Equal("Je zit op plek 2", (await tablet.SubmitAsync(start, "[data-code]", ("code", "InBeeld 4711"))).Text("h1"));
    }

    [Fact]
    public async Task Two_of_the_same_name_are_told_apart_by_school_and_else_by_the_end_of_the_code()
    {
        var door = Morning();
        var slot = door.Slot(10);
        door.Booking(slot, World.Pupil(door.Group, "Noor"), 0, code: "1234");
        door.Booking(slot, World.Pupil(door.Group, "Noor"), 1, code: "5678");
        var elsewhere = World.School(municipality: door.Town, name: "De Zandlorne");
        door.Booking(slot, World.Pupil(World.Group(elsewhere), "Noor"), 2);
        using var tablet = await PairedAsync(door);
        var names = (await tablet.GetAsync("/kiosk")).Texts(".ib-person");
        Assert.Equal(3, names.Distinct().Count());
        Assert.Contains(names, n => n.EndsWith("..34", StringComparison.Ordinal));
        Assert.Contains(names, n => n.EndsWith("..78", StringComparison.Ordinal));
        Assert.Contains("NoorDe Zandlorne", names);
    }

    [Fact]
    public async Task A_seat_that_is_not_clean_is_not_given_and_the_tablet_offers_another()
    {
        var door = Morning();
        door.Used(0);
        var booking = door.Booking(door.Slot(5), World.Pupil(door.Group, "Finn"), 0);
        using var tablet = await PairedAsync(door);
        var offered = await tablet.SubmitAsync(await tablet.GetAsync("/kiosk"), $"button[value='{booking}']");
        Assert.Equal("Je plek wordt nog schoongemaakt. Je kunt op plek 2 zitten.", offered.Text("h1"));
        Assert.Equal("booked", door.State(booking));
        Assert.Equal("Je zit op plek 2", (await tablet.SubmitAsync(offered, "button[name=seat]")).Text("h1"));
        Assert.Equal(door.Seats[1], door.SeatOf(booking));
    }

    [Fact]
    public async Task It_shows_only_its_own_branch_and_only_who_can_come_now()
    {
        var door = Morning();
        var elsewhere = new DoorScene(World);
        door.Booking(door.Slot(10, 60), World.Pupil(door.Group, "Hier"), 0);
        var later = door.Booking(door.Slot(120, 60), World.Pupil(door.Group, "Straks"), 1);
        var tomorrow = door.Booking(door.Slot(24 * 60, 60), World.Pupil(door.Group, "Morgen"), 1);
        var there = elsewhere.Booking(elsewhere.Slot(10, 60), World.Pupil(elsewhere.Group, "Elders"), 0, code: "8888");
        using var tablet = await PairedAsync(door);
        var start = await tablet.GetAsync("/kiosk");
        Assert.Single(start.Texts(".ib-person"));
        Assert.Contains("Hier", start.Text(".ib-people"), StringComparison.Ordinal);
        foreach (var (booking, why) in new[] { (later, "te vroeg"), (tomorrow, "andere dag"), (there, "andere bibliotheek"), (Guid.CreateVersion7(), "lukt nu niet") })
        {
            var refused = await tablet.PostAsync("/kiosk", ("booking", $"{booking}"));
            Assert.Contains(why, refused.Text("h1"), StringComparison.Ordinal);
            Assert.DoesNotContain("Straks", refused.Html, StringComparison.Ordinal);
        }

        Assert.Contains("kennen we hier nu niet", (await tablet.SubmitAsync(start, "[data-code]", ("code", "8888"))).Text("h1"), StringComparison.Ordinal);
        Assert.Contains(elsewhere.Library.Name, (await tablet.SubmitAsync(start, "[data-code]", ("code", $"{there}"))).Text("h1"), StringComparison.Ordinal);
        Assert.Equal(("booked", "booked", "booked"), (door.State(later), door.State(tomorrow), elsewhere.State(there)));
        // Around the application: without a token that holds, nothing.
        using var around = Security.AsApp.Nobody(house);
        Assert.Empty(around.List<string>("select given_name from app.kiosk_day(sha256('x'), now())"));
        Assert.Equal("gone", around.One<string>("select result from app.kiosk_in(sha256('x'), @later, null, now())", new { later }));
        Assert.Empty(around.List<Guid>("select id from booking"));
    }

    [Fact]
    public async Task A_stolen_tablet_that_is_revoked_says_so_and_nothing_else()
    {
        var door = Morning();
        var booking = door.Booking(door.Slot(10), World.Pupil(door.Group, "Noor"), 0, code: "4711");
        using var tablet = await PairedAsync(door);
        Assert.Contains("Noor", (await tablet.GetAsync("/kiosk")).Html, StringComparison.Ordinal);
        using var planner = house.SignIn(door.Planner);
        using var colleague = house.SignIn(new DoorScene(World).Planner);
        var device = World.One<Guid>("select id from door_device where library_id = @Id", new { door.Library.Id });
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.PostAsync("/door/devices?handler=Revoke", ("device", $"{device}"))).Status);
        var list = await planner.FollowAsync(await planner.SubmitAsync(await planner.GetAsync("/door/devices"), "form[action*=Revoke]"));
        Assert.Contains("laat niets meer zien", list.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("ingetrokken", list.Text(".ib-lines"), StringComparison.Ordinal);
        foreach (var answer in new[] { await tablet.GetAsync("/kiosk"), await tablet.PostAsync("/kiosk", ("booking", $"{booking}")), await tablet.PostAsync("/kiosk?handler=Code", ("code", "4711")) })
        {
            Assert.Equal("Deze zuil is uitgezet.", answer.Text("h1"));
            Assert.DoesNotContain("Noor", answer.Html, StringComparison.Ordinal);
            Assert.False(answer.Has("form"));
        }

        Assert.Equal("booked", door.State(booking));
        Assert.NotEqual(HttpStatusCode.OK, (await tablet.GetAsync("/today")).Status);
    }

    [Fact]
    public async Task After_ten_wrong_codes_the_tablet_waits_ten_minutes()
    {
        var door = Morning();
        door.Booking(door.Slot(10), code: "4711");
        using var tablet = await PairedAsync(door);
        var start = await tablet.GetAsync("/kiosk");
        for (var i = 0; i < 10; i++)
        {
            Assert.Contains("kennen we", (await tablet.SubmitAsync(start, "[data-code]", ("code", i == 0 ? "geen code" : $"{2000 + i}"))).Text("h1"), StringComparison.Ordinal);
        }

        Assert.Contains("Wacht tien minuten", (await tablet.SubmitAsync(start, "[data-code]", ("code", "4711"))).Text("h1"), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.StartsWith("Je zit op plek", (await tablet.SubmitAsync(start, "[data-code]", ("code", "4711"))).Text("h1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "ltr", "Who are you?")]
    [InlineData("ar", "rtl", "ما اسمك؟")]
    [InlineData("uk", "ltr", "Хто ти?")]
    public async Task It_speaks_four_languages_and_goes_back_to_dutch(string language, string direction, string words)
    {
        var door = Morning();
        var booking = door.Booking(door.Slot(10), World.Pupil(door.Group, "Noor"));
        using var tablet = await PairedAsync(door);
        var start = await tablet.GetAsync($"/kiosk?lang={language}");
        Assert.Equal((language, direction), (start.Document.DocumentElement.GetAttribute("lang"), start.Document.DocumentElement.GetAttribute("dir")));
        Assert.Contains(words, start.Text("h1"), StringComparison.Ordinal);
        Assert.Equal("/kiosk", start.Document.Body!.GetAttribute("data-idle-to"));
        var seat = await tablet.SubmitAsync(start, $"button[value='{booking}']");
        Assert.Equal(language, seat.Document.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain("plek", seat.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sentence_of_the_tablet_exists_in_arabic_and_ukrainian()
    {
        var used = Source.Files("src/InBeeld/Capabilities/Places/Kiosk", ".cs", ".cshtml").Where(f => !f.Path.Contains("Pair", StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(f.Text, "text\\[\"([^\"]+)\"|=> \"([A-Z][^\"]+\\.)\"").Select(m => m.Groups[1].Value + m.Groups[2].Value)).Where(s => s.Length > 0).ToHashSet();
        Assert.True(used.Count > 25);
        foreach (var file in Source.Files("src/InBeeld/Capabilities/Places/Kiosk", "Texts.ar.json", "Texts.uk.json", "Texts.en.json"))
        {
            var known = JsonSerializer.Deserialize<Dictionary<string, string>>(file.Text)!;
            Found.None(used.Where(s => !known.TryGetValue(s, out var said) || said.Length == 0 || said.Contains("{0}", StringComparison.Ordinal) != s.Contains("{0}", StringComparison.Ordinal)).Select(s => $"{file.Path}: {s}"));
        }
    }

    [Fact]
    public async Task Only_the_tablet_may_use_a_camera()
    {
        using var visitor = house.Visitor();
        Assert.Contains("camera=(self)", (await visitor.GetAsync("/kiosk/pair")).Header("Permissions-Policy")!, StringComparison.Ordinal);
        Assert.Contains("camera=()", (await visitor.GetAsync("/sign-in")).Header("Permissions-Policy")!, StringComparison.Ordinal);
    }
}
