using System.Net;

namespace InBeeld.Tests.Privacy;

/// <summary>Break the glass: found by whole name and birth date, with a reason, for three hours, and told at once.</summary>
public sealed class EmergencyAccessTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly DateOnly Born = new(2013, 5, 6);

    private World World => house.World;

    [Fact]
    public async Task A_coordinator_sees_a_child_for_three_hours_and_others_are_told_at_once()
    {
        var (town, child) = Town();
        child.Needs("unsafe_home");
        child.Family.ContactPerson("Samira", "06 12345678");
        var who = World.Coordinator(town);
        using var coordinator = house.SignIn(who);
        var card = await coordinator.FollowAsync(await TakeAsync(coordinator, child));
        Assert.Equal(HttpStatusCode.OK, card.Status);
        Assert.Contains("Je ziet deze kaart met spoedtoegang", card.Text("main"), StringComparison.Ordinal);
        Assert.Contains("06 12345678", card.Html, StringComparison.Ordinal);
        Assert.Contains("thuis onveilig", card.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("emergency_access", "pupil_id = @Id and ends between now() + interval '2 hours 59 minutes' and now() + interval '3 hours'", new { child.Id }));
        // Looking only.
        Assert.False(card.Has("a[href$='/family'], a[href$='/needs'], a[href$='/worry'], a[href*='log=']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await coordinator.PostAsync($"/children/{child.Id}/needs", ("Ticked", "no_device"))).Status);

        using var privacy = house.SignIn(World.PrivacyOfficer());
        var access = await privacy.GetAsync("/access");
        Assert.Contains($"{who.Name.Full} ({town.Name}) nam spoedtoegang tot een kind", access.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Buren hoorden geschreeuw", access.Text("main"), StringComparison.Ordinal);
        Assert.Contains("nu open", access.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("notice", "to_role = 'coordinator' and to_organisation_id = @Id and kind = 'emergency'", new { town.Id }));
        using var care = house.SignIn(World.Care(child.School));
        Assert.Contains("Buren hoorden geschreeuw", (await care.GetAsync("/worries")).Text("main"), StringComparison.Ordinal);

        World.Do("update involvement set ends = now() where pupil_id = @Id and reason = 'emergency'; update emergency_access set ends = now() where pupil_id = @Id", new { child.Id });
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/children/{child.Id}")).Status);
        Assert.DoesNotContain(child.Name.Surname, (await coordinator.GetAsync("/emergency-access")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_ended_earlier()
    {
        var (town, child) = Town();
        using var coordinator = house.SignIn(World.Coordinator(town));
        await TakeAsync(coordinator, child);
        var mine = await coordinator.GetAsync("/emergency-access");
        Assert.Equal("Je hebt nu spoedtoegang tot 1 kind", mine.Text("h1"));
        await coordinator.SubmitAsync(mine, "form[action*='End']");
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/children/{child.Id}")).Status);
        Assert.Equal("Spoedtoegang tot een kind", (await coordinator.GetAsync("/emergency-access")).Text("h1"));
    }

    [Fact]
    public async Task Nobody_ends_the_access_of_somebody_else()
    {
        var (town, child) = Town();
        using var coordinator = house.SignIn(World.Coordinator(town));
        using var other = house.SignIn(World.Coordinator(town));
        await TakeAsync(coordinator, child);
        var access = World.One<Guid>("select id from emergency_access where pupil_id = @Id", new { child.Id });
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/emergency-access?handler=End&access={access}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await coordinator.GetAsync($"/children/{child.Id}")).Status);
    }

    [Fact]
    public async Task Care_of_another_school_looks_and_changes_nothing()
    {
        var (town, child) = Town();
        using var care = house.SignIn(World.Care(World.School(municipality: town)));
        var card = await care.FollowAsync(await TakeAsync(care, child));
        Assert.Equal(HttpStatusCode.OK, card.Status);
        foreach (var path in new[] { "family", "family/person", "family/siblings", "needs", "helpers", "helpers/new", "level", "absence", "worry", "ladder", "who-looked" })
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await care.GetAsync($"/children/{child.Id}/{path}")).Status));
        }

        Assert.Equal(HttpStatusCode.OK, (await care.GetAsync($"/children/{child.Id}/access")).Status);
    }

    [Fact]
    public async Task Without_a_reason_or_confirmation_nothing_opens_and_nothing_typed_is_lost()
    {
        var (town, child) = Town();
        using var coordinator = house.SignIn(World.Coordinator(town));
        var found = await FindAsync(coordinator, child.Name.Surname, Born);
        var answer = await coordinator.SubmitAsync(found, "form[action*='Take']", ("Reason", "kort"));
        Assert.Contains("in minstens 10 tekens", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Bevestig dat anderen", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("kort", answer.Text("textarea"));
        Assert.Contains(child.Name.Full, answer.Text("main form"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("emergency_access", "pupil_id = @Id", new { child.Id }));
        // The names that were found need not be searched again.
        Assert.NotNull((await coordinator.SubmitAsync(answer, "form[action*='Take']", ("Reason", "Buren hoorden geschreeuw"), ("Sure", "true"))).Location);
        Assert.Equal(1, World.Count("exact_search", "purpose = 'emergency' and person_id = (select person_id from session where id = @Session)", new { coordinator.Session }));
    }

    [Fact]
    public async Task Only_a_child_that_was_found_can_be_chosen()
    {
        var (town, child) = Town();
        var other = World.Pupil(World.Group(World.School(municipality: town)));
        using var coordinator = house.SignIn(World.Coordinator(town));
        var found = await FindAsync(coordinator, child.Name.Surname, Born);
        var forced = await coordinator.SubmitAsync(found, "form[action*='Take']", ("Pupil", other.Id.ToString()), ("Reason", "Buren hoorden geschreeuw"), ("Sure", "true"));
        Assert.Contains("Kies welk kind je bedoelt", forced.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("emergency_access", "pupil_id = @Id", new { other.Id }));
    }

    [Fact]
    public async Task A_double_tap_takes_it_once()
    {
        var (town, child) = Town();
        using var coordinator = house.SignIn(World.Coordinator(town));
        var found = await FindAsync(coordinator, child.Name.Surname, Born);
        for (var i = 0; i < 2; i++)
        {
            await coordinator.SubmitAsync(found, "form[action*='Take']", ("Reason", "Buren hoorden geschreeuw"), ("Sure", "true"));
        }

        Assert.Equal(1, World.Count("emergency_access", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task Nobody_is_named_by_half_a_name_a_wrong_day_or_in_another_municipality_and_every_search_is_written_down()
    {
        var (town, child) = Town();
        var far = World.Pupil(surname: "Ververweg", born: Born);
        var who = World.Coordinator(town);
        using var coordinator = house.SignIn(who);
        foreach (var (surname, born) in new[] { (child.Name.Surname[..4], Born), (child.Name.Surname, Born.AddDays(1)), (far.Name.Surname, Born), ("%", Born) })
        {
            Assert.Contains("Niemand gevonden", (await FindAsync(coordinator, surname, born)).Text("main"), StringComparison.Ordinal);
        }

        World.Do("select app.seal_journal()");
        Assert.Equal(4, World.Count("journal", "use_case = 'search for emergency access' and person_id = @Id and pupils = '{}'", new { who.Id }));
    }

    [Fact]
    public async Task Ten_searches_an_hour_and_no_more()
    {
        var (town, child) = Town();
        using var coordinator = house.SignIn(World.Coordinator(town));
        for (var i = 0; i < 10; i++)
        {
            await FindAsync(coordinator, $"Gok{i}", Born);
        }

        Assert.Contains("al tien keer", (await FindAsync(coordinator, child.Name.Surname, Born)).Text(".ib-errors"), StringComparison.Ordinal);
        World.Do("update exact_search set at = at - interval '61 minutes' where person_id = (select person_id from session where id = @Session)", new { coordinator.Session });
        Assert.Contains(child.Name.Full, (await FindAsync(coordinator, child.Name.Surname, Born)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_teacher_a_principal_and_the_privacy_officer_have_no_emergency_access()
    {
        var (_, child) = Town();
        foreach (var who in new[] { World.Teacher().Of(child.Group), World.Principal(child.School), World.Office(child.School), World.PrivacyOfficer(), World.Administrator() })
        {
            using var visitor = house.SignIn(who);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/emergency-access")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/emergency-access?handler=Find", ("Surname", child.Name.Surname), ("Born", "2013-05-06"))).Status);
        }
    }

    private (Organisation Town, Pupil Child) Town()
    {
        var town = World.Municipality();
        var child = World.Pupil(World.Group(World.School(municipality: town)), "Tijn", "van der", $"Wolkenveld{town.Code}".Replace("9", "x", StringComparison.Ordinal), Born);
        return (town, child);
    }

    private static async Task<PageAnswer> FindAsync(Visitor visitor, string surname, DateOnly born) =>
        await visitor.PostAsync("/emergency-access?handler=Find", ("Surname", surname), ("Born", born.ToString("yyyy-MM-dd")));

    private static async Task<PageAnswer> TakeAsync(Visitor visitor, Pupil child)
    {
        var taken = await visitor.SubmitAsync(await FindAsync(visitor, child.Name.Surname, Born), "form[action*='Take']", ("Reason", "Buren hoorden geschreeuw"), ("Sure", "true"));
        Assert.Equal($"/children/{child.Id}", taken.Location);
        return taken;
    }
}
