using System.Net;

namespace InBeeld.Tests.Contact;

/// <summary>The system proposes a next step and a person decides; both are kept.</summary>
public sealed class LadderTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_proposal_stands_on_the_card_and_in_the_list_with_its_reason_in_plain_words()
    {
        var child = Unreached(attempts: 4, out var school);
        using var care = house.SignIn(World.Care(school));
        var card = await care.GetAsync($"/children/{child.Id}");
        Assert.Contains("Volgende stap: schakel de zorgcoördinator in", card.Text("main"), StringComparison.Ordinal);
        Assert.Contains("4 pogingen, 15 schooldagen niet bereikt", card.Text("main"), StringComparison.Ordinal);
        Assert.Contains(child.Name.Full, (await care.GetAsync("/worries")).Text(".ib-columns > :last-child"), StringComparison.Ordinal);
        var list = await care.GetAsync("/ladder");
        Assert.Equal("Voor 1 kind is er een volgende stap", list.Text("h1"));
        Assert.Contains("4 pogingen, 15 schooldagen niet bereikt", list.Text("table"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("ladder_decision", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task What_was_done_is_kept_with_what_was_proposed_and_the_next_rung_rests_two_school_days()
    {
        var child = Unreached(attempts: 4, out var school);
        using var care = house.SignIn(World.Care(school));
        var saved = await care.SubmitAsync(await care.GetAsync($"/children/{child.Id}/ladder"), "main form .nl-button--primary", ("Note", "Besproken met het wijkteam"));
        Assert.Equal($"/children/{child.Id}", saved.Location);
        Assert.Equal(1, World.Count("ladder_decision", "pupil_id = @Id and kind = 'care' and decision = 'taken' and attempts = 4 and school_days = 15 and note like 'Besproken%'", new { child.Id }));
        var card = await care.FollowAsync(saved);
        Assert.Contains("Opgeslagen: Zorgcoördinator ingeschakeld", card.Text("[role=status]"), StringComparison.Ordinal);
        Assert.DoesNotContain("Volgende stap", card.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Zorgcoördinator ingeschakeld", card.Text(".ib-time"), StringComparison.Ordinal);
        Assert.Equal(1, World.One<short>("select rung_done from pupil_state where pupil_id = @Id", new { child.Id }));
        World.Do("update pupil_state set rung_rest_until = null where pupil_id = @Id", new { child.Id });
        Assert.Contains("wijkteam of leerplicht", (await care.GetAsync($"/children/{child.Id}/ladder")).Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_needs_a_day_and_a_reason_and_brings_the_same_rung_back_on_that_day()
    {
        var child = Unreached(attempts: 2, out var school);
        using var principal = house.SignIn(World.Principal(school));
        var form = await principal.GetAsync($"/children/{child.Id}/ladder");
        var refused = await principal.SubmitAsync(form, "main form .nl-button--primary", ("Decision", "rest"));
        Assert.Contains("Schrijf kort op waarom je wacht", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Kies een dag na vandaag", refused.Text(".ib-errors"), StringComparison.Ordinal);
        var until = house.Clock.Day.AddDays(9);
        await principal.SubmitAsync(form, "main form .nl-button--primary", ("Decision", "rest"), ("RestUntil", until.ToString("yyyy-MM-dd")), ("Note", "Het gezin is op reis"));
        Assert.DoesNotContain("Volgende stap", (await principal.GetAsync($"/children/{child.Id}")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(0, World.One<short>("select rung_done from pupil_state where pupil_id = @Id", new { child.Id }));
        World.Do("update pupil_state set rung_rest_until = @today where pupil_id = @Id", new { child.Id, today = house.Clock.Day });
        Assert.Contains("schakel de zorgcoördinator in", (await principal.GetAsync($"/children/{child.Id}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_teacher_passes_the_first_rung_on_to_care_and_decides_on_no_other()
    {
        var child = Unreached(attempts: 3, out var school);
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var form = await teacher.GetAsync($"/children/{child.Id}/ladder");
        Assert.Contains("Geef door aan de zorgcoördinator", form.Text("main form"), StringComparison.Ordinal);
        await teacher.SubmitAsync(form, "main form .nl-button--primary", ("Note", "Ook de buren weten niets"));
        Assert.Equal("Niet bereikt: 3 pogingen, 15 schooldagen.\nOok de buren weten niets", World.One<string>("select text from worry where pupil_id = @Id", new { child.Id }));
        World.Do("update pupil_state set rung_rest_until = null where pupil_id = @Id", new { child.Id });
        Assert.False((await teacher.GetAsync($"/children/{child.Id}/ladder")).Has("main form[class=ib-form]"));
        var forced = await teacher.PostAsync($"/children/{child.Id}/ladder", ("Id", Guid.CreateVersion7().ToString()), ("Rung", "2"), ("Decision", "taken"));
        Assert.Contains("De zorgcoördinator of schoolleider beslist hierover", forced.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("ladder_decision", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task A_double_tap_is_one_decision_and_two_people_at_once_do_not_climb_two_rungs()
    {
        var child = Unreached(attempts: 5, out var school);
        using var one = house.SignIn(World.Care(school));
        using var two = house.SignIn(World.Principal(school));
        var (first, second) = (await one.GetAsync($"/children/{child.Id}/ladder"), await two.GetAsync($"/children/{child.Id}/ladder"));
        await one.SubmitAsync(first, "main form .nl-button--primary");
        await one.SubmitAsync(first, "main form .nl-button--primary");
        var late = await two.SubmitAsync(second, "main form .nl-button--primary");
        Assert.Contains("Het voorstel is intussen veranderd", late.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("ladder_decision", "pupil_id = @Id", new { child.Id }));
        Assert.Equal(1, World.One<short>("select rung_done from pupil_state where pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task A_decision_is_undone_whole_and_stays_readable()
    {
        var child = Unreached(attempts: 2, out var school);
        using var care = house.SignIn(World.Care(school));
        var card = await care.FollowAsync(await care.SubmitAsync(await care.GetAsync($"/children/{child.Id}/ladder"), "main form .nl-button--primary"));
        var undone = await care.FollowAsync(await care.SubmitAsync(card, ".ib-notice--ok .ib-undo"));
        Assert.Contains("Volgende stap: schakel de zorgcoördinator in", undone.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Ongedaan gemaakt", undone.Text(".ib-time"), StringComparison.Ordinal);
        Assert.Equal(0, World.One<short>("select rung_done from pupil_state where pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task Reaching_the_child_again_starts_the_ladder_from_the_ground()
    {
        var child = Unreached(attempts: 2, out var school);
        using var care = house.SignIn(World.Care(school));
        await care.SubmitAsync(await care.GetAsync($"/children/{child.Id}/ladder"), "main form .nl-button--primary");
        await care.SubmitAsync(await care.GetAsync($"/groups/{child.Group.Id}?log={child.Id}"), ".ib-answer[value=parent]");
        Assert.Equal(0, World.One<short>("select rung_done from pupil_state where pupil_id = @Id", new { child.Id }));
        Assert.StartsWith("Geen volgende stap", (await care.GetAsync($"/children/{child.Id}/ladder")).Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_shows_only_the_own_school_and_not_to_a_teacher()
    {
        var child = Unreached(attempts: 2, out var school);
        var stranger = Unreached(attempts: 2, out _);
        using var care = house.SignIn(World.Care(school));
        var list = await care.GetAsync("/ladder");
        Assert.Contains(child.Name.Full, list.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(stranger.Name.Surname, list.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await care.GetAsync($"/children/{stranger.Id}/ladder")).Status);
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.GetAsync("/ladder")).Status);
    }

    // Last reached three weeks ago: fifteen school days on any day of the week, because both lie on the same weekday (a weekend counts none).
    private Pupil Unreached(int attempts, out Organisation school)
    {
        school = World.School();
        var child = World.Pupil(World.Group(school));
        var today = house.Clock.Day;
        World.Do("""
            update pupil_state set attempts = @attempts, last_attempt_day = @today, last_reached_day = @since, not_reached_since = @since, due_from = @since + 2, late_from = @since + 7, out_from = @since + 14 where pupil_id = @Id
            """, new { child.Id, attempts, today, since = today.AddDays(-21) });
        return child;
    }
}
