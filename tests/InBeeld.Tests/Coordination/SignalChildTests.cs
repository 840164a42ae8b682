using System.Net;

namespace InBeeld.Tests.Coordination;

/// <summary>A school signals a child to the municipality; what was tried comes along, and the school sees how far it is.</summary>
public sealed class SignalChildTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Send = "main form .nl-button--primary";
    private World World => house.World;

    [Fact]
    public async Task A_signal_takes_the_attempts_since_the_last_contact_along_and_no_notes()
    {
        var (town, group, child) = OneChild();
        var teacher = World.Teacher().Of(group);
        var now = house.Clock.GetUtcNow();
        child.Contact(teacher, "nobody", "email", now.AddDays(-9), "van voor het gesprek");
        child.Contact(teacher, "parent", "phone", now.AddDays(-8), "moeder gesproken");
        child.Contact(teacher, "nobody", "phone", now.AddDays(-4), "geheim van de klas");
        child.Contact(teacher, "nobody", "door", now.AddDays(-2), "briefje");
        using var visitor = house.SignIn(teacher);
        var form = await visitor.GetAsync($"/children/{child.Id}/signal");
        Assert.Equal(2, form.Texts("#tried li").Count);
        Assert.Contains("niemand bereikt", form.Text("#tried"), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", form.Html, StringComparison.Ordinal);
        Assert.Contains("112", form.Text("main"), StringComparison.Ordinal);
        var sent = await SendAsync(visitor, form);
        var id = World.One<Guid>("select id from signal where pupil_id = @Id", new { child.Id });
        Assert.Equal($"/signals/mine/{id}", sent.Location);
        Assert.Equal("phone,door", World.One<string>("select string_agg(x ->> 'channel', ',') from signal, jsonb_array_elements(tried) x where id = @id", new { id }));
        Assert.Equal(0, World.Count("signal", "id = @id and tried::text ~ 'geheim|briefje'", new { id }));
        Assert.Equal("school,school", World.One<string>("select routed || ',' || source from signal where id = @id and municipality_id = @town", new { id, town = town.Id }));
        var mine = await visitor.OpenAsync(sent.Location!);
        Assert.Contains("Graag vandaag hulp", mine.Text("main"), StringComparison.Ordinal);
        Assert.Contains($"Onbekend. Daarom ging het naar {town.Name}.", mine.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_municipality_and_the_care_professional_are_told_without_a_name()
    {
        var (town, group, child) = OneChild();
        var leerplicht = World.Team(town, "attendance");
        var other = World.Team(town);
        using var visitor = house.SignIn(World.Teacher().Of(group));
        await SendAsync(visitor, await visitor.GetAsync($"/children/{child.Id}/signal"));
        Assert.Equal(1, World.Count("notice", "kind = 'signal' and to_role = 'coordinator' and to_organisation_id = @Id", new { town.Id }));
        Assert.Equal(1, World.Count("notice", "kind = 'signal' and to_role = 'attendance' and to_organisation_id = @Id", new { leerplicht.Id }));
        Assert.Equal(0, World.Count("notice", "to_organisation_id = @Id", new { other.Id }));
        using var care = house.SignIn(World.Care(group.School));
        Assert.Contains("Een leerkracht meldde een kind bij de gemeente.", (await care.GetAsync("/worries")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("notice", "args::text ilike '%' || @Surname || '%'", new { child.Name.Surname }));
    }

    [Fact]
    public async Task A_double_tap_is_one_signal_and_the_municipality_is_told_once()
    {
        var (town, group, child) = OneChild();
        using var visitor = house.SignIn(World.Teacher().Of(group));
        var form = await visitor.GetAsync($"/children/{child.Id}/signal");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(visitor, form)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.Status));
        Assert.Equal(1, World.Count("signal", "pupil_id = @Id", new { child.Id }));
        Assert.Equal(1, World.Count("notice", "kind = 'signal' and to_organisation_id = @Id", new { town.Id }));
    }

    [Fact]
    public async Task The_same_child_for_the_same_reason_just_after_is_asked_about_and_never_lost()
    {
        var (_, group, child) = OneChild();
        using var visitor = house.SignIn(World.Teacher().Of(group));
        var first = await SendAsync(visitor, await visitor.GetAsync($"/children/{child.Id}/signal"));
        var asked = await SendAsync(visitor, await visitor.GetAsync($"/children/{child.Id}/signal"));
        Assert.Contains("Is dit een nieuw signaal?", asked.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(first.Location, asked.Document.QuerySelector("main form a[href^='/signals/mine/']")!.GetAttribute("href"));
        Assert.Equal(1, World.Count("signal", "pupil_id = @Id", new { child.Id }));
        var again = await visitor.SubmitAsync(asked, Send, ("Again", "true"));
        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.Equal(2, World.Count("signal", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task A_child_that_has_a_case_can_be_signalled_again()
    {
        var (town, group, child) = OneChild();
        var coordinator = World.Coordinator(town);
        World.Do("""
            insert into care_case (municipality_id, pupil_id, kind, urgency, lead_organisation_id, lead_membership_id, lead_state, lead_since, decided_by, decided_at, decided_why, opened_at)
              values (@town, @pupil, 'absent', 1, @town, @member, 'accepted', now(), @member, now(), 'Zo besloten', now())
            """, new { town = town.Id, pupil = child.Id, member = coordinator.MembershipId });
        using var visitor = house.SignIn(World.Teacher().Of(group));
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(visitor, await visitor.GetAsync($"/children/{child.Id}/signal"))).Status);
        Assert.Equal(1, World.Count("signal", "pupil_id = @Id and state = 'new'", new { child.Id }));
    }

    [Fact]
    public async Task What_is_missing_is_asked_and_why_the_family_does_not_know_is_required()
    {
        var (_, group, child) = OneChild();
        using var visitor = house.SignIn(World.Teacher().Of(group));
        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/children/{child.Id}/signal"), Send, ("Words", "Wat ik typte"), ("FamilyKnows", "no"));
        Assert.Contains("Kies waar het om gaat", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Kies hoe snel iemand moet kijken", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Schrijf op waarom het gezin het niet weet", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Wat ik typte", answer.Text("textarea[name=Words]"));
        Assert.StartsWith("Fout:", answer.Title, StringComparison.Ordinal);
        Assert.Equal(0, World.Count("signal", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task It_goes_to_where_the_child_lives_and_never_to_a_municipality_that_cannot_receive()
    {
        var (town, group, child) = OneChild();
        var near = World.Municipality();
        var off = World.Municipality().SwitchedOff();
        using var visitor = house.SignIn(World.Care(group.School));
        var form = await visitor.GetAsync($"/children/{child.Id}/signal");
        Assert.Null(form.Document.QuerySelector($"#Lives option[value='{off.Code}']"));
        var elsewhere = await SendAsync(visitor, form, ("Lives", "other"));
        Assert.Contains("Die gemeente werkt niet met InBeeld", elsewhere.Text(".ib-errors"), StringComparison.Ordinal);
        await SendAsync(visitor, elsewhere, ("Lives", "other"), ("ToOwn", "true"));
        Assert.Equal("chosen", World.One<string>("select routed from signal where pupil_id = @Id and municipality_id = @town", new { child.Id, town = town.Id }));
        await SendAsync(visitor, await visitor.GetAsync($"/children/{child.Id}/signal"), ("Lives", near.Code), ("Reason", "absent"));
        Assert.Equal("residence", World.One<string>("select routed from signal where pupil_id = @Id and municipality_id = @town", new { child.Id, town = near.Id }));
        var forged = await SendAsync(visitor, await visitor.GetAsync($"/children/{child.Id}/signal"), ("Lives", off.Code), ("Reason", "home"));
        Assert.True(forged.Has(".ib-errors"));
        Assert.Equal(0, World.Count("signal", "municipality_id = @Id", new { off.Id }));
    }

    [Fact]
    public async Task An_mbo_college_reports_absence_with_the_support_that_was_offered()
    {
        var town = World.Municipality();
        var group = World.Group(World.School("mbo", town), "ZW1a");
        var child = World.Pupil(group);
        using var visitor = house.SignIn(World.Teacher().Of(group));
        var form = await visitor.GetAsync($"/children/{child.Id}/signal");
        var missing = await SendAsync(visitor, form);
        Assert.Contains("Vul in sinds wanneer de leerling weg is", missing.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Schrijf op welke hulp", missing.Text(".ib-errors"), StringComparison.Ordinal);
        var since = house.Clock.Day.AddDays(-20);
        await SendAsync(visitor, missing, ("Since", since.ToString("yyyy-MM-dd")), ("Hours", "16"), ("Support", "Een ander rooster"), ("ValidReason", "missing"));
        Assert.Equal($"mbo {since:yyyy-MM-dd} 16 missing Een ander rooster", World.One<string>("select source || ' ' || (absence ->> 'since') || ' ' || (absence ->> 'hours') || ' ' || (absence ->> 'validReason') || ' ' || (absence ->> 'support') from signal where pupil_id = @Id", new { child.Id }));
    }

    [Theory]
    [InlineData("2026-11-19 14:30", "3", "2026-11-19 17:00")] // Thursday
    [InlineData("2026-11-19 15:30", "3", "2026-11-20 12:00")]
    [InlineData("2026-11-20 15:30", "3", "2026-11-23 12:00")] // Friday afternoon
    [InlineData("2026-11-21 10:00", "3", "2026-11-23 12:00")] // Saturday
    [InlineData("2026-11-19 10:00", "2", "2026-11-24 17:00")]
    [InlineData("2026-11-19 10:00", "1", "2026-12-03 17:00")]
    [InlineData("2026-10-16 10:00", "2", "2026-10-28 17:00")] // over a holiday, and the night in which the clock goes back
    public async Task It_is_decided_in_time_weekends_and_holidays_apart(string at, string urgency, string by)
    {
        World.Do("insert into holiday (region, name, starts, ends) select 'Midden', 'Herfstvakantie', '2026-10-17', '2026-10-25' where not exists (select from holiday where region = 'Midden' and starts = '2026-10-17')");
        var (_, group, child) = OneChild();
        var moment = DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        house.Clock.Set(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment));
        try
        {
            using var visitor = house.SignIn(World.Teacher().Of(group));
            await SendAsync(visitor, await visitor.GetAsync($"/children/{child.Id}/signal"), ("Urgency", urgency));
        }
        finally
        {
            house.Clock.Reset();
        }

        Assert.Equal(by, World.One<string>("select to_char(decide_by at time zone 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI') from signal where pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task A_child_of_somebody_else_cannot_be_signalled()
    {
        var (_, group, child) = OneChild();
        var elsewhere = OneChild().Group;
        using var other = house.SignIn(World.Teacher().Of(World.Group(group.School, "8a")));
        using var stranger = house.SignIn(World.Care(elsewhere.School));
        using var coordinator = house.SignIn(World.Coordinator(World.Municipality()));
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/children/{child.Id}/signal")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/children/{child.Id}/signal", Filled())).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await coordinator.GetAsync($"/children/{child.Id}/signal")).Status);
        Assert.Equal(0, World.Count("signal", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task The_card_the_class_list_and_the_ladder_lead_here()
    {
        var (_, group, child) = OneChild();
        child.OutOfView();
        using var visitor = house.SignIn(World.Teacher().Of(group));
        Assert.True((await visitor.GetAsync($"/children/{child.Id}")).Has($".ib-actions a[href='/children/{child.Id}/signal']"));
        Assert.True((await visitor.GetAsync($"/groups/{group.Id}")).Has($"tr a[href='/children/{child.Id}/signal']"));
    }

    private (Organisation Town, Group Group, Pupil Child) OneChild()
    {
        var town = World.Municipality();
        var group = World.Group(World.School(municipality: town));
        return (town, group, World.Pupil(group));
    }

    private static (string, string?)[] Filled() => [("Reason", "not_reached"), ("Urgency", "2"), ("Words", "Graag vandaag hulp"), ("FamilyKnows", "yes")];

    private static Task<PageAnswer> SendAsync(Visitor visitor, PageAnswer form, params (string Name, string? Value)[] fields) =>
        visitor.SubmitAsync(form, Send, [.. Filled().Where(f => fields.All(x => x.Name != f.Item1)), .. fields]);
}
