using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Attention;

/// <summary>A tag put by hand, or taken off, by the care professional of the own school.</summary>
public sealed class MarksTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    private (string Name, string? Value)[] Form(string tag, bool holds, string reason = "family", int days = 30) =>
        [("Id", Guid.CreateVersion7().ToString()), ("Tag", tag), ("Holds", holds ? "true" : "false"), ("Reason", reason), ("Ends", World.Clock.Day.AddDays(days).ToString("yyyy-MM-dd"))];

    [Fact]
    public async Task Care_puts_a_tag_by_hand_a_double_tap_is_one_and_undo_takes_it_back()
    {
        var child = World.Pupil();
        using var care = house.SignIn(World.Care(child.School));
        var form = Form("asylum", true);
        Assert.Equal(HttpStatusCode.Redirect, (await care.PostAsync($"/children/{child.Id}/attention", form)).Status);
        await care.PostAsync($"/children/{child.Id}/attention", form);
        Assert.Equal(1, World.Count("attention_mark", "pupil_id = @Id", new { child.Id }));
        Assert.Equal(["asylum"], child.Tags());
        Assert.Equal(1, World.Journalled("use_case = 'put attention mark' and pupils = array[@Id]::uuid[]", new { child.Id }));
        var mark = World.One<Guid>("select id from attention_mark where pupil_id = @Id", new { child.Id });
        await care.PostAsync($"/children/{child.Id}/attention?handler=Undo", ("mark", mark.ToString()));
        await care.PostAsync($"/children/{child.Id}/attention?handler=Undo", ("mark", mark.ToString()));
        Assert.Empty(child.Tags());
        Assert.Equal(1, World.Journalled("use_case = 'undo attention mark' and pupils = array[@Id]::uuid[]", new { child.Id }));
    }

    [Fact]
    public async Task Not_this_overrules_the_rule_and_the_page_says_why_a_child_is_found()
    {
        var child = World.Pupil(World.Group(name: "8a", yearGroup: 8));
        using var care = house.SignIn(World.Care(child.School));
        var page = await care.GetAsync($"/children/{child.Id}/attention");
        Assert.Equal($"{child.Name.Full} zit in 1 groep met aandacht", page.Text("h1"));
        Assert.Contains("Het kind zit in het laatste jaar van de school", page.Html, StringComparison.Ordinal);
        await care.PostAsync($"/children/{child.Id}/attention", Form("transition", false, "over"));
        Assert.Empty(child.Tags());
        // The other way round: the mark before it ends.
        await care.PostAsync($"/children/{child.Id}/attention", Form("transition", true));
        Assert.Equal(["transition"], child.Tags());
        Assert.Equal(1, World.Count("attention_mark", "pupil_id = @Id and undone_at is null", new { child.Id }));
    }

    [Theory]
    [InlineData("kleur", "family", 30, "Kies welke groep dit is.")]
    [InlineData("asylum", "zomaar", 30, "Kies een reden.")]
    [InlineData("asylum", "family", -1, "Kies een dag, hooguit een jaar vooruit.")]
    [InlineData("asylum", "family", 400, "Kies een dag, hooguit een jaar vooruit.")]
    public async Task Bad_input_is_told_and_saves_nothing(string tag, string reason, int days, string sentence)
    {
        var child = World.Pupil();
        using var care = house.SignIn(World.Care(child.School));
        var page = await care.PostAsync($"/children/{child.Id}/attention", Form(tag, true, reason, days));
        Assert.Contains(sentence, page.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("attention_mark", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task Nobody_else_puts_a_tag_by_hand()
    {
        var child = World.Pupil();
        using var principal = house.SignIn(World.Principal(child.School));
        using var stranger = house.SignIn(World.Care(World.School()));
        Assert.Equal(HttpStatusCode.Forbidden, (await principal.PostAsync($"/children/{child.Id}/attention", Form("asylum", true))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/children/{child.Id}/attention", Form("asylum", true))).Status);
        Assert.Empty(child.Tags());
    }

    [Fact]
    public void Around_the_application_the_database_lets_only_care_of_the_own_school_mark_in_the_own_name()
    {
        var child = World.Pupil();
        const string Put = "insert into attention_mark (id, pupil_id, school_id, tag, holds, reason, ends, by_person, at) values (gen_random_uuid(), @pupil, @school, 'asylum', true, 'family', current_date, @by, now())";
        var (care, principal, stranger) = (World.Care(child.School), World.Principal(child.School), World.Care(World.School()));
        using (var around = AsApp.Enter(house, care))
        {
            Assert.Equal("42501", around.Try(Put, new { pupil = child.Id, school = child.School.Id, by = principal.Id }));
            Assert.Equal("1 rows", around.Try(Put, new { pupil = child.Id, school = child.School.Id, by = care.Id }));
            Assert.Equal("42501", around.Try("delete from attention_mark"));
            Assert.Equal("42501", around.Try("update attention_rule set tag = 'special'"));
        }

        foreach (var who in new[] { principal, stranger })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal("42501", around.Try(Put, new { pupil = child.Id, school = child.School.Id, by = who.Id }));
        }

        child.Mark(care, "asylum", true);
        using var other = AsApp.Enter(house, stranger);
        Assert.Empty(other.List<Guid>("select id from attention_mark where pupil_id = @Id", new { child.Id }));
        Assert.Empty(other.List<string>("select tag from app.attention_of(array[@Id], current_date)", new { child.Id }));
        using var nobody = AsApp.Nobody(house);
        Assert.Empty(nobody.List<Guid>("select id from attention_mark"));
        Assert.Empty(nobody.List<Guid>("select id from attention_rule"));
    }
}
