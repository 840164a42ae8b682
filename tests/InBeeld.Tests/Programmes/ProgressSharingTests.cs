using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>Short scales, what a school says of its own child, results of a module, and who reads what.</summary>
public sealed class ProgressSharingTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly (string, string?)[] Typed = [("Nl", "Ik vraag hulp als het moet."), ("Steps[0]", "Nooit"), ("Steps[1]", "Zelden"), ("Steps[2]", "Soms"), ("Steps[3]", "Vaak"), ("Steps[4]", "Altijd")];

    private World World => house.World;

    [Fact]
    public async Task A_leader_makes_a_short_scale_chooses_it_and_other_words_leave_old_answers_as_they_were_also_in_another_programme()
    {
        var library = World.Library(World.Municipality());
        var (nest, lamp) = (World.Programme(library), World.Programme(library, name: "Lantaarn"));
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var form = await leader.GetAsync("/programmes/scales/new");
        Assert.Equal(6, (await leader.SubmitAsync(form, "main form", ("Nl", ""))).Texts(".ib-errors li").Count);
        var made = await leader.FollowAsync(await leader.SubmitAsync(form, "main form", Typed));
        Assert.Contains("Ik vraag hulp als het moet.", made.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Ik vind lezen leuk.", made.Text("main"), StringComparison.Ordinal);
        var scale = World.One<Guid>("select id from short_scale where library_id = @library", new { library = library.Id });
        foreach (var programme in new[] { nest, lamp })
        {
            var chosen = await leader.FollowAsync(await leader.SubmitAsync(await leader.GetAsync($"/programmes/{programme}/scales"), "main form", ("Chosen", scale.ToString())));
            Assert.Equal(1, World.Count("programme_scale", "programme_id = @programme", new { programme }));
            Assert.Contains("1 vraag", chosen.Text("[role=status]"), StringComparison.Ordinal);
        }

        var (one, two) = (World.Measurable(nest), World.Measurable(lamp));
        World.Answered(one, scale, 2, 5);
        World.Answered(two, scale, 4, 5);
        var change = await leader.GetAsync($"/programmes/scales/{scale}");
        await leader.SubmitAsync(change, "main form", ("Nl", "Ik durf hulp te vragen."), ("Steps[1]", "Bijna nooit"));
        Assert.Contains("Een collega", (await leader.SubmitAsync(change, "main form", ("Nl", "Nog anders"))).Text(".ib-errors"), StringComparison.Ordinal);
        var form2 = await leader.GetAsync($"/programmes/people/{one}/measure");
        Assert.Contains("Ik durf hulp te vragen.", form2.Text("main"), StringComparison.Ordinal);
        var page = await leader.FollowAsync(await leader.SubmitAsync(form2, "main form", ("answer-" + scale, "3")));
        Assert.Contains("Zelden", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("toen gevraagd: Ik vraag hulp als het moet.", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Ik vraag hulp als het moet.", (await leader.GetAsync($"/programmes/people/{two}/goals")).Text("main"), StringComparison.Ordinal);
        // Another library neither sees nor changes it; those of InBeeld nobody changes.
        using var far = house.SignIn(World.ProgrammeLeader(World.Library(World.Municipality())));
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/programmes/scales/{scale}")).Status);
        var standard = World.One<Guid>("select id from short_scale where library_id is null limit 1");
        using var around = AsApp.Enter(house, World.ProgrammeLeader(library));
        Assert.Equal("gone", around.One<string>("select app.keep_short_scale(@standard, 1, 'pupil', 'x', '', '{a,b,c,d,e}', '{}', now())", new { standard }));
        Assert.Equal("42501", around.Try("update short_scale_text set nl = 'x' where true"));
    }

    [Fact]
    public async Task Other_words_are_taken_back_with_one_tap_until_somebody_answered_to_them()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library);
        var scale = World.Scale(programme);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var page = await leader.GetAsync($"/programmes/scales/{scale}");
        // Saving without a change is nothing to undo.
        Assert.False((await leader.FollowAsync(await leader.SubmitAsync(page, "main form"))).Has("[role=status] form"));
        var renewed = await leader.FollowAsync(await leader.SubmitAsync(page, "main form", ("Nl", "Ik vindt lezen leuk.")));
        var back = await leader.FollowAsync(await leader.SubmitAsync(renewed, "[role=status] form"));
        Assert.Contains("De woorden van eerst staan er weer.", back.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Equal((1, 1), (World.One<int>("select number from short_scale where id = @scale", new { scale }), World.Count("short_scale_text", "scale_id = @scale", new { scale })));
        var again = await leader.FollowAsync(await leader.SubmitAsync(page, "main form", ("Nl", "Lezen vind ik fijn.")));
        World.Answered(World.Measurable(programme), scale, 3);
        Assert.Contains("al geantwoord", (await leader.SubmitAsync(again, "[role=status] form")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(2, World.One<int>("select number from short_scale where id = @scale", new { scale }));
        using var far = house.SignIn(World.ProgrammeLeader(World.Library(World.Municipality())));
        Assert.Contains("Dat staat hier niet", (await far.PostAsync($"/programmes/scales?handler=Undo&scale={scale}&known=2")).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_teacher_says_what_is_seen_in_class_and_gives_a_test_and_reads_only_that_and_only_while_school_may_know()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (programme, school) = (World.Programme(library), World.School(municipality: town));
        var group = World.Group(school);
        var pupil = World.Pupil(group);
        var child = World.Measurable(programme, pupil);
        var (seen, own) = (World.Scale(programme, "teacher", "Dit kind doet mee."), World.Scale(programme, "pupil", "Ik vind het leuk hier."));
        World.Answered(child, own, 4);
        World.Measured(World.Goal(child), 1);
        using var teacher = house.SignIn(World.Teacher().Of(group));
        Assert.Contains($"/children/{pupil.Id}/programmes/answers", (await teacher.GetAsync($"/children/{pupil.Id}/programmes")).Html, StringComparison.Ordinal);
        var form = await teacher.GetAsync($"/children/{pupil.Id}/programmes/answers");
        Assert.DoesNotContain("Ik vind het leuk hier.", form.Text("main"), StringComparison.Ordinal);
        Assert.Contains("minstens één vraag", (await teacher.SubmitAsync(form, "main form")).Text(".ib-errors"), StringComparison.Ordinal);
        var said = await teacher.SubmitAsync(form, "main form", ("answer-" + seen, "4"));
        await teacher.SubmitAsync(form, "main form", ("answer-" + seen, "4"));
        Assert.Equal(1, World.Count("short_answer", "school_id = @school", new { school = school.Id }));
        var page = await teacher.FollowAsync(said);
        Assert.Contains("Vaak", page.Text("main"), StringComparison.Ordinal);
        var wrong = await teacher.SubmitAsync(page, "form[action$=Give]", ("Name", "Rekenen"), ("Outcome", "II"), ("Score", "40"));
        Assert.Equal(2, wrong.Texts(".ib-errors li").Count);
        var given = await teacher.FollowAsync(await teacher.SubmitAsync(wrong, "form[action$=Give]", ("Name", "Rekenen"), ("Outcome", "II"), ("Score", "40"), ("Least", "0"), ("Most", "60,5"), ("Agreed", "true")));
        Assert.Contains("40 op een schaal van 0 tot 60,5", given.Text("main"), StringComparison.Ordinal);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var read = (await leader.GetAsync($"/programmes/people/{child}/goals")).Text("main");
        Assert.Contains("Rekenen: II", read, StringComparison.Ordinal);
        Assert.Contains("Dit kind doet mee.", read, StringComparison.Ordinal);
        // Around the application: own answers, no goals, nothing of others.
        foreach (var (who, answers, tests, goals) in new[] { (World.Teacher().Of(group), 1, 1, 0), (World.Teacher().Of(World.Group(World.School(municipality: town))), 0, 0, 0), (World.ProgrammeLeader(library), 2, 1, 1), (World.Librarian(library), 0, 0, 0), (World.Coordinator(town), 0, 0, 0), (World.ProgrammeLeader(World.Library(town)), 0, 0, 0), (World.Guide(library), 0, 0, 0) })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal((answers, tests, goals), (around.List<Guid>("select id from short_answer").Count, around.List<Guid>("select id from test_result").Count, around.List<Guid>("select id from goal").Count));
            Assert.Equal((goals, goals), (around.List<int>("select level from goal_measurement").Count, around.List<int>("select number from goal_scale").Count));
            Assert.Equal("42501", around.Try("insert into short_answer select * from short_answer"));
            Assert.Equal("42501", around.Try("delete from test_result"));
            Assert.Equal("42501", around.Try("select app.keep_answers(uuidv7(), null, null, '{}', null, current_date, 'during', '[]', now())"));
        }

        await teacher.SubmitAsync(given, "[role=status] form");
        Assert.Equal(0, World.Count("test_result", "removed_at is null and school_id = @school", new { school = school.Id }));
        World.Do("update enrolment set school_sees = false where id = @child", new { child });
        Assert.Contains("doet nu nergens mee", (await teacher.GetAsync($"/children/{pupil.Id}/programmes/answers")).Text("h1"), StringComparison.Ordinal);
        using var after = AsApp.Enter(house, World.Teacher().Of(group));
        Assert.Empty(after.List<Guid>("select id from short_answer"));
        Assert.Equal("gone", after.One<string>("select app.answer_as_school(uuidv7(), @child, current_date, 'during', '[]', now())", new { child }));
    }

    [Fact]
    public async Task Results_of_a_module_are_kept_for_the_whole_group_on_one_screen_and_can_be_taken_back()
    {
        var library = World.Library(World.Municipality());
        var (programme, who) = (World.Programme(library), World.ProgrammeLeader(library));
        var group = World.Meets(World.Module(programme), who);
        var (one, two) = (World.Enrolment(programme, state: "placed", givenName: "Abel"), World.Enrolment(programme, state: "placed", givenName: "Bente"));
        World.Joined(group, one);
        World.Joined(group, two);
        using var leader = house.SignIn(who);
        var form = await leader.GetAsync($"/programmes/groups/{group}/results");
        Assert.Contains("minstens één kind", (await leader.SubmitAsync(form, "main form")).Text(".ib-errors"), StringComparison.Ordinal);
        var kept = await leader.SubmitAsync(form, "main form", ("result-" + one, "reached"), ("words-" + one, "Presenteerde zelf"), ("result-" + two, "partly"));
        var after = await leader.FollowAsync(kept);
        Assert.Equal(2, World.Count("module_result", "group_id = @group", new { group }));
        Assert.Contains("Een collega", (await leader.SubmitAsync(form, "main form", ("Batch", Guid.CreateVersion7().ToString()), ("result-" + one, "not"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Presenteerde zelf", (await leader.GetAsync($"/programmes/people/{one}/goals")).Text("main"), StringComparison.Ordinal);
        await leader.SubmitAsync(after, "[role=status] form");
        Assert.Equal(0, World.Count("module_result", "group_id = @group and replaced_at is null", new { group }));
        using var around = AsApp.Enter(house, World.ProgrammeLeader(World.Library(World.Municipality())));
        Assert.Equal("gone", around.One<string>("select app.keep_results(uuidv7(), @group, 0, '[]', now())", new { group }));
        Assert.Empty(around.List<Guid>("select id from module_result"));
    }

    [Fact]
    public async Task When_two_participants_turn_out_to_be_one_child_goals_measurements_answers_and_results_go_along_with_the_enrolment_that_stays()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (programme, who) = (World.Programme(library), World.ProgrammeLeader(library));
        var school = World.School(municipality: town);
        var group = World.Meets(World.Module(programme), who);
        var (stays, goes) = (World.Enrolment(programme, World.Pupil(World.Group(school)), "placed"), World.Measurable(programme, state: "intake"));
        World.Do("update participant set born = '2015-03-04' where id in (select participant_id from enrolment where id in (@stays, @goes))", new { stays, goes });
        World.Measured(World.Goal(goes), 0);
        var scale = World.Scale(programme);
        World.Answered(goes, scale, 2);
        World.Answered(stays, scale, 5);
        World.Answered(goes, scale, 1, 10);
        World.Result(group, goes);
        World.Test(goes, school);
        using (var around = AsApp.Enter(house, who))
        {
            Assert.Equal("", around.One<string>("select app.merge_participants((select participant_id from enrolment where id = @goes), (select participant_id from enrolment where id = @stays), now())", new { goes, stays }));
            around.Commit();
        }

        Assert.Equal(("withdrawn", "placed"), (World.StateOf(goes), World.StateOf(stays)));
        foreach (var table in new[] { "goal", "goal_measurement", "module_result", "test_result" })
        {
            Assert.Equal((0L, 1L), (World.Count(table, "enrolment_id = @goes", new { goes }), World.Count(table, "enrolment_id = @stays", new { stays })));
        }

        Assert.Equal((3L, 2L), (World.Count("short_answer", "enrolment_id = @stays", new { stays }), World.Count("short_answer", "enrolment_id = @stays and replaced_at is null", new { stays })));
        using var after = AsApp.Enter(house, who);
        Assert.Equal((1, 1), after.One<(int, int)>("select n, reached from app.goal_changes(@programme)", new { programme }));
        using var leader = house.SignIn(who);
        Assert.Equal(HttpStatusCode.OK, (await leader.GetAsync($"/programmes/people/{stays}/goals")).Status);
    }
}
