using System.Net;

namespace InBeeld.Tests.Contact;

/// <summary>The card of a child: everything that one may see, and nothing else.</summary>
public sealed class PupilCardTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_title_is_the_answer()
    {
        var group = World.Group();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var today = house.Clock.Day;
        foreach (var (child, answer) in new[]
        {
            (World.Pupil(group).InView(), "gesproken op"),
            (World.Pupil(group).Late(), "niet bereikt sinds"),
            (World.Pupil(group).Due(), "deze week aan de beurt"),
            (World.Pupil(group).OutOfView(), "nog niet gesproken"),
            (World.Pupil(group).AbsentUntil(today.AddDays(3)), "ziek tot en met"),
        })
        {
            Assert.StartsWith($"{child.Name.Full}: {answer}", (await teacher.GetAsync($"/children/{child.Id}")).Text("h1"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_line_of_contact_shows_who_how_when_by_whom_and_strikes_what_was_withdrawn()
    {
        var group = World.Group();
        var child = World.Pupil(group, "Noor");
        var (joris, other) = (World.Teacher().Of(group), World.Teacher().Of(group));
        child.Contact(joris, "both", "door", house.Clock.GetUtcNow().AddDays(-2), "Alles rustig");
        var wrong = child.Contact(other, "nobody", "phone", house.Clock.GetUtcNow().AddDays(-1));
        World.Do("update contact_moment set withdrawn_at = now(), withdrawn_why = 'Verkeerd kind' where id = @wrong", new { wrong });
        using var teacher = house.SignIn(joris);
        var card = await teacher.GetAsync($"/children/{child.Id}");
        Assert.Equal(["Niemand bereikt, telefoon", "Noor en een ouder gesproken, aan de deur"], card.Texts(".ib-time h3"));
        Assert.Contains("Alles rustig", card.Text(".ib-time"), StringComparison.Ordinal);
        Assert.Contains(joris.Name.Full, card.Text(".ib-time"), StringComparison.Ordinal);
        Assert.Contains("Ingetrokken: Verkeerd kind", card.Text(".ib-struck"), StringComparison.Ordinal);
        Assert.Single(card.Document.QuerySelectorAll("a[href$='/correct']"));
    }

    [Fact]
    public async Task A_long_line_of_contact_is_paged_and_nothing_is_lost_also_when_moments_share_a_time()
    {
        var group = World.Group();
        var child = World.Pupil(group);
        var by = World.Teacher().Of(group);
        for (var i = 0; i < 30; i++)
        {
            child.Contact(by, at: house.Clock.GetUtcNow().AddDays(-(i / 15)), note: $"nummer {i:00}.");
        }

        using var teacher = house.SignIn(by);
        var first = await teacher.GetAsync($"/children/{child.Id}");
        var rest = await teacher.GetAsync(first.Document.QuerySelector("a[href*='before=']")!.GetAttribute("href")!);
        Assert.Equal(30, first.Texts(".ib-time p").Concat(rest.Texts(".ib-time p")).Distinct().Count());
        Assert.False(rest.Has("a[href*='before=']"));
    }

    [Fact]
    public async Task The_family_is_called_with_one_tap_unless_somebody_may_not_be_called()
    {
        var child = World.Pupil();
        child.Family.ContactPerson("Vader Niet", "06 11111111", mayBeCalled: false);
        child.Family.ContactPerson("Moeder Wel", "+31 (0)6 22222222", "ti", needsInterpreter: true);
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var card = await teacher.GetAsync($"/children/{child.Id}");
        Assert.Equal(["tel:+31622222222"], card.Document.QuerySelectorAll("a[href^='tel:']").Select(a => a.GetAttribute("href")!).Distinct());
        Assert.Contains("Niet bellen", card.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Spreekt Tigrinya, met tolk", card.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("06 11111111", card.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_level_changes_the_norm_at_once_and_can_be_undone()
    {
        var child = World.Pupil();
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var before = World.One<DateOnly>("select late_from from pupil_state where pupil_id = @Id", new { child.Id });
        var card = await teacher.FollowAsync(await teacher.SubmitAsync(await teacher.GetAsync($"/children/{child.Id}/level"), "main form .nl-button--primary", ("Level", "2")));
        Assert.Contains("3 × per week", card.Text(".ib-head"), StringComparison.Ordinal);
        Assert.Contains("Grote zorg", card.Text(".ib-head"), StringComparison.Ordinal);
        Assert.NotEqual(before, World.One<DateOnly>("select late_from from pupil_state where pupil_id = @Id", new { child.Id }));
        await teacher.SubmitAsync(card, ".ib-notice--ok .ib-undo");
        Assert.Equal(0, World.One<short>("select level from pupil_state where pupil_id = @Id", new { child.Id }));
        Assert.Contains("Kies hoeveel aandacht", (await teacher.PostAsync($"/children/{child.Id}/level", ("Level", "7"))).Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_that_is_absent_with_notice_does_not_count_until_that_day()
    {
        var child = World.Pupil().OutOfView();
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var form = await teacher.GetAsync($"/children/{child.Id}/absence");
        var until = house.Clock.Day.AddDays(4);
        var card = await teacher.FollowAsync(await teacher.SubmitAsync(form, "main form .nl-button--primary", ("Why", "ill"), ("Until", until.ToString("yyyy-MM-dd"))));
        Assert.Contains("ziek tot en met", card.Text("h1"), StringComparison.Ordinal);
        Assert.Equal("Alle 0 kinderen zijn in beeld", (await teacher.GetAsync($"/groups/{child.Group.Id}")).Text("h1"));
        await teacher.SubmitAsync(card, ".ib-notice--ok .ib-undo");
        Assert.Equal(1, World.Count("pupil_state", "pupil_id = @Id and absent_until is null", new { child.Id }));
        var refused = await teacher.SubmitAsync(form, "main form .nl-button--primary", ("Until", house.Clock.Day.AddDays(-1).ToString("yyyy-MM-dd")));
        Assert.Contains("Kies vandaag of een latere dag", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Kies waarom dit kind afwezig is", refused.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_of_a_strange_child_is_not_found_and_that_is_written_down()
    {
        var (child, stranger) = (World.Pupil(), World.Pupil());
        var who = World.Teacher().Of(child.Group);
        using var teacher = house.SignIn(who);
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync($"/children/{stranger.Id}")).Status);
        World.Do("select app.seal_journal()");
        Assert.Equal(1, World.Count("journal", "kind = 'refused' and person_id = @Id and pupils @> array[@stranger]", new { who.Id, stranger = stranger.Id }));
    }

    [Fact]
    public async Task A_coordinator_sees_no_card_without_emergency_access()
    {
        var school = World.School();
        var child = World.Pupil(World.Group(school));
        var town = new Organisation(World, World.One<Guid?>("select id from organisation where kind = 'municipality' and code = @MunicipalityCode", new { school.MunicipalityCode }) ?? Guid.Empty, "municipality", "", school.MunicipalityCode!, school.MunicipalityCode);
        using var coordinator = house.SignIn(World.Coordinator(town));
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/children/{child.Id}")).Status);
    }

    [Fact]
    public async Task The_card_takes_few_queries_and_writes_down_which_facets_were_shown()
    {
        var child = World.Pupil().Needs("no_device");
        child.Family.ContactPerson();
        var who = World.Teacher().Of(child.Group);
        using var teacher = house.SignIn(who);
        await teacher.GetAsync($"/children/{child.Id}");
        var asked = await house.Queries(() => teacher.GetAsync($"/children/{child.Id}"));
        Assert.Equal(2, asked.Statements.Count(s => s.Contains("from pupil p", StringComparison.Ordinal) || s.Contains("contact_moment", StringComparison.Ordinal)));
        World.Do("select app.seal_journal()");
        Assert.Equal([1 | 2 | 4], World.List<int>("select distinct facets from journal where use_case = 'open card' and person_id = @Id", new { who.Id }));
    }

    [Fact]
    public async Task In_english_no_dutch_is_left()
    {
        var child = World.Pupil(given: "Noor").Late().Needs("no_device");
        World.Do("update pupil_state set attempts = 3, last_reached_day = @day, not_reached_since = @day where pupil_id = @Id", new { child.Id, day = house.Clock.Day.AddDays(-14) });
        using var care = house.SignIn(World.Care(child.School));
        await care.PostAsync("/language", ("to", "en"), ("back", "/"));
        var card = await care.GetAsync($"/children/{child.Id}");
        Assert.Contains("not reached since", card.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Next step: involve the care coordinator", card.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(het|een|niet|kinderen|deze|voor)\b", card.Text("main").Replace(child.School.Name, "", StringComparison.Ordinal));
    }
}
