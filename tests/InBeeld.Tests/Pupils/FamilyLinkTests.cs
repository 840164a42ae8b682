using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Pupils;

/// <summary>Brothers and sisters become one family, in the own school and across schools, and a mistake is undone whole.</summary>
public sealed class FamilyLinkTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Children_with_the_same_surname_are_offered_first_and_become_one_family()
    {
        var school = World.School();
        var (noor, bas) = (World.Pupil(World.Group(school, "7b"), "Noor", surname: "Vlinderman"), World.Pupil(World.Group(school, "4a"), "Bas", surname: "Vlinderman"));
        var other = World.Pupil(World.Group(school, "4b"), "Sem", surname: "Appelboom");
        noor.Family.ContactPerson("Marta", "06 12345678");
        bas.Family.ContactPerson("marta", "0612345678");
        bas.Family.ContactPerson("Opa Jan", "06 99999999");
        using var care = house.SignIn(World.Care(school));
        var form = await care.GetAsync($"/children/{noor.Id}/family/siblings");
        Assert.Contains("Bas Vlinderman", form.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(other.Name.Full, form.Text("main"), StringComparison.Ordinal);
        var page = await care.FollowAsync(await care.SubmitAsync(form, $"form[action*='{bas.Id}']"));
        Assert.Contains("Bas", page.Text(".ib-columns > :last-child"), StringComparison.Ordinal);
        Assert.Equal(noor.Family.Id, bas.Family.Id);
        // The same mother is there once.
        Assert.Equal(["Marta", "Opa Jan"], World.List<string>("select name from contact_person where family_id = @Id and removed_at is null order by name", new { noor.Family.Id }));
        Assert.Contains("Bas", (await care.GetAsync($"/children/{noor.Id}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_undone_whole_and_nobody_keeps_a_phone_number_of_strangers()
    {
        var school = World.School();
        var (noor, bas) = (World.Pupil(World.Group(school), "Noor", surname: "Vlinderman"), World.Pupil(World.Group(school), "Bas", surname: "Vlinderman"));
        var sister = World.Pupil(World.Group(school), "Lot", surname: "Vlinderman", family: bas.Family);
        noor.Family.ContactPerson("Marta", "06 12345678");
        bas.Family.ContactPerson("Marta", "06 12345678");
        bas.Family.ContactPerson("Vreemde", "06 99999999");
        World.Do("update family set reach_note = 'Na vier uur' where id = @a; update family set reach_note = 'Niet bellen op vrijdag' where id = @b", new { a = noor.Family.Id, b = bas.Family.Id });
        var before = Snapshot(noor, bas, sister);
        using var care = house.SignIn(World.Care(school));
        var linked = await care.FollowAsync(await care.SubmitAsync(await care.GetAsync($"/children/{noor.Id}/family/siblings"), $"form[action*='{bas.Id}']"));
        Assert.Equal(noor.Family.Id, sister.Family.Id);
        Assert.Equal("Na vier uur\nNiet bellen op vrijdag", World.One<string>("select reach_note from family where id = @Id", new { noor.Family.Id }));
        var apart = await care.FollowAsync(await care.SubmitAsync(linked, ".ib-notice--ok .ib-undo"));
        Assert.Equal(before, Snapshot(noor, bas, sister));
        Assert.DoesNotContain("Vreemde", apart.Html, StringComparison.Ordinal);
        await care.SubmitAsync(apart, ".ib-notice--ok .ib-undo");
        Assert.Equal(noor.Family.Id, bas.Family.Id);
    }

    [Fact]
    public async Task A_sibling_that_came_with_the_class_list_leaves_with_a_copy_of_the_contact_persons()
    {
        var school = World.School();
        var family = World.Family();
        var (one, two) = (World.Pupil(World.Group(school), family: family), World.Pupil(World.Group(school), family: family));
        family.ContactPerson("Marta");
        using var care = house.SignIn(World.Care(school));
        await care.SubmitAsync(await care.GetAsync($"/children/{one.Id}/family"), "form[action*='Unlink']");
        Assert.NotEqual(one.Family.Id, two.Family.Id);
        foreach (var child in new[] { one, two })
        {
            Assert.Equal(["Marta"], World.List<string>("select name from contact_person where family_id = @Id and removed_at is null", new { child.Family.Id }));
        }
    }

    [Fact]
    public async Task A_sister_at_another_school_is_found_by_care_with_her_whole_name_and_birth_date_only()
    {
        var (here, there) = (World.School(), World.School());
        var noor = World.Pupil(World.Group(here), "Noor", surname: "Vlinderman");
        var eva = World.Pupil(World.Group(there), "Éva", "van den", "Vlindermán", born: new DateOnly(2012, 3, 4));
        using var care = house.SignIn(World.Care(here));
        var form = await care.GetAsync($"/children/{noor.Id}/family/siblings");
        var wrong = await care.SubmitAsync(form, "form[action*='Find']", ("GivenName", "Eva"), ("Surname", "Vlinderman"), ("Born", "2012-03-05"));
        Assert.Contains("Niemand gevonden met deze naam en geboortedatum", wrong.Text("main"), StringComparison.Ordinal);
        var found = await care.SubmitAsync(form, "form[action*='Find']", ("GivenName", "eva"), ("Surname", "vlinderman"), ("Born", "2012-03-04"));
        Assert.Contains($"Éva van den Vlindermán", found.Text("main"), StringComparison.Ordinal);
        Assert.Contains(there.Name, found.Text("main"), StringComparison.Ordinal);
        await care.SubmitAsync(found, $"form[action*='{eva.Id}']");
        Assert.Equal(noor.Family.Id, eva.Family.Id);
        // She herself stays out of sight: first name and school, no more.
        Assert.Equal(HttpStatusCode.NotFound, (await care.GetAsync($"/children/{eva.Id}")).Status);
        Assert.Equal(2, World.Journalled("use_case = 'search sibling at another school' and @Id = any (pupils)", new { noor.Id }));
    }

    [Fact]
    public async Task Two_children_with_that_name_and_day_are_named_neither()
    {
        var school = World.School();
        var noor = World.Pupil(World.Group(school), "Noor");
        World.Pupil(World.Group(), "Eva", surname: "Tweeling", born: new DateOnly(2012, 3, 4));
        World.Pupil(World.Group(), "Eva", surname: "Tweeling", born: new DateOnly(2012, 3, 4));
        using var care = house.SignIn(World.Care(school));
        var answer = await care.SubmitAsync(await care.GetAsync($"/children/{noor.Id}/family/siblings"), "form[action*='Find']", ("GivenName", "Eva"), ("Surname", "Tweeling"), ("Born", "2012-03-04"));
        Assert.Contains("Niemand gevonden", answer.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_searches_an_hour_and_no_more()
    {
        var noor = World.Pupil();
        using var care = house.SignIn(World.Care(noor.School));
        var form = await care.GetAsync($"/children/{noor.Id}/family/siblings");
        PageAnswer answer = form;
        for (var i = 0; i < 11; i++)
        {
            answer = await care.SubmitAsync(form, "form[action*='Find']", ("GivenName", "Eva"), ("Surname", $"Gok{i}"), ("Born", "2012-03-04"));
        }

        Assert.Contains("al tien keer", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(10, World.One<long>("select count(*) from exact_search where purpose = 'sibling' and person_id = (select by_person from (select person_id as by_person from session where id = @Session) s)", new { care.Session }));
    }

    [Fact]
    public async Task A_teacher_or_principal_cannot_reach_beyond_what_they_see()
    {
        var school = World.School();
        var group = World.Group(school);
        var (child, twin) = (World.Pupil(group), World.Pupil(group));
        var (neighbour, stranger) = (World.Pupil(World.Group(school)), World.Pupil());
        using var teacher = house.SignIn(World.Teacher().Of(group));
        Assert.False((await teacher.GetAsync($"/children/{child.Id}/family/siblings")).Has("form[action*='Find']"));
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.PostAsync($"/children/{child.Id}/family/siblings?handler=Find", ("GivenName", "a"), ("Surname", "b"), ("Born", "2012-03-04"))).Status);
        foreach (var other in new[] { neighbour, stranger })
        {
            var forced = await teacher.PostAsync($"/children/{child.Id}/family/siblings?handler=Link&other={other.Id}", ("GivenName", other.Name.Given), ("Surname", other.Name.Surname), ("Born", World.One<DateOnly>("select birth_date from pupil where id = @Id", new { other.Id }).ToString("yyyy-MM-dd")));
            Assert.Contains("Dit kind kun je niet koppelen", forced.Text(".ib-errors"), StringComparison.Ordinal);
            Assert.NotEqual(child.Family.Id, other.Family.Id);
        }

        Assert.NotNull((await teacher.PostAsync($"/children/{child.Id}/family/siblings?handler=Link&other={twin.Id}")).Location);
        Assert.Equal(child.Family.Id, twin.Family.Id);
        using var principal = house.SignIn(World.Principal(school));
        await principal.PostAsync($"/children/{child.Id}/family/siblings?handler=Link&other={stranger.Id}");
        Assert.NotEqual(child.Family.Id, stranger.Family.Id);
    }

    [Fact]
    public void Care_that_knows_the_name_but_never_searched_is_refused_by_the_database()
    {
        var (mine, other) = (World.Pupil(), World.Pupil(given: "Eva", surname: "Onbekend", born: new DateOnly(2012, 3, 4)));
        using var around = AsApp.Enter(house, World.Care(mine.School));
        Assert.Equal("42501", around.Try("select app.link_family(@mine, @other, 'Eva', 'Onbekend', '2012-03-04')", new { mine = mine.Id, other = other.Id }));
        around.List<Guid>("select id from app.find_sibling(@mine, 'Eva', 'Onbekend', '2012-03-04')", new { mine = mine.Id });
        Assert.Equal([other.Id], around.One<Guid[]>("select app.link_family(@mine, @other, 'Eva', 'Onbekend', '2012-03-04')", new { mine = mine.Id, other = other.Id })!);
        Assert.Equal("42501", around.Try("select app.unlink_family(@other, @mine)", new { mine = mine.Id, other = other.Id }));
    }

    private string Snapshot(params Pupil[] children) => string.Join('\n', children.Select(c => World.One<string>("""
        select concat(p.given_name, ' ', p.family_id, ' ', f.reach_note, ': ', (select string_agg(concat(c.id, c.removed_at is null), ', ' order by c.id) from contact_person c where c.family_id = p.family_id))
        from pupil p join family f on f.id = p.family_id where p.id = @Id
        """, new { c.Id })));
}
