using System.Net;
using System.Text;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;

namespace InBeeld.Tests.Places;

/// <summary>The places in the calendar of a phone: a secret address, and never a name of a child.</summary>
public sealed class FeedTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_teacher_and_a_planner_see_when_and_how_many_and_never_who()
    {
        var (town, library) = World.TownWithPlaces();
        var day = World.Clock.Day.Monday().AddDays(14);
        var slot = World.Room(library, 5).Slot(day);
        var group = World.Group(World.School(municipality: town));
        foreach (var child in group.Pupils(3))
        {
            World.Booked(slot, child);
        }

        World.Booked(slot, World.Pupil(World.Group(group.School, "7z")));
        var teacher = World.Teacher().Of(group);
        using var visitor = house.SignIn(teacher);
        using var phone = house.Visitor();
        var address = await AddressAsync(visitor);
        var feed = await phone.GetAsync(address);
        Assert.Equal("text/calendar; charset=utf-8", feed.ContentType);
        Assert.Contains("SUMMARY:3 kinderen in Studiezaal\r\n", feed.Html, StringComparison.Ordinal);
        Assert.Contains($"DTSTART:{Amsterdam.At(day, new(10, 0)):yyyyMMdd'T'HHmmss'Z'}\r\n", feed.Html, StringComparison.Ordinal);
        Assert.Equal(1, feed.Html.Split("BEGIN:VEVENT").Length - 1);
        foreach (var name in World.List<string>("select given_name from pupil where school_id = @Id union select surname from pupil where school_id = @Id", new { group.School.Id }))
        {
            Assert.DoesNotContain(name, feed.Html, StringComparison.Ordinal);
        }

        using var planner = house.SignIn(World.LibraryPlanner(library));
        Assert.Contains("SUMMARY:4 kinderen in Studiezaal", (await phone.GetAsync(await AddressAsync(planner))).Html, StringComparison.Ordinal);
        Assert.Equal(0, World.Count("calendar_feed", "encode(token_hash, 'hex') = @token", new { token = address.Split('/')[^1][..32] }));

        // Anew: the old one no longer works. Stopped, or the role ended: none does.
        var renewed = await AddressAsync(visitor);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(renewed)).Status);
        teacher.LosesRole();
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(renewed)).Status);
        await planner.SubmitAsync(await planner.GetAsync("/bookings/calendar"), "form[action*=Stop]");
        Assert.Equal(0, World.Count("calendar_feed f join membership m on m.id = f.membership_id", "m.organisation_id = @Id", new { library.Id }));
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_between_letters_and_texts_are_escaped()
    {
        var text = CalendarText.Of([new CalendarEvent(Guid.Empty, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), new string('é', 90), "a;b,c\\d", "een\r\ntwee", true)], "Plekken", DateTimeOffset.UnixEpoch);
        var lines = text.Split("\r\n");
        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Equal("SUMMARY:" + new string('é', 90), text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n").Single(l => l.StartsWith("SUMMARY:", StringComparison.Ordinal)));
        Assert.Contains("LOCATION:a\\;b\\,c\\\\d\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DESCRIPTION:een\\ntwee\r\n", text, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED\r\n", text, StringComparison.Ordinal);
        Assert.Equal("", lines[^1]);
        Assert.Equal(("BEGIN:VCALENDAR", "END:VCALENDAR"), (lines[0], lines[^2]));
    }

    private static async Task<string> AddressAsync(Visitor who)
    {
        var made = await who.SubmitAsync(await who.GetAsync("/bookings/calendar"), "main form");
        return new Uri(made.Text("output")).PathAndQuery;
    }
}
