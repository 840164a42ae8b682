using System.Net;
using InBeeld.Capabilities.Desk.Model;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Desk;

/// <summary>A question goes to the desk of the municipality, and its answer comes back.</summary>
public sealed class DeskTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_question_reaches_the_coordinator_its_answer_reaches_the_school_and_a_reaction_opens_it_again()
    {
        var (town, school) = TownAndSchool();
        using var care = house.SignIn(World.Care(school));
        using var coordinator = house.SignIn(World.Coordinator(town));
        var id = await AskAsync(care, "Noodopvang", "Mag een kind van een zorgmedewerker naar de opvang?");
        var list = await coordinator.GetAsync("/desk/questions");
        Assert.Equal("1 vraag wacht op antwoord", list.Text("h1"));
        Assert.Contains("Er is een nieuwe vraag aan het loket", list.Text("main"), StringComparison.Ordinal);
        var open = await coordinator.FollowAsync(await coordinator.SubmitAsync(await coordinator.GetAsync($"/desk/{id}"), "form[action*=Take]"));
        Assert.Contains("Opgepakt", open.Text("main"), StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => coordinator.SubmitAsync(open, "form[action*=Answer]", ("Words", "Ja, elke school biedt dit."))));
        Assert.Equal(1, World.Count("desk_reply", "question_id = @id", new { id }));
        Assert.Equal(1, World.Count("notice", "kind = 'desk-answer' and link = @link", new { link = $"/desk/{id}" }));
        var answered = await care.GetAsync($"/desk/{id}");
        Assert.Contains("Ja, elke school biedt dit.", answered.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Er is een antwoord op je vraag", (await care.GetAsync("/desk")).Text("main"), StringComparison.Ordinal);
        await care.SubmitAsync(answered, "form[action*=React]", ("Words", "Ook op vrijdag?"));
        Assert.Equal("taken", World.One<string>("select state from desk_question where id = @id", new { id }));
        await coordinator.SubmitAsync(await coordinator.GetAsync($"/desk/{id}"), "form[action*=Answer]", ("Words", "Ook op vrijdag."));
        var last = await care.GetAsync($"/desk/{id}");
        Assert.False(last.Has("form[action*=React]"));
        await care.SubmitAsync(last, "form[action*=Close]");
        Assert.Equal("closed", World.One<string>("select state from desk_question where id = @id", new { id }));
        Assert.Contains("opvang", (await coordinator.GetAsync("/desk/questions?state=closed")).Text(".ib-queue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_asked_and_a_double_tap_asks_once()
    {
        var (town, school) = TownAndSchool();
        using var office = house.SignIn(World.Office(school));
        var form = await office.GetAsync("/desk");
        var empty = await office.SubmitAsync(form, "main form", ("Words", "Dit blijft staan"));
        Assert.Contains("Kies waar je vraag over gaat", empty.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Dit blijft staan", empty.Text("textarea"));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => office.SubmitAsync(form, "main form", ("Subject", $"{SubjectOf(town, "Zorg en hulp")}"), ("Words", "Een keer"))));
        Assert.Equal(1, World.Count("desk_question", "organisation_id = @Id", new { school.Id }));
        var far = World.Municipality();
        var elsewhere = await office.SubmitAsync(form, "main form", ("Id", $"{Guid.CreateVersion7()}"), ("Subject", $"{SubjectOf(far, "Zorg en hulp")}"), ("Words", "Verkeerde gemeente"));
        Assert.Contains("Kies waar je vraag over gaat", elsewhere.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subject_goes_to_a_team_or_a_person_and_they_are_told()
    {
        var (town, school) = TownAndSchool();
        var team = World.Team(town, "attendance");
        var officer = World.AttendanceOfficer(team);
        using var coordinator = house.SignIn(World.Coordinator(town));
        var subject = SubjectOf(town, "Leerplicht en verzuim");
        await coordinator.SubmitAsync(await coordinator.GetAsync($"/desk/subjects?edit={subject}"), "form:has(#Handler)", ("Handler", $"{team.Id}"));
        using var teacher = house.SignIn(World.Principal(school));
        var id = await AskAsync(teacher, "Leerplicht en verzuim", "Wanneer melden wij verzuim?");
        using var attendance = house.SignIn(officer);
        var mine = await attendance.GetAsync("/desk/questions?mine=true");
        Assert.Contains("Wanneer melden wij verzuim?", mine.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("Er is een nieuwe vraag aan het loket", mine.Text("main"), StringComparison.Ordinal);
        Assert.Contains($"Gaat naar {team.Name}", (await attendance.GetAsync($"/desk/{id}")).Text("main"), StringComparison.Ordinal);
        var far = await coordinator.SubmitAsync(await coordinator.GetAsync($"/desk/subjects?edit={subject}"), "form:has(#Handler)", ("Handler", $"{World.Team(World.Municipality()).Id}"));
        Assert.Contains("van jouw gemeente", far.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Dit onderwerp is er al", (await coordinator.SubmitAsync(await coordinator.GetAsync("/desk/subjects"), "form:has(#Handler)", ("Subject", "noodopvang"))).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standard_answer_is_chosen_adapted_and_counted()
    {
        var (town, school) = TownAndSchool();
        using var coordinator = house.SignIn(World.Coordinator(town));
        await coordinator.SubmitAsync(await coordinator.GetAsync("/desk/answers"), "form:has(textarea)", ("Heading", "Laptop lenen"), ("Words", "Vraag de laptop aan via het formulier."));
        var standard = World.One<Guid>("select id from desk_answer where municipality_code = @MunicipalityCode", new { town.MunicipalityCode });
        using var care = house.SignIn(World.Care(school));
        var id = await AskAsync(care, "Apparaten en internet", "Waar vragen wij een laptop aan?");
        var chosen = await coordinator.SubmitAsync(await coordinator.GetAsync($"/desk/{id}"), "form[method=get]", ("standard", $"{standard}"));
        Assert.Equal("Vraag de laptop aan via het formulier.", chosen.Text("textarea"));
        await coordinator.SubmitAsync(chosen, "form[action*=Answer]", ("Words", "Vraag de laptop aan via het formulier. Dat duurt een week."));
        Assert.Contains("1 keer gebruikt", (await coordinator.GetAsync("/desk/answers")).Text("main"), StringComparison.Ordinal);
        var figures = await coordinator.GetAsync("/desk/figures");
        Assert.Equal("1 vraag in een jaar", figures.Text("h1"));
        Assert.Contains("100 %", figures.Text("tbody"), StringComparison.Ordinal);
        Assert.Contains(school.Name, (await coordinator.GetAsync("/desk/figures?by=school")).Text("tbody"), StringComparison.Ordinal);
        var csv = await coordinator.GetAsync("/desk/figures?handler=Export&as=csv&by=subject");
        Assert.Contains("Apparaten en internet;1;0;0;1;0;100%", csv.Html, StringComparison.Ordinal);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (await coordinator.GetAsync("/desk/figures?handler=Export&as=xlsx")).ContentType);
        using var attendance = house.SignIn(World.AttendanceOfficer(World.Team(town, "attendance")));
        Assert.Equal(HttpStatusCode.Forbidden, (await attendance.GetAsync("/desk/figures")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await attendance.PostAsync("/desk/answers", ("Heading", "x"), ("Words", "x"))).Status);
    }

    [Fact]
    public async Task A_question_is_overdue_after_the_working_days_that_the_municipality_promised()
    {
        var (town, school) = TownAndSchool();
        using var coordinator = house.SignIn(World.Coordinator(town));
        await coordinator.SubmitAsync(await coordinator.GetAsync("/desk/subjects"), "form[action*=Days]", ("Days", "1"));
        using var care = house.SignIn(World.Care(school));
        var id = await AskAsync(care, "Iets anders", "Wie belt ons terug?");
        Assert.Equal(WorkingDays.After(World.Clock.Day, 1), World.One<DateOnly>("select due_on from desk_question where id = @id", new { id }));
        World.Do("update desk_question set due_on = @late where id = @id", new { id, late = World.Clock.Day.AddDays(-1) });
        var late = await coordinator.GetAsync("/desk/questions?late=true");
        Assert.Equal("1 vraag wacht op antwoord, 1 te laat", late.Text("h1"));
        Assert.Contains("Wie belt ons terug?", late.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("Had antwoord moeten hebben", (await care.GetAsync("/desk")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 tot en met 30", (await coordinator.SubmitAsync(await coordinator.GetAsync("/desk/subjects"), "form[action*=Days]", ("Days", "0"))).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-19", 3, "2026-11-24")]
    [InlineData("2026-12-24", 1, "2026-12-28")]
    [InlineData("2027-03-26", 1, "2027-03-30")]
    [InlineData("2027-04-26", 1, "2027-04-28")]
    [InlineData("2027-05-05", 1, "2027-05-07")]
    public void Weekends_and_holidays_do_not_count(string asked, int days, string due) =>
        Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), WorkingDays.After(DateOnly.Parse(asked, System.Globalization.CultureInfo.InvariantCulture), days));

    [Fact]
    public async Task More_than_fifty_are_paged_and_words_are_searched_without_standing_in_the_address()
    {
        var (town, school) = TownAndSchool();
        var by = World.Care(school);
        World.Do("insert into desk_question (id, municipality_code, subject_id, organisation_id, by_person, by_role, words, asked_at, due_on) select uuidv7(), @town, @subject, @school, @by, 'care', 'vraag 100% nr ' || n, now(), current_date + 3 from generate_series(1, 60) n",
            new { town = town.MunicipalityCode, subject = SubjectOf(town, "Noodopvang"), school = school.Id, by = by.Id });
        using var coordinator = house.SignIn(World.Coordinator(town));
        var first = await coordinator.GetAsync("/desk/questions");
        var next = await coordinator.GetAsync(first.Document.QuerySelector("a[href*='after=']")!.GetAttribute("href")!);
        Assert.Equal(60, first.Texts(".ib-queue .ib-as-typed").Concat(next.Texts(".ib-queue .ib-as-typed")).Distinct().Count());
        var found = await coordinator.SubmitAsync(first, "form:has(#Find)", ("Find", "100% nr 42"));
        Assert.Equal(["vraag 100% nr 42"], found.Texts(".ib-queue .ib-as-typed"));
        Assert.DoesNotContain("42", found.Path, StringComparison.Ordinal);
        Assert.Empty((await coordinator.SubmitAsync(first, "form:has(#Find)", ("Find", "100_ nr 42"))).Texts(".ib-queue .ib-as-typed"));
        using var care = house.SignIn(by);
        Assert.True((await care.GetAsync("/desk")).Has("a[href*='after=']"));
    }

    [Fact]
    public async Task A_question_is_seen_by_who_asked_it_and_by_the_desk_of_its_municipality_only()
    {
        var scene = new Scene(World);
        using var care = house.SignIn(scene.People["care"]);
        var id = await AskAsync(care, "Noodopvang", "Alleen voor het loket");
        foreach (var (role, who) in scene.People)
        {
            using var around = AsApp.Enter(house, who);
            var seen = around.List<Guid>("select id from desk_question").Contains(id);
            Assert.Equal((role, role is "care" or "coordinator" or "attendance" or "team_lead"), (role, seen));
            if (role is "care")
            {
                Assert.Equal("42501", around.Try("insert into desk_reply (id, question_id, kind, words, by_person, at) values (uuidv7(), @id, 'answer', 'Ik antwoord mezelf', @me, now())", new { id, me = who.Id }));
            }
            else if (!seen)
            {
                Assert.Equal("0 rows", around.Try("update desk_question set state = 'closed'"));
                Assert.Equal("42501", around.Try("insert into desk_reply (id, question_id, kind, words, by_person, at) values (uuidv7(), @id, 'reaction', 'x', @me, now())", new { id, me = who.Id }));
            }
        }

        foreach (var stranger in new[] { World.Care(scene.School), World.Care(scene.OtherSchool), World.Coordinator(scene.FarTown) })
        {
            using var visitor = house.SignIn(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/desk/{id}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"/desk/{id}?handler=Close")).Status);
        }

        using var far = AsApp.Enter(house, World.Coordinator(scene.FarTown));
        Assert.Empty(far.List<Guid>("select id from desk_answer where municipality_code = @MunicipalityCode", new { scene.Town.MunicipalityCode }));
        Assert.Equal("42501", far.Try("insert into desk_subject (municipality_code, name) values (@MunicipalityCode, 'Van een ander')", new { scene.Town.MunicipalityCode }));
        Assert.Equal("0 rows", far.Try("update desk_subject set name = 'x' where municipality_code = @MunicipalityCode", new { scene.Town.MunicipalityCode }));
    }

    [Fact]
    public async Task A_board_asks_the_municipalities_of_its_schools()
    {
        var (town, other, board) = (World.Municipality(), World.Municipality(), World.Board());
        World.School(municipality: town, board: board);
        World.School(municipality: other, board: board);
        using var member = house.SignIn(World.BoardMember(board));
        var form = await member.GetAsync("/desk");
        Assert.Equal(2, form.Document.QuerySelectorAll("optgroup").Length);
        var asked = await member.SubmitAsync(form, "main form", ("Subject", $"{SubjectOf(other, "Iets anders")}"), ("Words", "Hoe regelt u dit?"));
        Assert.Equal("/desk", asked.Location);
        using var coordinator = house.SignIn(World.Coordinator(other));
        Assert.Contains("Hoe regelt u dit?", (await coordinator.GetAsync("/desk/questions")).Text(".ib-queue"), StringComparison.Ordinal);
        other.SwitchedOff();
        Assert.Single((await member.GetAsync("/desk")).Document.QuerySelectorAll("optgroup"));
    }

    private (Organisation Town, Organisation School) TownAndSchool()
    {
        var town = World.Municipality();
        return (town, World.School(municipality: town));
    }

    private Guid SubjectOf(Organisation town, string name) => World.One<Guid>("select id from desk_subject where municipality_code = @MunicipalityCode and name = @name", new { town.MunicipalityCode, name });

    private static async Task<Guid> AskAsync(Visitor who, string subject, string words)
    {
        var form = await who.GetAsync("/desk");
        var option = form.Document.QuerySelectorAll("#Subject option").First(o => o.TextContent.Trim() == subject).GetAttribute("value");
        Assert.Equal("/desk", (await who.SubmitAsync(form, "main form", ("Subject", option), ("Words", words))).Location);
        return Guid.Parse((await who.GetAsync("/desk")).Document.QuerySelector(".ib-queue a.ib-name")!.GetAttribute("href")!.Split('/')[2]);
    }
}
