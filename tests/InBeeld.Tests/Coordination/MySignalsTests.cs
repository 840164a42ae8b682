using System.Net;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Coordination;

/// <summary>What whoever signalled hears: received, who leads, closed; and says whether it was of use.</summary>
public sealed class MySignalsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Who_signalled_sees_received_who_leads_and_closed_and_never_the_content()
    {
        var s = Signalled();
        using var teacher = house.SignIn(s.Teacher);
        Assert.Contains("Iemand krijgt de leiding", (await teacher.GetAsync("/signals/mine")).Text(".ib-queue"), StringComparison.Ordinal);
        var zaak = Case(s, "asked");
        Assert.Contains("Iemand krijgt de leiding", (await teacher.GetAsync($"/signals/mine/{s.Id}")).Text(".ib-phases"), StringComparison.Ordinal);
        World.Do("update care_case set lead_state = 'accepted' where id = @zaak", new { zaak });
        var led = await teacher.GetAsync($"/signals/mine/{s.Id}");
        Assert.Contains($"{s.Team.Name} heeft de leiding", led.Text(".ib-phases"), StringComparison.Ordinal);
        Assert.False(led.Has("#use"));
        World.Do("update care_case set state = 'closed', outcome = 'support', outcome_note = 'Schuldhulp loopt', closed_at = now() where id = @zaak", new { zaak });
        var closed = await teacher.GetAsync($"/signals/mine/{s.Id}");
        Assert.StartsWith("Afgesloten", closed.Text("h1"), StringComparison.Ordinal);
        foreach (var secret in new[] { "Zo besloten", "Schuldhulp", "Hulp is geregeld", "intern" })
        {
            Assert.DoesNotContain(secret, closed.Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(s.Child.Name.Surname, (await teacher.GetAsync("/signals/mine")).Html, StringComparison.Ordinal);
        Assert.Contains(s.Child.Name.Surname, (await teacher.GetAsync("/signals/mine?state=closed")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_closing_who_signalled_says_whether_it_was_of_use_and_changes_it_for_a_week()
    {
        var s = Signalled();
        World.Do("update care_case set state = 'closed', outcome = 'support', closed_at = now() where id = @zaak", new { zaak = Case(s, "accepted") });
        using var teacher = house.SignIn(s.Teacher);
        using var care = house.SignIn(World.Care(s.Child.School));
        Assert.False((await care.GetAsync($"/signals/mine/{s.Id}")).Has("#use form"));
        Assert.Contains("Alleen wie dit meldde", (await care.PostAsync($"/signals/mine/{s.Id}?handler=Use", ("OfUse", "no"))).Text(".ib-errors"), StringComparison.Ordinal);
        var page = await teacher.GetAsync($"/signals/mine/{s.Id}");
        Assert.Contains("Kies een antwoord", (await teacher.SubmitAsync(page, "#use form")).Text(".ib-errors"), StringComparison.Ordinal);
        await teacher.SubmitAsync(page, "#use form", ("OfUse", "partly"), ("UseNote", "Het duurde wel lang"));
        await teacher.SubmitAsync(await teacher.GetAsync($"/signals/mine/{s.Id}"), "#use form", ("OfUse", "yes"));
        Assert.Equal("yes Het duurde wel lang", World.One<string>("select of_use || ' ' || use_note from signal where id = @Id", new { s.Id }));
        World.Do("update signal set use_at = now() - interval '8 days' where id = @Id", new { s.Id });
        Assert.False((await teacher.GetAsync($"/signals/mine/{s.Id}")).Has("#use form"));
        await teacher.PostAsync($"/signals/mine/{s.Id}?handler=Use", ("OfUse", "no"));
        Assert.Equal("yes", World.One<string>("select of_use from signal where id = @Id", new { s.Id }));
    }

    [Fact]
    public async Task A_mistake_is_withdrawn_by_who_made_it_as_long_as_nobody_looked()
    {
        var s = Signalled();
        using var teacher = house.SignIn(s.Teacher);
        using var care = house.SignIn(World.Care(s.Child.School));
        Assert.Equal(HttpStatusCode.NotFound, (await care.PostAsync($"/signals/mine/{s.Id}/withdraw")).Status);
        var confirm = await teacher.GetAsync($"/signals/mine/{s.Id}/withdraw");
        Assert.Equal("new", World.One<string>("select state from signal where id = @Id", new { s.Id }));
        await teacher.SubmitAsync(confirm, "main form");
        Assert.Equal("ended mistake", World.One<string>("select state || ' ' || end_reason from signal where id = @Id", new { s.Id }));
        Assert.Contains("Ingetrokken", (await teacher.GetAsync($"/signals/mine/{s.Id}")).Text("h1"), StringComparison.Ordinal);
        Assert.False((await teacher.GetAsync($"/signals/mine/{s.Id}")).Has("#use"));
        // The municipality no longer sees the child.
        Assert.Equal(0, World.Count("involvement", "source_id = @Id and (ends is null or ends > now())", new { s.Id }));
    }

    [Fact]
    public async Task What_the_municipality_took_up_cannot_be_withdrawn_any_more()
    {
        var s = Signalled();
        using var teacher = house.SignIn(s.Teacher);
        var confirm = await teacher.GetAsync($"/signals/mine/{s.Id}/withdraw");
        World.Do("update signal set state = 'brought_in' where id = @Id", new { s.Id });
        var late = await teacher.SubmitAsync(confirm, "main form");
        Assert.Contains("Intrekken kan niet meer", late.Text("main"), StringComparison.Ordinal);
        Assert.Equal("brought_in", World.One<string>("select state from signal where id = @Id", new { s.Id }));
    }

    [Fact]
    public async Task Fifty_on_a_page_newest_first_and_the_next_page_goes_on()
    {
        var s = Signalled();
        World.Do("""
            insert into signal (municipality_id, routed, source, organisation_id, by_membership, by_person, pupil_id, reason, words, family_knows, urgency, decide_by, at)
              select municipality_id, routed, source, organisation_id, by_membership, by_person, pupil_id, reason, words, family_knows, urgency, decide_by, at - n * interval '1 day' from signal, generate_series(1, 54) n where id = @Id
            """, new { s.Id });
        using var teacher = house.SignIn(s.Teacher);
        var first = await teacher.GetAsync("/signals/mine");
        Assert.Equal(50, first.Texts(".ib-queue > li").Count);
        var next = await teacher.GetAsync(first.Document.QuerySelector(".ib-card footer a")!.GetAttribute("href")!);
        Assert.Equal(5, next.Texts(".ib-queue > li").Count);
    }

    [Fact]
    public async Task Care_and_principal_see_what_the_school_signalled_and_a_teacher_the_own()
    {
        var s = Signalled();
        using var colleague = house.SignIn(World.Teacher().Of(s.Child.Group));
        using var principal = house.SignIn(World.Principal(s.Child.School));
        using var elsewhere = house.SignIn(World.Care(World.School()));
        Assert.Contains(s.Child.Name.Surname, (await principal.GetAsync("/signals/mine")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(s.Child.Name.Surname, (await colleague.GetAsync("/signals/mine")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"/signals/mine/{s.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/signals/mine/{s.Id}")).Status);
    }

    [Fact]
    public void Who_signalled_is_told_by_the_municipality_without_a_name_and_by_nobody_else()
    {
        var s = Signalled();
        var zaak = Case(s, "accepted");
        foreach (var who in new[] { s.Teacher, World.Coordinator(World.Municipality()), World.Enforcer(s.Town) })
        {
            using var around = AsApp.Enter(house, who);
            Assert.Equal("42501", around.Try("select app.tell_signallers(@zaak, 'signal-lead')", new { zaak }));
            Assert.Equal("42501", around.Try("select app.tell_signaller(@Id)", new { s.Id }));
        }

        using (var lead = AsApp.Enter(house, s.Lead))
        {
            Assert.Equal(1, lead.One<int>("select app.tell_signallers(@zaak, 'signal-lead')", new { zaak }));
            Assert.Equal(0, lead.One<int>("select app.tell_signallers(@zaak, 'signal-lead')", new { zaak }));
            Assert.Equal("42501", lead.Try("select app.tell_signallers(@zaak, 'emergency')", new { zaak }));
            lead.Commit();
        }

        Assert.Equal($"/signals/mine/{s.Id} []", World.One<string>("select link || ' ' || args::text from notice where to_person_id = @person and kind = 'signal-lead'", new { person = s.Teacher.Id }));
    }

    private sealed record Sent(Guid Id, Organisation Town, Organisation Team, Somebody Teacher, Somebody Lead, Somebody Coordinator, Pupil Child);

    private Sent Signalled()
    {
        var town = World.Municipality();
        var team = World.Team(town);
        var group = World.Group(World.School(municipality: town));
        var child = World.Pupil(group);
        var teacher = World.Teacher().Of(group);
        var id = World.One<Guid>("""
            insert into signal (municipality_id, routed, source, organisation_id, by_membership, by_person, pupil_id, reason, words, family_knows, urgency, decide_by)
              values (@town, 'school', 'school', @school, @member, @person, @child, 'home', 'Graag hulp', 'yes', 2, now() + interval '3 days') returning id
            """, new { town = town.Id, school = group.School.Id, member = teacher.MembershipId, person = teacher.Id, child = child.Id });
        World.Do("insert into signal_note (signal_id, intake_note) values (@id, 'intern')", new { id });
        return new Sent(id, town, team, teacher, World.Caseworker(team), World.Coordinator(town), child);
    }

    private Guid Case(Sent s, string state)
    {
        var zaak = World.One<Guid>("""
            insert into care_case (municipality_id, pupil_id, kind, urgency, lead_organisation_id, lead_membership_id, lead_state, lead_since, decided_by, decided_at, decided_why, opened_at)
              values (@town, @child, 'home', 2, @team, @lead, @state, now(), @by, now(), 'Zo besloten', now()) returning id
            """, new { town = s.Town.Id, child = s.Child.Id, team = s.Team.Id, lead = s.Lead.MembershipId, state, by = s.Coordinator.MembershipId });
        World.Do("update signal set state = 'case', case_id = @zaak where id = @Id", new { zaak, s.Id });
        return zaak;
    }
}
