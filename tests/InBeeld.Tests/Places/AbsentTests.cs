using InBeeld.Capabilities.Places.Door;
using Microsoft.Extensions.DependencyInjection;

namespace InBeeld.Tests.Places;

/// <summary>Who is not there twenty minutes after the beginning did not come: noticed within the hour, told to the school, and taken back when the child comes after all.</summary>
public sealed class AbsentTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private async Task<int> RoundAsync() => await house.Services.GetRequiredService<NoticeAbsent>().RunOnceAsync(CancellationToken.None);

    [Fact]
    public async Task The_school_hears_once_how_many_did_not_come_and_the_teacher_sees_who()
    {
        house.Clock.Set(house.Clock.Day);
        var door = new DoorScene(World);
        var slot = door.Slot(-15);
        var (noor, sem) = (World.Pupil(door.Group, "Noor"), World.Pupil(door.Group, "Sem"));
        var first = door.Booking(slot, noor, 0);
        var second = door.Booking(slot, sem, 1);
        door.Booking(slot, World.Pupil(door.Group, "Yara"), 2, "in");
        Assert.Equal(0, await RoundAsync());
        house.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(2, await RoundAsync());
        Assert.Equal(0, await RoundAsync());
        Assert.Equal(("no_show", "no_show"), (door.State(first), door.State(second)));
        Assert.Equal(1, World.One<int>("select taken from slot where id = @slot", new { slot }));
        Assert.Equal(1, World.Count("notice", "kind = 'place-absent' and to_role = 'office' and to_organisation_id = @Id", new { door.School.Id }));
        using var care = house.SignIn(World.Care(door.School));
        Assert.Contains($"2 kinderen kwamen niet naar {door.Library.Name}", (await care.OpenAsync("/worries")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Journalled("kind = 'system' and use_case = 'mark who did not come' and @Id = any (pupils)", new { noor.Id }));
        using var teacher = house.SignIn(World.Teacher().Of(door.Group));
        var list = await teacher.GetAsync($"/groups/{door.Group.Id}");
        Assert.Contains("Kwam vandaag niet naar de bibliotheek", list.Text($"#c-{noor.Id}"), StringComparison.Ordinal);
        Assert.Equal(2, list.Texts(".ib-told").Count);

        using var librarian = house.SignIn(door.Librarian);
        await librarian.PostAsync("/today?handler=In", ("booking", $"{first}"));
        Assert.Equal("in", door.State(first));
        Assert.DoesNotContain("Kwam vandaag niet", (await teacher.GetAsync($"/groups/{door.Group.Id}")).Text($"#c-{noor.Id}"), StringComparison.Ordinal);
        Assert.Contains($"1 kind kwam niet naar {door.Library.Name}", (await care.OpenAsync("/worries")).Text("main"), StringComparison.Ordinal);
        await librarian.PostAsync("/today?handler=In", ("booking", $"{second}"));
        Assert.DoesNotContain("niet naar", (await care.OpenAsync("/worries")).Text("main"), StringComparison.Ordinal);
        await librarian.PostAsync($"/today?handler=Undo&booking={second}");
        Assert.Equal("no_show", door.State(second));
    }

    [Fact]
    public async Task Somebody_who_forgot_to_say_goodbye_left_when_the_slot_ended()
    {
        house.Clock.Set(house.Clock.Day);
        var door = new DoorScene(World);
        var booking = door.Booking(door.Slot(-80, 60), state: "in");
        await RoundAsync();
        Assert.Equal("out", door.State(booking));
        Assert.Equal(20, World.One<int>("select extract(epoch from @now - out_at)::integer / 60 from booking where id = @booking", new { booking, now = house.Clock.GetUtcNow() }));
    }

    [Fact]
    public async Task What_was_missed_long_ago_is_marked_without_telling_anybody()
    {
        house.Clock.Set(house.Clock.Day);
        var door = new DoorScene(World);
        var booking = door.Booking(door.Slot(-60 * 24 * 3, 60));
        await RoundAsync();
        Assert.Equal("no_show", door.State(booking));
        Assert.Equal(0, World.Count("notice", "to_organisation_id = @Id", new { door.School.Id }));
    }
}
