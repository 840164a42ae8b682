using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Attention;

/// <summary>A school or municipality changes by which rules children are found; first it sees what that does.</summary>
public sealed class RuleEditorTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string LastYear = "00000000-0000-4000-8000-00000000a011";

    private World World => house.World;

    private long Versions(Organisation of) => World.Count("attention_version", "organisation_id = @Id", new { of.Id });

    [Fact]
    public async Task A_rule_is_tried_then_saved_once_and_undone()
    {
        var group = World.Group(name: "4 vlinders", yearGroup: 4);
        var child = World.Pupil(group);
        using var care = house.SignIn(World.Care(group.School));
        (string, string?)[] form = [("Edition", Guid.CreateVersion7().ToString()), ("Number", "0"), ("Tag", "newcomer"), ("Words", "Vlinders, rups")];
        var tried = await care.PostAsync("/attention/rules/add", form);
        Assert.Contains("Erbij: 1 kind. Eraf: 0 kinderen.", tried.Text(".ib-notice"), StringComparison.Ordinal);
        Assert.Equal(0, Versions(group.School));
        var again = tried.Document.QuerySelector("input[name=Tried]")!.GetAttribute("value");
        // Something else than what was tried is tried first.
        await care.PostAsync("/attention/rules/add", [.. form[..3], ("Words", "rups"), ("Tried", again)]);
        Assert.Equal(0, Versions(group.School));
        Assert.Equal(HttpStatusCode.Redirect, (await care.PostAsync("/attention/rules/add", [.. form, ("Tried", again)])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await care.PostAsync("/attention/rules/add", [.. form, ("Tried", again)])).Status);
        Assert.Equal(1, Versions(group.School));
        Assert.Equal(["newcomer"], child.Tags());
        Assert.Contains("De naam van de groep bevat: vlinders, rups", (await care.GetAsync("/attention/rules")).Html, StringComparison.Ordinal);
        await care.PostAsync("/attention/rules?handler=Undo", ("number", "1"));
        Assert.Empty(child.Tags());
        Assert.Equal(2, Versions(group.School));
        var late = await care.PostAsync("/attention/rules?handler=Undo", ("number", "1"));
        Assert.Contains("Een collega", late.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standard_rule_is_switched_off_for_the_own_school_and_on_again()
    {
        var child = World.Pupil(World.Group(name: "8a", yearGroup: 8));
        using var principal = house.SignIn(World.Principal(child.School));
        var page = await principal.GetAsync($"/attention/rules/{LastYear}");
        Assert.Contains("Erbij: 0 kinderen. Eraf: 1 kind.", page.Text(".ib-notice"), StringComparison.Ordinal);
        await principal.PostAsync($"/attention/rules/{LastYear}", ("Edition", Guid.CreateVersion7().ToString()), ("Number", "0"));
        Assert.Empty(child.Tags());
        var stale = await principal.PostAsync($"/attention/rules/{LastYear}", ("Edition", Guid.CreateVersion7().ToString()), ("Number", "0"));
        Assert.Contains("Een collega", stale.Text(".ib-errors"), StringComparison.Ordinal);
        await principal.PostAsync($"/attention/rules/{LastYear}", ("Edition", Guid.CreateVersion7().ToString()), ("Number", "1"));
        Assert.Equal(["transition"], child.Tags());
    }

    [Fact]
    public async Task A_coordinator_sees_what_a_rule_does_in_steps_only_and_it_holds_for_the_schools_of_the_town()
    {
        var town = World.Municipality();
        var school = World.School(municipality: town);
        World.Group(school, "3 bijen", 3).Pupils(12);
        World.Group(school, "4 mieren", 4).Pupils(5);
        using var coordinator = house.SignIn(World.Coordinator(town));
        async Task<string> TryAsync(string words) => (await coordinator.PostAsync("/attention/rules/add", ("Edition", Guid.CreateVersion7().ToString()), ("Number", "0"), ("Tag", "newcomer"), ("Words", words))).Text(".ib-notice");
        Assert.Contains("Erbij: minstens 10 kinderen.", await TryAsync("bijen"), StringComparison.Ordinal);
        Assert.Contains("Erbij: minder dan 10 kinderen.", await TryAsync("mieren"), StringComparison.Ordinal);
        Assert.Contains("Erbij: 0 kinderen.", await TryAsync("wespen"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Kies minstens één voorwaarde.")]
    [InlineData(".*", "gewone woorden")]
    [InlineData("a", "gewone woorden")]
    [InlineData("%", "gewone woorden")]
    public async Task What_is_typed_is_a_word_and_never_a_pattern(string words, string sentence)
    {
        var school = World.School();
        using var care = house.SignIn(World.Care(school));
        var page = await care.PostAsync("/attention/rules/add", ("Edition", Guid.CreateVersion7().ToString()), ("Number", "0"), ("Tag", "asylum"), ("Words", words), ("Tried", ""));
        Assert.Contains(sentence, page.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, Versions(school));
    }

    [Fact]
    public async Task Teachers_and_boards_change_no_rules_also_around_the_application()
    {
        var group = World.Group();
        var (teacher, care, stranger) = (World.Teacher().Of(group), World.Care(group.School), World.Care(World.School()));
        using var visitor = house.SignIn(teacher);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/attention/rules")).Status);
        const string Save = "insert into attention_version (id, organisation_id, number, rules, change, by_person, at) values (gen_random_uuid(), @school, 1, '[]', 'off', @by, now())";
        foreach (var who in new[] { teacher, stranger })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal("42501", around.Try(Save, new { school = group.School.Id, by = who.Id }));
        }

        using var own = AsApp.Enter(house, care);
        Assert.Equal("1 rows", own.Try(Save, new { school = group.School.Id, by = care.Id }));
        Assert.Equal("42501", own.Try("update attention_version set rules = '[]'"));
    }
}
