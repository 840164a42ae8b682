using System.Net;
using System.Text.RegularExpressions;
using InBeeld.Capabilities.Places.Waiting;
using InBeeld.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Places;

/// <summary>The waiting list: a place that comes free is kept for who waits longest, for a while; then for the next.</summary>
public sealed partial class WaitingTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private DateOnly Monday => World.Clock.Day.Monday().AddDays(14);

    [Fact]
    public async Task A_place_that_comes_free_is_offered_claimed_by_link_and_nobody_can_take_it_meanwhile()
    {
        var (slot, group) = SlotAndGroup();
        var (first, second, third) = (World.Pupil(group), World.Pupil(group, given: "Zoë", surname: "Zeewier"), World.Pupil(group));
        var teacher = World.Teacher().Of(group);
        var booking = World.Booked(slot, first);
        using var visitor = house.SignIn(teacher);
        var form = await visitor.GetAsync($"/bookings/new?slot={slot}");
        var full = await visitor.SubmitAsync(form, "main form[method=post]", ("Children", $"{second.Id}"), ("Split", "yes"));
        Assert.Contains("alle plekken zijn bezet", full.Text("main"), StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => visitor.SubmitAsync(full, "form[action*=Wait]")));
        var wait = World.One<Guid>("select id from booking_wait where slot_id = @slot", new { slot });
        Assert.Contains("Zoë wacht op een plek", (await visitor.GetAsync($"/bookings/claim/{wait}")).Text("h1"), StringComparison.Ordinal);

        await visitor.SubmitAsync(await visitor.GetAsync($"/bookings/{booking}"), "form[action*=Cancel]");
        var list = await visitor.GetAsync("/bookings");
        Assert.Contains("Er is een plek vrij voor 1 kind dat wacht", list.Text("h1"), StringComparison.Ordinal);
        Assert.True(list.Has($"a[href='/bookings/claim/{wait}']"));
        var meanwhile = await visitor.SubmitAsync(await visitor.GetAsync($"/bookings/new?slot={slot}"), "main form[method=post]", ("Children", $"{third.Id}"), ("Split", "yes"));
        Assert.Contains("alle plekken zijn bezet", meanwhile.Text("main"), StringComparison.Ordinal);

        var link = Link().Match((await visitor.SubmitAsync(await visitor.GetAsync($"/bookings/claim/{wait}"), "form[action*=Link]")).Html).Value;
        using var family = house.Visitor();
        var seen = await family.GetAsync(link);
        Assert.Contains("Er is een plek vrij voor Zoë", seen.Text("h1"), StringComparison.Ordinal);
        Assert.DoesNotContain("Zeewier", seen.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(group.School.Name, seen.Html, StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => family.SubmitAsync(seen, "button[value=yes]")));
        Assert.Equal((1, "claimed"), World.One<(int, string)>("select s.taken, w.ended_why from slot s join booking_wait w on w.slot_id = s.id where s.id = @slot", new { slot }));
        var after = await family.GetAsync(link);
        Assert.Contains("Zoë heeft een plek.", after.Text("h1"), StringComparison.Ordinal);
        await family.SubmitAsync(after, "button[value=cancel]");
        Assert.Equal(0, World.One<int>("select taken from slot where id = @slot", new { slot }));
    }

    [Fact]
    public async Task An_offer_that_runs_out_goes_to_the_next_and_says_so()
    {
        var (slot, group) = SlotAndGroup();
        var teacher = World.Teacher().Of(group);
        var (first, second) = (World.Waits(slot, World.Pupil(group), teacher), World.Waits(slot, World.Pupil(group), teacher));
        World.Do("update booking_wait set at = at - interval '1 hour' where id = @first", new { first });
        var rounds = house.Services.GetRequiredService<PassOffersOn>();
        using var visitor = house.SignIn(teacher);
        try
        {
            await rounds.RunOnceAsync(TestContext.Current.CancellationToken);
            Assert.Equal((true, false), World.One<(bool, bool)>("select (select offered_at is not null from booking_wait where id = @first), (select offered_at is not null from booking_wait where id = @second)", new { first, second }));
            var open = await visitor.GetAsync($"/bookings/claim/{first}");
            World.Clock.Advance(TimeSpan.FromHours(25));
            var late = await visitor.SubmitAsync(open, "form:has([name=Id])");
            Assert.Contains("De tijd om te kiezen is voorbij", late.Text(".ib-errors"), StringComparison.Ordinal);
            await rounds.RunOnceAsync(TestContext.Current.CancellationToken);
            Assert.Equal("expired", World.One<string>("select ended_why from booking_wait where id = @first", new { first }));
            Assert.Equal(1, World.Count("notice", "to_person_id = @Id and link = @link", new { teacher.Id, link = $"/bookings/claim/{second}" }));
            await visitor.SubmitAsync(await visitor.GetAsync($"/bookings/claim/{second}"), "form:has([name=Id])");
            Assert.Equal(1, World.One<int>("select taken from slot where id = @slot", new { slot }));
        }
        finally
        {
            World.Clock.Reset();
        }
    }

    [Fact]
    public async Task An_offer_ends_an_hour_before_the_time_and_none_is_made_after_that()
    {
        var (slot, group) = SlotAndGroup();
        var day = Monday;
        var wait = World.Waits(slot, World.Pupil(group));
        var rounds = house.Services.GetRequiredService<PassOffersOn>();
        try
        {
            World.Clock.Set(day, new TimeOnly(8, 0));
            await rounds.RunOnceAsync(TestContext.Current.CancellationToken);
            Assert.Equal(Amsterdam.At(day, new(9, 0)), World.One<DateTimeOffset>("select offered_until from booking_wait where id = @wait", new { wait }));
            World.Do("update booking_wait set offered_at = null, offered_until = null where id = @wait", new { wait });
            World.Clock.Set(day, new TimeOnly(9, 30));
            await rounds.RunOnceAsync(TestContext.Current.CancellationToken);
            Assert.Null(World.One<DateTimeOffset?>("select offered_until from booking_wait where id = @wait", new { wait }));
            World.Clock.Set(day, new TimeOnly(10, 1));
            await rounds.RunOnceAsync(TestContext.Current.CancellationToken);
            Assert.Equal("closed", World.One<string>("select ended_why from booking_wait where id = @wait", new { wait }));
        }
        finally
        {
            World.Clock.Reset();
        }
    }

    [Fact]
    public async Task Who_needs_an_accessible_place_is_passed_over_until_one_is_free()
    {
        var (town, library) = World.TownWithPlaces();
        var room = World.Room(library, 2, accessible: 1);
        var slot = room.Slot(Monday);
        var group = World.Group(World.School(municipality: town));
        var plain = World.Booked(slot, World.Pupil(group), seat: 0);
        World.Booked(slot, World.Pupil(group), seat: 1);
        var needs = World.Waits(slot, World.Pupil(group), null, null, "accessible");
        var without = World.Waits(slot, World.Pupil(group));
        using var teacher = house.SignIn(World.Teacher().Of(group));
        await teacher.SubmitAsync(await teacher.GetAsync($"/bookings/{plain}"), "form[action*=Cancel]");
        Assert.Equal((false, true), World.One<(bool, bool)>("select (select offered_at is not null from booking_wait where id = @needs), (select offered_at is not null from booking_wait where id = @without)", new { needs, without }));
        await teacher.SubmitAsync(await teacher.GetAsync($"/bookings/claim/{without}"), "form[action*=Leave]");
        Assert.Equal("withdrawn", World.One<string>("select ended_why from booking_wait where id = @without", new { without }));
    }

    [Fact]
    public async Task Another_school_does_not_see_who_waits()
    {
        var (slot, group) = SlotAndGroup();
        var wait = World.Waits(slot, World.Pupil(group));
        using var stranger = house.SignIn(World.Care(World.School(municipality: World.Municipality())));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/bookings/claim/{wait}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/bookings/claim/{wait}", ("Id", $"{Guid.CreateVersion7()}"))).Status);
    }

    private (Guid Slot, Group Group) SlotAndGroup()
    {
        var (town, library) = World.TownWithPlaces();
        return (World.Room(library, 1).Slot(Monday), World.Group(World.School(municipality: town)));
    }

    [GeneratedRegex("/seat/[0-9a-f]{32}")]
    private static partial Regex Link();
}
