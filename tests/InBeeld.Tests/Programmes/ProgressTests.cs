using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>Goals with five written-out steps, and how far a child is with them.</summary>
public sealed class ProgressTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly (string, string?)[] Typed =
    [
        ("Words", "Ik durf een vraag te stellen"), ("Start", "-2"), ("Steps[0]", "Nooit"), ("Steps[1]", "Een keer, als de begeleider helpt"), ("Steps[2]", "Een keer per week uit zichzelf"), ("Steps[3]", "Elke les"), ("Steps[4]", "Ook in de klas"),
    ];

    private World World => house.World;

    private (Organisation Library, Guid Programme, Somebody Leader) Place()
    {
        var library = World.Library(World.Municipality());
        return (library, World.Programme(library, places: 40), World.ProgrammeLeader(library));
    }

    [Fact]
    public async Task What_the_child_said_becomes_a_goal_with_five_steps_that_can_be_taken_back_changed_stopped_and_go_on()
    {
        var (_, programme, who) = Place();
        var child = World.Measurable(programme);
        World.Do("insert into intake (enrolment_id, answers, by_person, at) values (@child, '{\"goal\": \"Dat ik durf te vragen\"}', @by, now())", new { child, by = who.Id });
        using var leader = house.SignIn(who);
        var empty = await leader.GetAsync($"/programmes/people/{child}/goals");
        Assert.Contains("Nog geen doelen voor Pim", empty.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Dat ik durf te vragen", empty.Text("main"), StringComparison.Ordinal);
        var form = await leader.GetAsync($"/programmes/people/{child}/goals/new");
        Assert.Contains("Dat ik durf te vragen", form.Text("#Words"), StringComparison.Ordinal);
        var wrong = await leader.SubmitAsync(form, "main form", [.. Typed.Where(t => t.Item1 != "Steps[3]"), ("Steps[3]", ""), ("FromDay", $"{World.Clock.Day.AddDays(1):yyyy-MM-dd}")]);
        Assert.Equal(2, wrong.Texts(".ib-errors li").Count);
        var made = await leader.SubmitAsync(form, "main form", Typed);
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        // A double tap is one goal.
        await leader.SubmitAsync(form, "main form", Typed);
        Assert.Equal(1, World.Count("goal", "enrolment_id = @child", new { child }));
        var page = await leader.FollowAsync(made);
        Assert.Equal("Pim: 0 van 1 doel gehaald", page.Text("h1"));
        await leader.SubmitAsync(page, "[role=status] form");
        Assert.Equal(0, World.Count("goal", "enrolment_id = @child", new { child }));
        var goal = World.Goal(child);
        var change = await leader.GetAsync($"/programmes/goals/{goal}");
        Assert.Contains("waarom", (await leader.SubmitAsync(change, "form[action$=Stop]")).Text(".ib-errors"), StringComparison.Ordinal);
        var stopped = await leader.FollowAsync(await leader.SubmitAsync(change, "form[action$=Stop]", ("Reason", "Gaat nu over rekenen.")));
        Assert.Contains("Gaat nu over rekenen.", stopped.Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(stopped, "[role=status] form");
        Assert.Equal(1, World.Count("goal", "id = @goal and stopped_on is null", new { goal }));
        // Somebody else changed it meanwhile: both versions.
        var both = await leader.SubmitAsync(change, "main form", ("Words", "Iets anders"));
        Assert.Contains("Een collega", both.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_words_after_measuring_make_a_next_scale_and_what_was_measured_keeps_its_words()
    {
        var (_, programme, who) = Place();
        var child = World.Measurable(programme);
        var goal = World.Goal(child);
        using var leader = house.SignIn(who);
        var form = await leader.GetAsync($"/programmes/goals/{goal}");
        await leader.SubmitAsync(form, "main form", ("Steps[2]", "Vier van de vijf dagen zelf"));
        Assert.Equal(1, World.Count("goal_scale", "goal_id = @goal", new { goal }));
        World.Measured(goal, -1, 10);
        var changed = await leader.FollowAsync(await leader.SubmitAsync(await leader.GetAsync($"/programmes/goals/{goal}"), "main form", ("Steps[2]", "Elke dag zelf"), ("Start", "-1")));
        Assert.Equal("Elke dag zelf", World.One<string>("select steps[3] from goal_scale where goal_id = @goal and number = 2", new { goal }));
        Assert.Equal("Vier van de vijf dagen zelf", World.One<string>("select s.steps[3] from goal_measurement m join goal_scale s on s.goal_id = m.goal_id and s.number = m.scale where m.goal_id = @goal", new { goal }));
        Assert.Contains("Schaal 2", changed.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Vier van de vijf dagen zelf", changed.Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(changed, "[role=status] form");
        Assert.Equal((1, 1L), (World.One<int>("select scale from goal where id = @goal", new { goal }), World.Count("goal_scale", "goal_id = @goal", new { goal })));
        Assert.ThrowsAny<Exception>(() => World.Do("delete from goal_scale where goal_id = @goal", new { goal }));
    }

    [Fact]
    public async Task All_goals_are_measured_in_one_form_a_correction_of_the_day_replaces_and_can_be_taken_back()
    {
        var (_, programme, who) = Place();
        var child = World.Measurable(programme);
        var (one, two) = (World.Goal(child), World.Goal(child, -1, "Ik lees elke dag"));
        var scale = World.Scale(programme);
        using var leader = house.SignIn(who);
        var form = await leader.GetAsync($"/programmes/people/{child}/measure");
        Assert.Contains("minstens één", (await leader.SubmitAsync(form, "main form")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("begon", (await leader.SubmitAsync(form, "main form", ("Moment", "before"), ($"level-{one}-guide", "0"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("dag die geweest is", (await leader.SubmitAsync(form, "main form", ("Day", $"{World.Clock.Day.AddDays(1):yyyy-MM-dd}"), ($"level-{one}-guide", "0"))).Text(".ib-errors"), StringComparison.Ordinal);
        (string, string?)[] typed = [($"level-{one}-guide", "0"), ($"words-{one}-guide", "Drie dagen zelf"), ($"level-{one}-pupil", "1"), ($"level-{two}-guide", "-2"), ("answer-" + scale, "4")];
        var kept = await leader.SubmitAsync(form, "main form", typed);
        await leader.SubmitAsync(form, "main form", typed);
        Assert.Equal((3L, 1L), (World.Count("goal_measurement", "enrolment_id = @child", new { child }), World.Count("short_answer", "enrolment_id = @child", new { child })));
        var page = await leader.FollowAsync(kept);
        Assert.Equal("Pim: 1 van de 2 doelen gehaald", page.Text("h1"));
        Assert.Contains("Drie dagen zelf", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("De begeleider op", page.Text("svg.ib-gas title"), StringComparison.Ordinal);
        // A colleague who looked before that hears it, and nothing is kept.
        var late = await leader.SubmitAsync(form, "main form", [.. typed, ("Batch", Guid.CreateVersion7().ToString())]);
        Assert.Contains("Een collega", late.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Wat een collega net opsloeg", late.Text("main"), StringComparison.Ordinal);
        var again = await leader.GetAsync($"/programmes/people/{child}/measure");
        Assert.Equal("0", again.Document.QuerySelector($"input[name='level-{one}-guide'][checked]")!.GetAttribute("value"));
        var corrected = await leader.FollowAsync(await leader.SubmitAsync(again, "main form", ($"level-{one}-guide", "-1")));
        Assert.Equal("Pim: 0 van de 2 doelen gehaald", corrected.Text("h1"));
        Assert.Equal((3L, 1L), (World.Count("goal_measurement", "enrolment_id = @child and replaced_at is null", new { child }), World.Count("goal_measurement", "enrolment_id = @child and replaced_at is not null", new { child })));
        await leader.SubmitAsync(corrected, "[role=status] form");
        Assert.Equal("Pim: 1 van de 2 doelen gehaald", (await leader.GetAsync($"/programmes/people/{child}/goals")).Text("h1"));
    }

    [Fact]
    public async Task Without_a_yes_nothing_is_measured_and_after_it_is_taken_back_nothing_counts()
    {
        var (_, programme, who) = Place();
        var (child, other) = (World.Enrolment(programme, state: "placed"), World.Measurable(programme));
        var goal = World.Goal(child);
        World.Measured(World.Goal(other), 0);
        using var leader = house.SignIn(who);
        Assert.Contains("geen ja op meten", (await leader.GetAsync($"/programmes/people/{child}/measure")).Text("main"), StringComparison.Ordinal);
        using (var around = AsApp.Enter(house, who))
        {
            var marks = $$"""[{"goal": "{{goal}}", "scale": 1, "who": "guide", "level": 0}]""";
            Assert.Equal("no-consent", around.One<string>("select app.measure(uuidv7(), @child, 0, current_date, 'during', @marks::jsonb, '[]', now())", new { child, marks }));
            Assert.Equal("42501", around.Try("insert into goal_measurement select * from goal_measurement"));
            Assert.Equal("42501", around.Try("update goal set words = 'x' where true"));
            Assert.Equal((2, 1, 1), around.One<(int, int, int)>("select children, agreed, n from app.goal_changes(@programme)", new { programme }));
        }

        World.Do("update consent set withdrawn_at = now(), withdrawn_by = noted_by where enrolment_id = @other", new { other });
        using var after = AsApp.Enter(house, who);
        Assert.Equal((2, 0, 0), after.One<(int, int, int)>("select children, agreed, n from app.goal_changes(@programme)", new { programme }));
    }

    [Fact]
    public async Task Figures_count_children_say_who_is_missing_and_how_sure_it_is_and_below_five_only_to_who_carries_it_out()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (programme, who) = (World.Programme(library, places: 40), World.ProgrammeLeader(library));
        var group = World.Meets(World.Module(programme), who);
        var children = Enumerable.Range(0, 6).Select(i => World.Measurable(programme, givenName: "Kind" + i)).ToList();
        children.ForEach(c => World.Joined(group, c));
        var goals = children.ConvertAll(c => World.Goal(c));
        // Two steps, one, none, one back and forth; the last two are not measured again.
        World.Measured(goals[0], 0);
        World.Measured(goals[1], -1);
        World.Measured(goals[2], -2);
        World.Measured(goals[3], 2, 20);
        World.Measured(goals[3], 0);
        World.Measured(goals[4], 2, who: "pupil");
        using var leader = house.SignIn(who);
        var asked = await house.Queries(() => leader.GetAsync($"/programmes/groups/{group}/progress"));
        Assert.InRange(asked.OfThePage.Count, 1, 3);
        Assert.Contains("gemiddeld +1,3 stap, 2 van de 4 kinderen op hun doel", asked.Answer.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("geen groep om mee te vergelijken", asked.Answer.Text("main"), StringComparison.Ordinal);
        // Mean 1.25, deviation 0.957, t(3) = 3.182: 1.25 ± 1.52; Wilson of 2 of 4: 15 to 85 %.
        Assert.Contains("tussen −0,3 en +2,8", asked.Answer.Text(".ib-figures"), StringComparison.Ordinal);
        Assert.Contains("tussen 15 % en 85 %", asked.Answer.Text(".ib-figures"), StringComparison.Ordinal);
        Assert.Equal(6, asked.Answer.Document.QuerySelectorAll("svg.ib-gas").Length);
        var file = await leader.GetAsync($"/programmes/groups/{group}/progress?handler=Export&as=csv");
        Assert.DoesNotContain("Kind0", System.Text.Encoding.UTF8.GetString(file.Body), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync($"/programmes/{programme}/progress")).Status);
        // The page with all figures reckons the same.
        var all = (await leader.GetAsync($"/programmes/{programme}/figures")).Text("main");
        Assert.All(["+1,3 stapmarge −0,3 tot +2,8, 4 kinderen", "50 %2 van 4, marge 15 tot 85 %"], words => Assert.Contains(words, all, StringComparison.Ordinal));
        using var coordinator = house.SignIn(World.Coordinator(town));
        Assert.Contains("Minder dan 5", (await coordinator.GetAsync($"/programmes/{programme}/progress")).Text("main"), StringComparison.Ordinal);
        World.Measured(goals[5], 1);
        var shown = await coordinator.GetAsync($"/programmes/{programme}/progress");
        Assert.Contains("van de 5 kinderen", shown.Text("h1"), StringComparison.Ordinal);
        Assert.DoesNotContain("Woensdaggroep", shown.Text("main"), StringComparison.Ordinal);
        foreach (var stranger in new[] { World.Coordinator(World.Municipality()), World.ProgrammeLeader(World.Library(town)), World.Guide(library), World.Librarian(library) })
        {
            using var around = AsApp.Enter(house, stranger);
            Assert.Empty(around.List<int?>("select n from app.goal_changes(@programme)", new { programme }));
        }
    }
}
