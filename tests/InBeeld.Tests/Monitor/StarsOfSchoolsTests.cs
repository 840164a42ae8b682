using System.Net;
using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Capabilities.Monitor.StarsOfSchools;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Tests.Monitor;

/// <summary>A library sees the stars of its own schools at once, and what to talk about with each.</summary>
public sealed class StarsOfSchoolsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly Questionnaire List = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.StarsSecondary);

    private World World => house.World;

    private (Organisation Library, Organisation School, Guid Wave, Guid Location) Place(string state = "closed")
    {
        var town = World.Municipality();
        var (institute, library, school) = (World.Research(), World.Library(town), World.School("secondary", town));
        var ids = World.ClosedWave(institute, library, school, state);
        return (library, school, ids.Wave, ids.Location);
    }

    /// <summary>A second school, of which every question is answered with its best.</summary>
    private Guid Best(Guid wave, string name)
    {
        var unit = Guid.CreateVersion7();
        World.Do("insert into wave_unit (id, wave_id, level, parent_id, root_id, name, code, sort_key) select @unit, @wave, 'location', l.id, l.id, @name, @unit::text, lower(@name) from wave_unit l where l.wave_id = @wave and l.level = 'library'", new { unit, wave, name });
        foreach (var item in List.Items.Where(i => i.Level == ItemLevel.Location))
        {
            World.Do("insert into wave_answer (wave_id, unit_id, item, state, number, codes, at) values (@wave, @unit, @Key, 'value', @number, @codes, now())", new
            {
                wave, unit, item.Key, number = item.Kind switch { ItemKind.YesNo => 1, ItemKind.Number => 30, _ => (int?)null },
                codes = item.Kind switch { ItemKind.Choice => [item.Options.MaxBy(o => o.Points)!.Code], ItemKind.Choices => item.Options.Select(o => o.Code).ToArray(), _ => Array.Empty<string>() },
            });
        }

        return unit;
    }

    [Fact]
    public async Task All_schools_stand_there_with_at_least_and_at_most_in_one_journey_and_can_be_chosen_by_stars_and_field()
    {
        var (library, school, wave, location) = Place();
        World.Do("update wave_unit set sort_key = 'z' where id = @location", new { location });
        var best = Best(wave, "Aaltjes College");
        World.Pictured(wave);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var asked = await house.Queries(() => leader.GetAsync($"/monitor/stars/{wave}"));
        Assert.True(asked.OfThePage.Count <= 2, string.Join("\n", asked.OfThePage));
        var page = asked.Answer;
        Assert.True(page.Status == HttpStatusCode.OK, string.Join("\n", house.Logged));
        Assert.Equal("Zeker 3 sterren of meer: 1 van de 2 scholen", page.Text("h1"));
        Assert.Equal(["Aaltjes College", school.Name], page.Texts("tbody .ib-name"));
        Assert.Contains("4 sterren", page.Texts("tbody tr")[0], StringComparison.Ordinal);
        Assert.Contains("minstens 1 ster, misschien 4", page.Texts("tbody tr")[1], StringComparison.Ordinal);
        Assert.Contains("Van 1 school is niet alles bekend", page.Text("main"), StringComparison.Ordinal);
        Assert.True(page.Has($"a[href='/monitor/stars/{wave}/{location}']") && page.Has($"a[href='/monitor/infographics/{wave}/{best}']"));
        Assert.Equal(["Aaltjes College"], (await leader.GetAsync($"/monitor/stars/{wave}?stars=4")).Texts("tbody .ib-name"));
        Assert.Equal([school.Name], (await leader.GetAsync($"/monitor/stars/{wave}?stars=open")).Texts("tbody .ib-name"));
        Assert.Equal([school.Name], (await leader.GetAsync($"/monitor/stars/{wave}?field=parents&is=unknown")).Texts("tbody .ib-name"));
        Assert.Equal(["Aaltjes College", school.Name], (await leader.GetAsync($"/monitor/stars/{wave}?field=collection&is=yes")).Texts("tbody .ib-name"));
        Assert.Contains("Geen school past", (await leader.GetAsync($"/monitor/stars/{wave}?stars=0")).Text("main"), StringComparison.Ordinal);
        var file = await leader.GetAsync($"/monitor/stars/{wave}?handler=Export&as=csv&stars=4");
        Assert.Contains("Aaltjes College;", file.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(school.Name, file.Html, StringComparison.Ordinal);
        Assert.Equal(1, World.Journalled("use_case = 'export stars'"));
        var list = await leader.GetAsync("/monitor/infographics");
        Assert.True(list.Has($"a[href='/monitor/stars/{wave}']"));
    }

    [Fact]
    public async Task The_agenda_of_a_school_asks_what_nobody_knows_first_and_says_what_more_is_possible()
    {
        var (library, _, wave, location) = Place();
        World.Answered(location, "school-collection", null);
        World.Do("update wave_answer set codes = '{old}' where unit_id = @location and item = 'school-collection'", new { location });
        using var planner = house.SignIn(World.LibraryPlanner(library));
        var page = await planner.GetAsync($"/monitor/stars/{wave}/{location}");
        Assert.True(page.Status == HttpStatusCode.OK, string.Join("\n", house.Logged));
        Assert.StartsWith("Vraag dit eerst na", page.Text(".ib-columns h2"), StringComparison.Ordinal);
        Assert.Contains("Nu: Ja, ouder dan vijf jaar. Het kan: Ja, en elk jaar nieuwe boeken (2 punten meer)", page.Text("main"), StringComparison.Ordinal);
        await planner.PostAsync("/language", ("to", "en"));
        Assert.Contains("Now: Yes, older than five years. Possible: Yes, and new books every year (2 points more)", (await planner.GetAsync($"/monitor/stars/{wave}/{location}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_own_library_sees_it_and_a_principal_nothing_but_the_infographic()
    {
        var (library, school, wave, location) = Place("open");
        var (other, _, otherWave, otherLocation) = Place();
        World.Pictured(wave);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        Assert.Contains("nog open", (await leader.GetAsync($"/monitor/stars/{wave}")).Text("main"), StringComparison.Ordinal);
        foreach (var address in new[] { $"/monitor/stars/{otherWave}", $"/monitor/stars/{otherWave}/{otherLocation}", $"/monitor/stars/{wave}/{otherLocation}", $"/monitor/stars/{otherWave}?handler=Export&as=csv" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync(address)).Status);
        }

        foreach (var person in new[] { World.Principal(school), World.Librarian(library) })
        {
            using var visitor = house.SignIn(person);
            Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync($"/monitor/stars/{wave}")).Status);
            Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync($"/monitor/stars/{wave}/{location}")).Status);
        }

        using var far = house.SignIn(World.ProgrammeLeader(other));
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/monitor/stars/{wave}/{location}")).Status);
        // A questionnaire without points has no stars.
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/monitor/stars/{World.Wave(World.Research(), [library])}")).Status);
    }

    /// <summary>The stars of the page are those of the picture; the agenda comes from the other engine. Whatever was answered, they agree.</summary>
    [Fact]
    public void The_next_star_of_the_agenda_is_one_above_the_stars_of_the_picture_and_its_steps_reach_it()
    {
        var random = new Random(20261122);
        var scored = List.Items.Where(i => i.Level == ItemLevel.Location).ToList();
        for (var round = 0; round < 300; round++)
        {
            var unit = new Unit(Guid.CreateVersion7().ToString(), "School", "location", "", new Dictionary<string, string>());
            var set = new AnswerSet([unit]);
            var mood = random.NextDouble();
            foreach (var item in scored)
            {
                set[unit.Id, item.Key] = random.Next(8) == 0 ? Answer.None(AnswerState.Unknown) : item.Kind switch
                {
                    ItemKind.YesNo => Answer.Of(random.NextDouble() < mood),
                    ItemKind.Number => Answer.Of(random.NextDouble() < mood ? random.Next(6) : 0),
                    ItemKind.Choice => Answer.Chosen(item.Options[random.NextDouble() < mood ? random.Next(item.Options.Count) : 0].Code),
                    _ => Answer.Chosen([.. item.Options.Where(_ => random.NextDouble() < mood).Select(o => o.Code)]),
                };
            }

            var (fields, score) = new Stars(List, List.Scoring!, set).OfLocation(unit.Id);
            var agenda = TalkAgenda.Of(List, set, new StarredSchool(Guid.Parse(unit.Id), "School", "", true, fields, score, false));
            Assert.Equal(score.AtLeast == 4, agenda.Next is null);
            if (agenda.Next is { } next)
            {
                Assert.Equal(score.AtLeast + 1, next.Stars);
                Assert.True(next.Items.Count == 0 || next.Items.Sum(i => i.More) >= score.ToNext);
                Assert.All(next.Items, i => Assert.False(i.Better.Empty));
            }

            Assert.Equal(fields.Sum(f => f.Open), agenda.Ask.Sum(i => i.More));
            Assert.Equal(fields.Where(f => f.Is == Together.No).Select(f => f.Key), agenda.Without.Select(f => f.Field.Key));
        }
    }
}
