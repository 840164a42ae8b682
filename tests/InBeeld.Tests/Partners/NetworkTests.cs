using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Partners;

/// <summary>The picture of the network, policy, conditions and risks, and how far programmes reach; and who may read what of it.</summary>
public sealed class NetworkTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_picture_says_who_is_where_names_the_gaps_and_shows_a_municipality_no_people()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (nest, lamp) = (World.Programme(library), World.Programme(library, name: "Lantaarn"));
        var (welfare, school) = (World.Partner(library), World.Partner(library, "De Wolkenladder", "school"));
        World.TakesPart(welfare, nest, World.PartnerPerson(welfare));
        World.TakesPart(welfare, lamp, level: "tactical");
        World.TakesPart(school, nest, World.PartnerPerson(school, "Petra Lindeboom"), "strategic");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var asked = await house.Queries(() => leader.GetAsync("/partners/network"));
        var seen = asked.Answer;
        Assert.InRange(asked.OfThePage.Count, 1, 2);
        Assert.Equal("Op 3 plekken in het netwerk is nog niemand", seen.Text("h1"));
        Assert.Equal("2 organisaties bij 2 programma's; 1 doen er aan meer dan één mee.", seen.Text("svg.ib-rails desc"));
        Assert.Equal(3, seen.Document.QuerySelectorAll("svg.ib-rails .bare").Length);
        Assert.Equal(3, seen.Document.QuerySelectorAll("svg.ib-rails .stop").Length);
        Assert.Contains("Loes Aardappel", seen.Text("table"), StringComparison.Ordinal);
        Assert.Equal("Het Derde Nest: nog niemand op niveau tactisch", (await leader.GetAsync($"/partners/programmes/{nest}")).Text("h1"));
        var guide = World.Guide(library);
        guide.Guides(lamp);
        using var guided = house.SignIn(guide);
        Assert.DoesNotContain("Wolkenladder", (await guided.GetAsync("/partners/network")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await guided.GetAsync($"/partners/programmes/{nest}")).Status);
        using var coordinator = house.SignIn(World.Coordinator(town));
        foreach (var path in new[] { "/partners/network", $"/partners/programmes/{nest}" })
        {
            var page = await coordinator.GetAsync(path);
            Assert.Contains("De Wolkenladder", page.Text("main"), StringComparison.Ordinal);
            Assert.DoesNotContain("Petra", page.Html, StringComparison.Ordinal);
        }

        using var far = house.SignIn(World.Coordinator(World.Municipality()));
        Assert.Equal(HttpStatusCode.NotFound, (await far.GetAsync($"/partners/programmes/{nest}")).Status);
    }

    [Fact]
    public async Task A_policy_fits_with_a_reason_and_a_risk_keeps_how_it_was_judged()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var programme = World.Programme(library);
        var who = World.ProgrammeLeader(library);
        using var leader = house.SignIn(who);
        await leader.SubmitAsync(await leader.GetAsync("/partners/policies/new"), "main form", ("Name", "Lokale educatieve agenda"), ("Town", town.Id.ToString()), ("Reference", "LEA 2025"));
        var policy = World.One<Guid>("select id from network_policy where by_person = @Id", new { who.Id });
        var fits = await leader.GetAsync($"/partners/fits/new?Programme={programme}&Policy={policy}");
        var page = await leader.FollowAsync(await leader.SubmitAsync(fits, "main form", ("Why", "Taal na schooltijd.")));
        Assert.Contains("Taal na schooltijd.", page.Text("table.utrecht-table"), StringComparison.Ordinal);
        Assert.Equal("Van 1 programma is gezegd bij welk beleid het past", (await leader.GetAsync("/partners/policies")).Text("h1"));
        var twice = await leader.SubmitAsync(await leader.GetAsync($"/partners/fits/new?Programme={programme}&Policy={policy}"), "main form", ("Why", "Nog eens."));
        Assert.Contains("Dit staat er al.", twice.Text(".ib-errors"), StringComparison.Ordinal);
        var risk = await leader.FollowAsync(await leader.SubmitAsync(await leader.GetAsync($"/partners/risks/new?Programme={programme}"), "main form", ("What", "Begeleider valt uit"), ("Chance", "2"), ("Effect", "3")));
        Assert.Equal("1", risk.Text("table.ib-heat td.l4"));
        var id = World.One<Guid>("select id from network_point where by_person = @Id", new { who.Id });
        await leader.SubmitAsync(await leader.GetAsync($"/partners/risks/{id}/change"), "main form", ("Chance", "1"));
        Assert.Equal(2, World.Count("network_judgement", "point_id = @id", new { id }));
        Assert.Contains("Eerdere oordelen", (await leader.GetAsync($"/partners/programmes/{programme}")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/partners/conditions/{id}/change")).Status);
        await leader.SubmitAsync(await leader.GetAsync($"/partners/conditions/new?Programme={programme}"), "main form", ("What", "Vaste ruimte"), ("Met", "true"));
        Assert.Contains("1 van 1 voldaan", (await leader.GetAsync($"/partners/programmes/{programme}")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Hierbij past: Het Derde Nest", (await leader.GetAsync("/partners/policies")).Text("main"), StringComparison.Ordinal);
        using var coordinator = house.SignIn(World.Coordinator(town));
        var there = (await coordinator.GetAsync($"/partners/programmes/{programme}")).Text("main");
        Assert.Contains("Taal na schooltijd.", there, StringComparison.Ordinal);
        Assert.DoesNotContain("Begeleider valt uit", there, StringComparison.Ordinal);
    }

    [Fact]
    public void Around_the_application_everyone_reads_only_what_is_for_them_and_nobody_writes_for_another_library()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (mine, other) = (World.Programme(library), World.Programme(library, name: "Lantaarn"));
        var (welfare, school) = (World.Partner(library), World.Partner(library, "De Wolkenladder", "school"));
        var role = World.TakesPart(welfare, mine, World.PartnerPerson(welfare));
        World.TakesPart(school, other, World.PartnerPerson(school, "Petra Lindeboom"));
        World.PartnerTask(role);
        World.PartnerAgreement(welfare);
        World.PartnerContact(welfare);
        World.Partner(library, "Zonder programma", "fund");
        var guide = World.Guide(library);
        guide.Guides(mine);
        var leader = World.ProgrammeLeader(library);
        var class7 = World.Group(World.School(municipality: town));
        string[] tables = ["network_partner", "network_person", "network_role", "network_task", "network_agreement", "network_contact"];
        foreach (var (who, counts) in new[] { (leader, "3 2 2 1 1 1"), (guide, "1 1 1 1 0 0"), (World.Coordinator(town), "2 0 2 0 0 0"), (World.Coordinator(World.Municipality()), "0 0 0 0 0 0"), (World.Teacher().Of(class7), "0 0 0 0 0 0"), (World.Librarian(library), "0 0 0 0 0 0"), (World.ProgrammeLeader(World.Library(town)), "0 0 0 0 0 0") })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal(counts, string.Join(' ', tables.Select(t => around.One<int>($"select count(*)::integer from {t}"))));
            if (who != leader)
            {
                Assert.Equal("0 rows", around.Try("update network_partner set name = 'x', version = 2"));
                Assert.Equal("42501", around.Try("insert into network_partner (id, library_id, kind, name, by_person, at) values (uuidv7(), @library, 'other', 'x', app.person(), now())", new { library = library.Id }));
                Assert.Equal(0, around.One<int>("select count(*)::integer from app.network_places(@welfare)", new { welfare }));
            }

            Assert.Equal("42501", around.Try("delete from network_partner"));
            Assert.Equal("42501", around.Try("update network_judgement set chance = 1"));
            Assert.Equal("42501", around.Try("select app.forget_network_people(now())"));
        }

        using var far = AsApp.Enter(house, World.ProgrammeLeader(World.Library(town)));
        Assert.Equal("gone", far.One<string>("select app.succeed_network_person(@person, null, 1, current_date, now())", new { person = World.One<Guid>("select id from network_person where partner_id = @welfare", new { welfare }) }));
        // A row cannot hang on a partner of another library.
        Assert.Equal("23503", far.Try("insert into network_contact (id, library_id, partner_id, channel, day, words, by_person, at) values (uuidv7(), app.organisation(), @welfare, 'phone', current_date, 'x', app.person(), now())", new { welfare }));
    }

    [Fact]
    public async Task The_cover_counts_per_municipality_who_a_programme_is_meant_for_and_hides_small_counts()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var programme = World.Programme(library);
        World.Do("insert into programme_criterion (id, programme_id, position, kind, least, most) values (uuidv7(), @programme, 0, 'year', 7, 8)", new { programme });
        var school = World.School(municipality: town);
        var (high, low) = (World.Group(school), World.Group(World.School(municipality: town)));
        for (var i = 0; i < 6; i++)
        {
            World.Do("update pupil set year_group = 7 where id = @Id", new { World.Pupil(high).Id });
            World.Do("update pupil set year_group = 3 where id = @Id", new { World.Pupil(low).Id });
        }

        World.Do("update enrolment set state = 'placed', placed_on = current_date where id = @e", new { e = World.Enrolment(programme, World.Pupil(high)) });
        World.Do("update pupil set year_group = 8 where school_id = @Id and year_group is distinct from 7", new { school.Id });
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var page = await leader.GetAsync("/partners/cover");
        Assert.Equal("Voor 1 school is er nog geen programma", page.Text("h1"));
        Assert.Equal(["2", "1", "7", "1", "6", "1"], page.Texts("tbody td"));
        Assert.Contains(low.School.Name, page.Text("main"), StringComparison.Ordinal);
        // A school for which there is a programme and of which nobody comes: the library is told which, the municipality is not.
        var idle = World.School(municipality: town);
        World.Do("update pupil set year_group = 7 where id = @Id", new { World.Pupil(World.Group(idle)).Id });
        Assert.Contains($"Van 1 school doet nog niemand mee{idle.Name}", (await leader.GetAsync("/partners/cover")).Document.QuerySelector("main details")!.TextContent.ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        World.Do("update organisation set is_on = false where id = @Id", new { idle.Id });
        using var coordinator = house.SignIn(World.Coordinator(town));
        Assert.Equal([library.Name, "2", "1", "7", "minder dan 5", "6", "1"], (await coordinator.GetAsync("/partners/cover")).Texts("tbody td"));
    }
}
