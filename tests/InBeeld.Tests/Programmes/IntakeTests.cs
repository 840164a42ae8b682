using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Programmes;

/// <summary>The first talk with child and parent, and what they agree to.</summary>
public sealed class IntakeTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Getting_to_know_begins_with_an_appointment_and_keeps_the_goal_in_the_words_of_the_child()
    {
        var library = World.Library(World.Municipality());
        var enrolment = World.Enrolment(World.Programme(library));
        World.Do("update enrolment set wish = 'Begrijpend lezen' where id = @enrolment", new { enrolment });
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var moved = await leader.SubmitAsync(await leader.GetAsync($"/programmes/people/{enrolment}"), "form[action$='to=intake']");
        Assert.Equal($"/programmes/people/{enrolment}/intake", moved.Location);
        var page = await leader.FollowAsync(moved);
        Assert.Contains("Begrijpend lezen", page.Text("main"), StringComparison.Ordinal);
        var day = World.Clock.Day.AddDays(3);
        var refused = await leader.SubmitAsync(page, "form:has([name=Note])", ("Day", $"{day:yyyy-MM-dd}"), ("Time", ""), ("Note", "Neemt oma mee"));
        Assert.Contains("hoe laat", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Neemt oma mee", refused.Text("textarea[name=Note]"));
        var kept = await leader.FollowAsync(await leader.SubmitAsync(refused, "form:has([name=Note])", ("Time", "15:30"), ("Place", "Balie"), ("Parent", "yes"), ("Interpreter", "ti"), ("Answers[goal]", "Een strip maken die mijn zus snapt")));
        Assert.Contains("15.30", kept.Text("h1"), StringComparison.Ordinal);
        var child = await leader.GetAsync($"/programmes/people/{enrolment}");
        Assert.Contains("Een strip maken die mijn zus snapt", child.Text("blockquote"), StringComparison.Ordinal);
        // Somebody who saw the page before: both versions, nothing lost.
        var clash = await leader.SubmitAsync(page, "form:has([name=Note])", ("Day", $"{day:yyyy-MM-dd}"), ("Time", "15:30"), ("Place", "Atelier"));
        Assert.Contains("Een collega", clash.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Atelier", clash.Text("main form"), StringComparison.Ordinal);
        Assert.Equal("Balie", World.One<string>("select place from intake where enrolment_id = @enrolment", new { enrolment }));
        var done = await leader.FollowAsync(await leader.SubmitAsync(await leader.GetAsync($"/programmes/people/{enrolment}/intake"), "form:has([name=Note])", ("Done", "yes")));
        Assert.Equal("Kennisgemaakt met Pim", done.Text("h1"));
    }

    [Fact]
    public async Task Consent_is_to_a_version_of_a_text_and_a_new_text_leaves_it_as_it_was()
    {
        var library = World.Library(World.Municipality());
        var programme = World.Programme(library);
        var enrolment = World.Enrolment(programme);
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var page = await leader.GetAsync($"/programmes/people/{enrolment}/intake");
        var none = await leader.SubmitAsync(page, "form:has([name=GivenBy])");
        Assert.Equal(3, none.Texts(".ib-errors li").Count);
        var texts = page.Document.QuerySelectorAll("input[name=Texts]").Select(i => i.GetAttribute("value")).ToList();
        Assert.Equal(4, texts.Count);
        var given = await leader.FollowAsync(await leader.SubmitAsync(none, "form:has([name=GivenBy])", ("Texts", texts[0]), ("GivenBy", "Moeder Wolkendans"), ("Relation", "parent")));
        Assert.Contains("Moeder Wolkendans", given.Text("main"), StringComparison.Ordinal);
        // Twice the same is one.
        await leader.SubmitAsync(none, "form:has([name=GivenBy])", ("Texts", texts[0]), ("GivenBy", "Moeder Wolkendans"), ("Relation", "parent"));
        Assert.Equal(1, World.Count("consent", "enrolment_id = @enrolment", new { enrolment }));
        var change = await leader.GetAsync("/programmes/consents?kind=photo");
        await leader.SubmitAsync(change, "main form", ("Nl", "Foto's alleen van de rug."), ("En", "Photos from the back only."));
        Assert.Contains("Foto's alleen van de rug.", (await leader.GetAsync("/programmes/consents")).Text("main"), StringComparison.Ordinal);
        var late = await leader.SubmitAsync(change, "main form", ("Nl", "Iets anders."), ("En", "Something else."));
        Assert.Contains("Een collega", late.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Iets anders.", late.Text("textarea[name=Nl]"));
        // Who still had the old text on the screen asks again; another library keeps the standard.
        var old = await leader.SubmitAsync(given, "form:has([name=GivenBy])", ("Texts", texts[2]), ("GivenBy", "Vader"), ("Relation", "parent"));
        Assert.Contains("De tekst is net veranderd", old.Text(".ib-errors"), StringComparison.Ordinal);
        using var far = house.SignIn(World.ProgrammeLeader(World.Library(World.Municipality())));
        Assert.DoesNotContain("van de rug", (await far.GetAsync("/programmes/consents")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_back_says_first_what_stops_and_what_stays_and_then_does_it()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var group = World.Group(World.School(municipality: town));
        var pupil = World.Pupil(group);
        var enrolment = World.Enrolment(World.Programme(library), pupil, "placed");
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var page = await leader.GetAsync($"/programmes/people/{enrolment}/intake");
        var texts = page.Document.QuerySelectorAll("input[name=Texts]").Select(i => ("Texts", i.GetAttribute("value"))).Take(2).ToArray();
        foreach (var text in texts)
        {
            await leader.SubmitAsync(page, "form:has([name=GivenBy])", text, ("GivenBy", "Vader"), ("Relation", "parent"));
        }

        Assert.Contains("Doet mee", (await teacher.GetAsync($"/children/{pupil.Id}/programmes")).Text("main"), StringComparison.Ordinal);
        var (talk, part) = (Consent(enrolment, "talk_with_school"), Consent(enrolment, "take_part"));
        var asked = await leader.GetAsync($"/programmes/consents/{talk}");
        Assert.Contains("School ziet vanaf nu niet meer", asked.Text("main"), StringComparison.Ordinal);
        Assert.Equal(2, World.Count("consent", "enrolment_id = @enrolment and withdrawn_at is null", new { enrolment }));
        await leader.SubmitAsync(asked, "main form");
        Assert.DoesNotContain("Doet mee", (await teacher.GetAsync($"/children/{pupil.Id}/programmes")).Text("main"), StringComparison.Ordinal);
        Assert.Equal("placed", World.StateOf(enrolment));
        await leader.SubmitAsync(await leader.GetAsync($"/programmes/consents/{part}"), "main form");
        Assert.Equal("withdrawn", World.StateOf(enrolment));
        Assert.Equal(2, World.Journalled("use_case = 'withdraw consent'", pupil.Id));
    }

    [Fact]
    public void Only_who_carries_the_programme_out_reads_the_talk_also_around_the_application()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var (mine, other) = (World.Programme(library), World.Programme(library, name: "Lantaarn"));
        var group = World.Group(World.School(municipality: town));
        var (here, there) = (World.Enrolment(mine, World.Pupil(group), "intake"), World.Enrolment(other, givenName: "Bo"));
        var (guide, leader) = (World.Guide(library), World.ProgrammeLeader(library));
        guide.Guides(mine);
        foreach (var enrolment in new[] { here, there })
        {
            World.Do("""
                insert into intake (enrolment_id, note, by_person, at) values (@enrolment, 'x', @Id, now());
                insert into consent (id, enrolment_id, text_id, kind, given_by, relation, given_at, noted_by) select uuidv7(), @enrolment, id, kind, 'Vader', 'parent', now(), @Id from consent_text where library_id is null and kind = 'take_part'
                """, new { enrolment, leader.Id });
        }

        foreach (var (who, seen) in new[] { (guide, 1), (leader, 2), (World.Teacher().Of(group), 0), (World.Librarian(library), 0), (World.Coordinator(town), 0), (World.ProgrammeLeader(World.Library(town)), 0) })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal(seen, around.List<Guid>("select enrolment_id from intake").Count);
            Assert.Equal(seen, around.List<Guid>("select id from consent").Count);
            Assert.Equal("42501", around.Try("update consent set withdrawn_at = now()"));
            Assert.Equal("42501", around.Try("insert into consent_text (kind, number, nl, en) values ('photo', 9, 'a', 'b')"));
            Assert.Equal("42501", around.Try("update enrolment set school_sees = true"));
            Assert.Equal(seen > 1 ? "" : "gone", around.One<string>("select app.withdraw_consent(@consent, now())", new { consent = Consent(there, "take_part") }));
        }
    }

    private Guid Consent(Guid enrolment, string kind) => World.One<Guid>("select id from consent where enrolment_id = @enrolment and kind = @kind", new { enrolment, kind });
}
