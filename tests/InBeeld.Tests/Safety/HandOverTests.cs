using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Safety;

/// <summary>A library hands a worry to a school; whom to call; and what somebody who enforces is told.</summary>
public sealed class HandOverTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_worry_of_the_library_reaches_the_care_professional_and_the_library_learns_only_that_it_was_seen()
    {
        var town = World.Municipality();
        var school = World.School(municipality: town);
        using var librarian = house.SignIn(World.Librarian(World.Library(town)));
        using var care = house.SignIn(World.Care(school));
        Assert.Equal("/today", (await librarian.GetAsync("/")).Location);
        var form = await librarian.GetAsync("/safety/hand-over");
        var handed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => librarian.SubmitAsync(form, "main form", ("School", $"{school.Id}"), ("Child", "Noor, rode jas"), ("Words", "Durft niet naar huis"))));
        Assert.All(handed, h => Assert.Equal("/safety/hand-over", h.Location));
        Assert.Equal(1, World.Count("safety_handover", "school_id = @Id", new { school.Id }));
        var list = await care.GetAsync("/safety/handovers");
        Assert.Equal("1 nieuwe zorg van de bibliotheek", list.Text("h1"));
        Assert.Contains("De bibliotheek gaf een zorg over een kind door", list.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Durft niet naar huis", list.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("Nog niet gezien", (await librarian.GetAsync("/safety/hand-over")).Text("main"), StringComparison.Ordinal);
        await care.SubmitAsync(list, ".ib-queue form");
        var after = await librarian.GetAsync("/safety/hand-over");
        Assert.Contains("Gezien op", after.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Durft niet", after.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("rode jas", after.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_or_of_another_municipality_is_refused()
    {
        var town = World.Municipality();
        World.School(municipality: town);
        var far = World.School();
        using var librarian = house.SignIn(World.Librarian(World.Library(town)));
        var form = await librarian.GetAsync("/safety/hand-over");
        var empty = await librarian.SubmitAsync(form, "main form", ("Words", "Dit blijft staan"));
        Assert.Contains("Kies de school van het kind", empty.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Dit blijft staan", empty.Text("textarea"));
        var elsewhere = await librarian.SubmitAsync(form, "main form", ("School", $"{far.Id}"), ("Child", "Sem"), ("Words", "Iets"));
        Assert.Contains("Kies een school in jouw gemeente", elsewhere.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("safety_handover", "school_id = @Id", new { far.Id }));
    }

    [Fact]
    public void A_worry_of_the_library_is_read_by_care_of_that_school_and_by_nobody_else()
    {
        var scene = new Scene(World);
        World.Do("insert into safety_handover (id, school_id, organisation_id, by_person, by_name, child, words) values (uuidv7(), @school, @library, @by, 'Loes', 'Noor', 'Huilt')", new { school = scene.School.Id, library = scene.Library.Id, by = scene.People["library"].Id });
        foreach (var (role, who) in scene.People)
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal((role, role == "care" ? 1 : 0), (role, around.List<Guid>("select id from safety_handover").Count));
            Assert.Equal("42501", around.Try("insert into safety_handover select * from safety_handover"));
            Assert.Equal(role == "library" ? 1 : 0, around.List<Guid>("select id from app.my_handovers()").Count);
        }

        using var elsewhere = AsApp.Enter(house, World.Care(scene.OtherSchool));
        Assert.Empty(elsewhere.List<Guid>("select id from safety_handover"));
    }

    [Fact]
    public async Task The_number_that_the_coordinator_writes_down_stands_on_the_pages_about_safety()
    {
        var town = World.Municipality();
        var school = World.School(municipality: town);
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var care = house.SignIn(World.Care(school));
        var before = await care.GetAsync("/safety");
        Assert.Contains("112", before.Text(".utrecht-alert"), StringComparison.Ordinal);
        Assert.Contains("0800 2000", before.Text(".utrecht-alert"), StringComparison.Ordinal);
        var form = await coordinator.GetAsync("/safety/contact");
        Assert.Contains("Vul een telefoonnummer in", (await coordinator.SubmitAsync(form, "main form", ("ContactName", "Veilig Thuis Fabelland"), ("Phone", "bel ons"))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("https://", (await coordinator.SubmitAsync(form, "main form", ("ContactName", "Veilig Thuis Fabelland"), ("Phone", "000 123"), ("Website", "javascript:alert(1)"))).Text(".ib-errors"), StringComparison.Ordinal);
        await coordinator.SubmitAsync(form, "main form", ("ContactName", "Veilig Thuis Fabelland"), ("Phone", "000 123 45 67"), ("Hours", "dag en nacht"));
        Assert.Contains("Veilig Thuis Fabelland, 000 123 45 67, dag en nacht", (await care.GetAsync("/safety")).Text(".utrecht-alert"), StringComparison.Ordinal);
        var clash = await coordinator.SubmitAsync(form, "main form", ("ContactName", "Veilig Thuis Elders"), ("Phone", "000 123 45 67"));
        Assert.Contains("Een collega paste dit net aan", clash.Text(".ib-errors"), StringComparison.Ordinal);
        using var around = AsApp.Enter(house, World.Coordinator(World.Municipality()));
        Assert.Equal("0 rows", around.Try("update safety_contact set phone = '112'"));
    }

    [Fact]
    public async Task Somebody_who_enforces_is_told_why_and_where_to_go()
    {
        var child = World.Pupil();
        using var enforcer = house.SignIn(World.Enforcer(World.Municipality()));
        Assert.Equal("/enforcement", (await enforcer.GetAsync("/")).Location);
        Assert.Contains("verzuimloket van DUO", (await enforcer.GetAsync("/enforcement")).Text("main"), StringComparison.Ordinal);
        foreach (var page in new[] { $"/children/{child.Id}", $"/children/{child.Id}/safety", "/safety", "/safety/handovers" })
        {
            var refused = await enforcer.GetAsync(page);
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.Contains("Wie handhaaft, kan geen dossiers van kinderen openen.", refused.Text("main"), StringComparison.Ordinal);
        }
    }
}
