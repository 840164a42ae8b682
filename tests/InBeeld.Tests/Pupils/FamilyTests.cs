using System.Net;

namespace InBeeld.Tests.Pupils;

/// <summary>Whom a school can reach, and which children are brothers and sisters.</summary>
public sealed class FamilyTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_person_is_added_changed_taken_away_and_put_back()
    {
        var (child, teacher) = One();
        using var _ = teacher;
        var form = await teacher.GetAsync($"/children/{child.Id}/family/person");
        var page = await teacher.FollowAsync(await teacher.SubmitAsync(form, "main form .nl-button--primary", ("Name", "Marta Vlinderman"), ("Relation", "moeder"), ("Phone", "06 12345678"), ("Language", "pl"), ("NeedsInterpreter", "true")));
        Assert.Equal("1 persoon die je kunt bellen", page.Text("h1"));
        Assert.Contains("Spreekt Pools, met tolk", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal("tel:0612345678", page.Document.QuerySelector("a[href^='tel:06']")!.GetAttribute("href"));
        var card = await teacher.GetAsync($"/children/{child.Id}");
        Assert.Contains("Marta Vlinderman", card.Text("main"), StringComparison.Ordinal);
        var id = World.One<Guid>("select id from contact_person where family_id = @Id", new { child.Family.Id });
        await teacher.SubmitAsync(await teacher.GetAsync($"/children/{child.Id}/family/person/{id}"), "main form .nl-button--primary", ("MayBeCalled", null));
        Assert.False(World.One<bool>("select may_be_called from contact_person where id = @id", new { id }));
        var gone = await teacher.FollowAsync(await teacher.SubmitAsync(await teacher.GetAsync($"/children/{child.Id}/family"), "form[action*='Remove']"));
        Assert.Contains("Er staat nog niemand", gone.Text("main"), StringComparison.Ordinal);
        var back = await teacher.FollowAsync(await teacher.SubmitAsync(gone, ".ib-notice--ok .ib-undo"));
        Assert.Contains("Marta Vlinderman", back.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_without_a_family_gets_one_with_its_first_person()
    {
        var (child, teacher) = One();
        using var _ = teacher;
        World.Do("update pupil set family_id = null where id = @Id", new { child.Id });
        await teacher.SubmitAsync(await teacher.GetAsync($"/children/{child.Id}/family/person"), "main form .nl-button--primary", ("Name", "Opa Jan"));
        Assert.Equal(1, World.Count("contact_person", "family_id = @Id and name = 'Opa Jan'", new { child.Family.Id }));
    }

    [Theory]
    [InlineData("Name", "", "Vul in hoe deze persoon heet")]
    [InlineData("Phone", "bel maar", "Vul een telefoonnummer in")]
    [InlineData("Phone", "123", "Vul een telefoonnummer in")]
    [InlineData("Email", "moeder", "Vul een e-mailadres in")]
    [InlineData("Language", "klingon", "Kies een taal uit de lijst")]
    public async Task What_cannot_be_is_refused_at_its_field_and_the_rest_is_kept(string field, string value, string sentence)
    {
        var (child, teacher) = One();
        using var _ = teacher;
        var answer = await teacher.SubmitAsync(await teacher.GetAsync($"/children/{child.Id}/family/person"), "main form .nl-button--primary", [.. new[] { ("Name", "Marta"), ("Note", "Na vier uur") }.Where(f => f.Item1 != field), (field, (string?)value)]);
        Assert.Contains(sentence, answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Na vier uur", answer.Text("textarea"));
        Assert.Equal(0, World.Count("contact_person", "family_id = @Id", new { child.Family.Id }));
    }

    [Fact]
    public async Task Two_people_change_the_same_person_and_both_versions_are_shown_per_field()
    {
        var (child, teacher) = One();
        using var _ = teacher;
        using var care = house.SignIn(World.Care(child.School));
        var id = child.Family.ContactPerson("Samira", "06 11111111");
        var (mine, theirs) = (await teacher.GetAsync($"/children/{child.Id}/family/person/{id}"), await care.GetAsync($"/children/{child.Id}/family/person/{id}"));
        await care.SubmitAsync(theirs, "main form .nl-button--primary", ("Phone", "06 22222222"), ("Language", "ar"));
        var clash = await teacher.SubmitAsync(mine, "main form .nl-button--primary", ("Phone", "06 33333333"));
        Assert.Contains("Een collega paste dit net aan", clash.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Jij: 06 33333333", clash.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Je collega: 06 22222222", clash.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Je collega: Arabisch", clash.Text("main"), StringComparison.Ordinal);
        Assert.Equal("06 22222222", World.One<string>("select phone from contact_person where id = @id", new { id }));
        // The language was not touched here: it is preset to what the colleague chose.
        await teacher.SubmitAsync(clash, "main form .nl-button--primary");
        Assert.Equal("06 33333333 ar Samira", World.One<string>("select concat_ws(' ', phone, language, name) from contact_person where id = @id", new { id }));
    }

    [Fact]
    public async Task Who_was_taken_away_meanwhile_is_not_brought_back_by_saving()
    {
        var (child, teacher) = One();
        using var _ = teacher;
        var id = child.Family.ContactPerson();
        var form = await teacher.GetAsync($"/children/{child.Id}/family/person/{id}");
        World.Do("update contact_person set removed_at = now(), version = version + 1 where id = @id", new { id });
        var answer = await teacher.SubmitAsync(form, "main form .nl-button--primary", ("Name", "Samira B."));
        Assert.Contains("Een collega haalde deze persoon net weg", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("contact_person", "id = @id and removed_at is not null", new { id }));
    }

    [Fact]
    public async Task How_to_reach_a_family_is_kept_and_a_lost_update_is_refused()
    {
        var (child, teacher) = One();
        using var _ = teacher;
        using var care = house.SignIn(World.Care(child.School));
        var (mine, theirs) = (await teacher.GetAsync($"/children/{child.Id}/family"), await care.GetAsync($"/children/{child.Id}/family"));
        await care.SubmitAsync(theirs, "form[action*='Note']", ("ReachNote", "Na vier uur"));
        var clash = await teacher.SubmitAsync(mine, "form[action*='Note']", ("ReachNote", "Eerst een bericht"));
        Assert.Contains("Je collega: Na vier uur", clash.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Na vier uur", World.One<string>("select reach_note from family where id = @Id", new { child.Family.Id }));
        await teacher.SubmitAsync(clash, "form[action*='Note']");
        Assert.Equal("Eerst een bericht", World.One<string>("select reach_note from family where id = @Id", new { child.Family.Id }));
        Assert.Contains("Eerst een bericht", (await teacher.GetAsync($"/children/{child.Id}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_family_of_another_class_or_school_is_not_found_and_not_changed()
    {
        var (child, teacher) = One();
        using var _ = teacher;
        var (neighbour, stranger) = (World.Pupil(World.Group(child.School, "8a")), World.Pupil());
        foreach (var other in new[] { neighbour, stranger })
        {
            var person = other.Family.ContactPerson();
            Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync($"/children/{other.Id}/family")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync($"/children/{child.Id}/family/person/{person}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await teacher.PostAsync($"/children/{other.Id}/family?handler=Remove&person={person}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await teacher.PostAsync($"/children/{child.Id}/family?handler=Remove&person={person}")).Status);
            Assert.Equal(1, World.Count("contact_person", "id = @person and removed_at is null", new { person }));
        }
    }

    private (Pupil Child, Visitor Teacher) One()
    {
        var child = World.Pupil();
        return (child, house.SignIn(World.Teacher().Of(child.Group)));
    }
}
