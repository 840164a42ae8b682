using System.Globalization;
using System.Net;
using InBeeld.Capabilities.Places.Cleaning;

namespace InBeeld.Tests.Places;

/// <summary>A seat is closed after each user until ticked; the tick keeps its own time, also when it comes later; points have their times; an inspector reads the log.</summary>
public sealed class CleaningTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private DoorScene Morning(int seats = 4)
    {
        house.Clock.Set(house.Clock.Day);
        return new DoorScene(World, seats);
    }

    private string Iso(int minutesAgo) => house.Clock.GetUtcNow().AddMinutes(-minutesAgo).ToString("O", CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_list_begins_with_the_seat_that_is_needed_first_and_a_tick_takes_it_off()
    {
        var door = Morning();
        door.Used(0, 50);
        door.Used(2, 20);
        door.Used(1, 30);
        door.Booking(door.Slot(40, 60), seat: 2);
        door.Booking(door.Slot(200, 60), seat: 1);
        using var librarian = house.SignIn(door.Librarian);
        var list = await librarian.GetAsync("/cleaning");
        Assert.Equal("3 plekken wachten op schoonmaken", list.Text("h1"));
        Assert.Equal(["3", "2", "1"], list.Texts("[data-tick-row] .ib-face"));
        var after = await librarian.FollowAsync(await librarian.SubmitAsync(list, "form[data-tick]"));
        Assert.Equal(["2", "1"], after.Texts("[data-tick-row] .ib-face"));
        await librarian.SubmitAsync(after, "[role=status] form");
        Assert.Equal(["3", "2", "1"], (await librarian.GetAsync("/cleaning")).Texts("[data-tick-row] .ib-face"));
        // While somebody sits there it cannot be cleaned, and does not stand in the list.
        var asked = await house.Queries(() => librarian.GetAsync("/cleaning"));
        Assert.Equal(2, asked.OfThePage.Count);
    }

    [Fact]
    public async Task Ticks_of_a_tablet_that_was_offline_for_ten_minutes_come_later_keep_their_time_and_count_once()
    {
        var door = Morning();
        door.Used(0, 30);
        door.Used(1, 30);
        using var librarian = house.SignIn(door.Librarian);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        // The later one arrives first, and one of them twice.
        foreach (var (tick, seat, ago) in new[] { (second, 1, 8), (first, 0, 10), (first, 0, 10) })
        {
            await librarian.PostAsync("/cleaning?handler=Tick", ("tick", $"{tick}"), ("seat", $"{door.Seats[seat]}"), ("at", Iso(ago)));
        }

        Assert.Equal(2, World.Count("cleaning", "library_id = @Id", new { door.Library.Id }));
        Assert.Equal([first, second], World.List<Guid>("select id from cleaning where library_id = @Id order by done_at", new { door.Library.Id }));
        Assert.Equal(10, World.One<int>("select extract(epoch from heard_at - done_at)::integer / 60 from cleaning where id = @first", new { first }));
        Assert.Equal("Alles is schoon", (await librarian.GetAsync("/cleaning")).Text("h1"));
        Assert.Contains("doorgegeven om", (await librarian.GetAsync("/cleaning/log")).Text("table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_from_before_somebody_sat_there_does_not_clean_the_seat()
    {
        var door = Morning();
        door.Used(0, 5);
        using var librarian = house.SignIn(door.Librarian);
        await librarian.PostAsync("/cleaning?handler=Tick", ("tick", $"{Guid.CreateVersion7()}"), ("seat", $"{door.Seats[0]}"), ("at", Iso(9)));
        Assert.Equal("1 plek wacht op schoonmaken", (await librarian.GetAsync("/cleaning")).Text("h1"));
        var booking = door.Booking(door.Slot(5), seat: 0);
        Assert.Contains("niet schoon", (await librarian.PostAsync("/today?handler=In", ("booking", $"{booking}"))).Text("[role=alert]"), StringComparison.Ordinal);
        await librarian.PostAsync("/cleaning?handler=Tick", ("tick", $"{Guid.CreateVersion7()}"), ("seat", $"{door.Seats[0]}"), ("at", Iso(4)));
        await librarian.PostAsync("/today?handler=In", ("booking", $"{booking}"));
        Assert.Equal("in", door.State(booking));
    }

    [Fact]
    public async Task A_tick_of_another_day_of_tomorrow_or_of_another_library_is_refused()
    {
        var door = Morning();
        var elsewhere = new DoorScene(World);
        door.Used(0);
        using var librarian = house.SignIn(door.Librarian);
        foreach (var ago in new[] { 25 * 60, -60 })
        {
            Assert.Contains("klopt niet", (await librarian.PostAsync("/cleaning?handler=Tick", ("tick", $"{Guid.CreateVersion7()}"), ("seat", $"{door.Seats[0]}"), ("at", Iso(ago)))).Text(".ib-errors"), StringComparison.Ordinal);
        }

        foreach (var fields in new (string, string?)[][] { [("seat", $"{elsewhere.Seats[0]}")], [("point", $"{elsewhere.Point()}")], [("seat", $"{door.Seats[0]}"), ("point", $"{door.Point()}")], [] })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await librarian.PostAsync("/cleaning?handler=Tick", [("tick", $"{Guid.CreateVersion7()}"), .. fields])).Status);
        }

        Assert.Equal(0, World.Count("cleaning", "library_id = any (@ids)", new { ids = new[] { door.Library.Id, elsewhere.Library.Id } }));
    }

    [Fact]
    public async Task The_page_itself_hears_whether_a_tick_arrived()
    {
        var door = Morning();
        door.Used(0);
        using var librarian = house.SignIn(door.Librarian);
        var list = await librarian.GetAsync("/cleaning");
        var fields = PageAnswer.FieldsOf(list.Document.QuerySelector("form[data-tick]")!).ToDictionary(f => f.Name, f => f.Value);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/cleaning?handler=Tick") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("X-Tick", "1");
        Assert.Equal(HttpStatusCode.NoContent, (await librarian.SendAsync(request)).Status);
        Assert.Equal(1, World.Count("cleaning", "id = @id", new { id = Guid.Parse(fields["tick"]) }));
    }

    [Fact]
    public async Task A_planner_says_what_is_cleaned_more_often_and_it_is_due_late_and_done()
    {
        var door = Morning();
        using var planner = house.SignIn(door.Planner);
        var form = await planner.GetAsync("/cleaning/points");
        var wrong = await planner.SubmitAsync(form, "form[action='/cleaning/points']", ("Title", ""), ("Times", "negen uur"));
        Assert.Equal(3, wrong.Texts(".ib-errors li").Count);
        for (var i = 0; i < 2; i++)
        {
            await planner.SubmitAsync(form, "form[action='/cleaning/points']", ("Title", "Toilet beneden"), ("Kind", "toilet"), ("Times", "9.00, 12:30 en 15".Replace(" en", ",", StringComparison.Ordinal)));
        }

        Assert.Equal(1, World.Count("clean_point", "library_id = @Id and times = '{09:00,12:30,15:00}'", new { door.Library.Id }));
        using var librarian = house.SignIn(door.Librarian);
        var list = await librarian.GetAsync("/cleaning");
        Assert.Equal("1 ruimte is aan de beurt", list.Text("h1"));
        Assert.Contains("te laat, had om 09.00 gemoeten", list.Text("[data-tick-row]"), StringComparison.Ordinal);
        var done = await librarian.FollowAsync(await librarian.SubmitAsync(list, "form[data-tick]"));
        Assert.Equal("Alles is schoon", done.Text("h1"));
        Assert.Contains("weer om 12.30", done.Text("main"), StringComparison.Ordinal);
        var gone = await planner.FollowAsync(await planner.SubmitAsync(await planner.GetAsync("/cleaning/points"), "form[action*=Remove]"));
        Assert.Equal("Zet erbij wat vaker schoon moet", gone.Text("h1"));
        await planner.SubmitAsync(gone, "[role=status] form");
        Assert.Equal(1, World.Count("clean_point", "library_id = @Id and removed_at is null", new { door.Library.Id }));
    }

    [Theory]
    [InlineData("08:00", null, null, "09:00", false)]
    [InlineData("08:31", null, "09:00", "09:00", false)]
    [InlineData("09:20", null, "09:00", "12:00", false)]
    [InlineData("09:31", null, "09:00", "12:00", true)]
    [InlineData("09:31", "08:40", null, "12:00", false)]
    [InlineData("11:40", "09:10", "12:00", "12:00", false)]
    [InlineData("18:00", "11:35", null, null, false)]
    public void A_point_is_due_from_half_an_hour_before_and_late_half_an_hour_after(string now, string? last, string? due, string? next, bool late)
    {
        static TimeOnly? At(string? time) => time is null ? null : TimeOnly.Parse(time, CultureInfo.InvariantCulture);
        Assert.Equal(new CleanState(At(due), At(next), late), CleanState.Of([At("12:00")!.Value, At("09:00")!.Value], At(now)!.Value, At(last)));
    }

    [Fact]
    public async Task An_inspector_reads_a_period_of_a_room_page_by_page_and_as_a_file()
    {
        var door = Morning();
        door.Used(0, 45);
        World.Do("""
            insert into cleaning (id, library_id, room_id, seat_id, done_at, heard_at, by_person) select gen_random_uuid(), @library, @Room, @seat, @now - n * interval '30 minutes', @now - n * interval '30 minutes', @by from generate_series(1, 60) n
            """, new { library = door.Library.Id, door.Room, seat = door.Seats[0], now = house.Clock.GetUtcNow(), by = door.Librarian.Id });
        using var planner = house.SignIn(door.Planner);
        var log = await planner.GetAsync("/cleaning/log");
        Assert.StartsWith("60 keer schoongemaakt", log.Text("h1"), StringComparison.Ordinal);
        Assert.Equal(50, log.Texts("tbody tr").Count);
        Assert.Equal(10, (await planner.GetAsync(log.Document.QuerySelector("footer a")!.GetAttribute("href")!)).Texts("tbody tr").Count);
        Assert.Contains("na 15 minuten", log.Text("tbody tr"), StringComparison.Ordinal);
        var csv = await planner.GetAsync("/cleaning/log?handler=Export&as=csv");
        Assert.Equal(61, csv.Html.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var today = house.Clock.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.StartsWith("20 keer", (await planner.GetAsync($"/cleaning/log?from={today}&to={today}&room={door.Room}")).Text("h1"), StringComparison.Ordinal);
        Assert.StartsWith("0 keer", (await planner.GetAsync($"/cleaning/log?room={new DoorScene(World).Room}")).Text("h1"), StringComparison.Ordinal);
        using var elsewhere = house.SignIn(new DoorScene(World).Planner);
        Assert.StartsWith("0 keer", (await elsewhere.GetAsync("/cleaning/log")).Text("h1"), StringComparison.Ordinal);
    }
}
