using System.Net;

namespace InBeeld.Tests.Coordination;

/// <summary>A signal comes in and becomes a case with one person who leads, part of a case, or an answer. Nothing is lost, nothing is made twice.</summary>
public sealed class DecideSignalTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly Bureau bureau = new(house.World);

    private World World => house.World;

    [Fact]
    public async Task A_coordinator_gives_the_lead_and_the_case_has_one_person_steps_and_a_line()
    {
        var signal = bureau.Signal();
        using var hanna = house.SignIn(bureau.Hanna);
        var page = await hanna.GetAsync($"/signals/{signal}");
        Assert.Contains("1 poging van school", page.Text("main"), StringComparison.Ordinal);
        var answer = await hanna.SubmitAsync(page, "#Lead form", ("Lead", bureau.Amira.MembershipId.ToString()), ("Why", "Het gezin kent Amira al"));
        var made = Guid.Parse(answer.Location!.Split('/')[^1]);
        Assert.Equal(("open", bureau.Amira.MembershipId, "asked"), bureau.Lead(made));
        Assert.Equal(4, World.Count("case_step", "case_id = @made and state = 'open' and owner_id = @MembershipId", new { made, bureau.Amira.MembershipId }));
        Assert.Equal("case", World.One<string>("select state from signal where id = @signal", new { signal }));
        using var amira = house.SignIn(bureau.Amira);
        var opened = await amira.OpenAsync($"/cases/{made}");
        Assert.Contains(bureau.Child.Name.Full, opened.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("De gemeente vraagt jou de leiding te nemen.", opened.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("notice", "to_person_id = @Id and kind = 'lead-asked'", new { bureau.Amira.Id }));
    }

    [Fact]
    public async Task The_same_decision_sent_twice_is_one_case()
    {
        var signal = bureau.Signal();
        using var hanna = house.SignIn(bureau.Hanna);
        var page = await hanna.GetAsync($"/signals/{signal}");
        (string, string?)[] fields = [("Lead", bureau.Amira.MembershipId.ToString()), ("Why", "Het gezin kent Amira al")];
        var both = await Task.WhenAll(hanna.SubmitAsync(page, "#Lead form", fields), hanna.SubmitAsync(page, "#Lead form", fields));
        Assert.All(both, answer => Assert.NotEqual(HttpStatusCode.InternalServerError, answer.Status));
        Assert.Equal(1, World.Count("care_case", "pupil_id = @Id", new { bureau.Child.Id }));
        Assert.Equal(4, World.Count("case_step s join care_case c on c.id = s.case_id", "c.pupil_id = @Id", new { bureau.Child.Id }));
    }

    [Fact]
    public async Task Without_a_person_or_a_reason_nothing_is_decided_and_what_was_typed_stays()
    {
        var signal = bureau.Signal();
        using var hanna = house.SignIn(bureau.Hanna);
        var refused = await hanna.SubmitAsync(await hanna.GetAsync($"/signals/{signal}"), "#Lead form", ("Lead", ""), ("Why", "Zij kennen elkaar"));
        Assert.Contains("Vul in wie de leiding heeft.", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Zij kennen elkaar", refused.Html, StringComparison.Ordinal);
        Assert.Equal("new", World.One<string>("select state from signal where id = @signal", new { signal }));
    }

    [Fact]
    public async Task Somebody_of_another_municipality_cannot_be_given_the_lead()
    {
        var elsewhere = new Bureau(World);
        var signal = bureau.Signal();
        using var hanna = house.SignIn(bureau.Hanna);
        var refused = await hanna.SubmitAsync(await hanna.GetAsync($"/signals/{signal}"), "#Lead form", ("Lead", elsewhere.Amira.MembershipId.ToString()), ("Why", "Vergissing"));
        Assert.Contains("Vul in wie de leiding heeft.", refused.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("care_case", "pupil_id = @Id", new { bureau.Child.Id }));
    }

    [Fact]
    public async Task A_second_signal_about_a_child_with_a_case_joins_it()
    {
        var inCase = bureau.Case();
        var signal = bureau.Signal(urgency: 3);
        using var hanna = house.SignIn(bureau.Hanna);
        var page = await hanna.GetAsync($"/signals/{signal}");
        Assert.Contains("Er loopt al een zaak", page.Text("main"), StringComparison.Ordinal);
        Assert.False(page.Has("#Lead form"));
        await hanna.SubmitAsync(page, "form[action*=Join] button");
        Assert.Equal(inCase, World.One<Guid>("select case_id from signal where id = @signal and state = 'case'", new { signal }));
        Assert.Contains("Nog een signaal van", (await hanna.OpenAsync($"/cases/{inCase}")).Text(".ib-time"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leerplicht_brings_in_with_an_advice_and_sees_the_child_no_longer_when_it_is_decided()
    {
        var signal = bureau.Signal();
        using var roos = house.SignIn(bureau.Roos);
        await roos.SubmitAsync(await roos.OpenAsync($"/signals/{signal}"), "form[action*=BringIn]", ("Party", bureau.Team.Id.ToString()), ("Note", "Buurtteam kent het gezin"));
        using var hanna = house.SignIn(bureau.Hanna);
        var page = await hanna.OpenAsync($"/signals/{signal}");
        Assert.Contains("Buurtteam kent het gezin", page.Text("main"), StringComparison.Ordinal);
        await hanna.SubmitAsync(page, "#Lead form", ("Lead", bureau.Amira.MembershipId.ToString()), ("Why", "Advies gevolgd"));
        Assert.Equal(HttpStatusCode.NotFound, (await roos.GetAsync($"/signals/{signal}")).Status);
    }

    [Fact]
    public async Task Ending_without_a_case_needs_a_reason_and_can_be_undone()
    {
        var signal = bureau.Signal();
        using var hanna = house.SignIn(bureau.Hanna);
        var page = await hanna.GetAsync($"/signals/{signal}");
        Assert.Contains("Kies hoe het signaal eindigt.", (await hanna.SubmitAsync(page, "form[action*=End]", ("EndNote", "Er is al hulp"))).Text(".ib-errors"), StringComparison.Ordinal);
        var done = await hanna.FollowAsync(await hanna.SubmitAsync(page, "form[action*=End]", ("EndReason", "known"), ("EndNote", "Er is al hulp")));
        Assert.Contains("Afgesloten: Er is al hulp.", done.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, World.Count("notice", "to_person_id = @Id and kind = 'signal-ended'", new { bureau.Care.Id }));
        await hanna.PostAsync($"/signals/{signal}?handler=TakeBack");
        Assert.Equal("new", World.One<string>("select state from signal where id = @signal", new { signal }));
    }

    [Fact]
    public async Task A_child_without_a_school_gets_a_name_at_the_municipality_and_then_a_lead()
    {
        var signal = World.Signal(bureau.Town, source: "third");
        using var hanna = house.SignIn(bureau.Hanna);
        var page = await hanna.OpenAsync($"/signals/{signal}");
        Assert.Contains("Leg eerst vast om welk kind het gaat.", page.Text("main"), StringComparison.Ordinal);
        var named = await hanna.FollowAsync(await hanna.SubmitAsync(page, "form[action*=Name]", ("Child", "")));
        await hanna.SubmitAsync(named, "#Lead form", ("Lead", bureau.Amira.MembershipId.ToString()), ("Why", "Dichtbij"));
        Assert.Equal(bureau.Town.Id, World.One<Guid>("select p.school_id from pupil p join care_case c on c.pupil_id = p.id join signal s on s.case_id = c.id where s.id = @signal", new { signal }));
    }

    [Fact]
    public async Task A_pupil_with_the_same_name_and_birth_date_is_offered()
    {
        World.Do("update pupil set given_name = 'Mila', prefix = '', surname = 'Nevelbank', birth_date = '2015-05-05' where id = @Id", new { bureau.Child.Id });
        var signal = World.Signal(bureau.Town, source: "third");
        using var hanna = house.SignIn(bureau.Hanna);
        var page = await hanna.OpenAsync($"/signals/{signal}");
        await hanna.SubmitAsync(page, "form[action*=Name]", ("Child", bureau.Child.Id.ToString()));
        Assert.Equal(bureau.Child.Id, World.One<Guid>("select pupil_id from signal where id = @signal", new { signal }));
    }

    [Fact]
    public async Task The_day_of_the_coordinator_takes_three_questions_and_names_what_waits_and_what_is_late()
    {
        for (var n = 0; n < 5; n++)
        {
            World.Signal(bureau.Town, World.Pupil(bureau.Group), urgency: 3);
            World.Step(World.Case(bureau.Town, World.Pupil(bureau.Group), bureau.Amira, bureau.Hanna), bureau.Amira, dueIn: -2 - n);
        }

        World.Step(bureau.Case(), bureau.Amira, dueIn: -1);
        using var hanna = house.SignIn(bureau.Hanna);
        var asked = await house.Queries(() => hanna.GetAsync("/coordination"));
        Assert.Equal(3, asked.OfThePage.Count);
        Assert.StartsWith("5 signalen wachten op jouw besluit", asked.Answer.Text("h1"), StringComparison.Ordinal);
        // One day late is seen by the owner only.
        Assert.Equal(5, asked.Answer.Document.QuerySelectorAll("a[href*='/steps/']").Length);
    }

    [Fact]
    public async Task Nobody_else_opens_a_signal()
    {
        var signal = bureau.Signal();
        var elsewhere = new Bureau(World);
        foreach (var stranger in new[] { elsewhere.Hanna, elsewhere.Roos })
        {
            using var visitor = house.SignIn(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/signals/{signal}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"/signals/{signal}?handler=Join")).Status);
        }

        foreach (var stranger in new[] { bureau.Amira, bureau.Yara, World.Enforcer(bureau.Town), World.Principal(bureau.School), World.Librarian(World.Library(bureau.Town)), World.PartnerMember(World.PartnerOf(bureau.Town)) })
        {
            using var visitor = house.SignIn(stranger);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"/signals/{signal}")).Status);
        }
    }
}
