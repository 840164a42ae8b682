using System.Net;

namespace InBeeld.Tests.Safety;

/// <summary>The five steps of the meldcode, as somebody takes them.</summary>
public sealed class MeldcodeTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task The_five_steps_are_taken_one_by_one_and_the_record_is_closed_and_reopened()
    {
        var child = World.Pupil();
        using var teacher = house.SignIn(World.Teacher().Of(child.Group));
        var record = await SafetySteps.BeginAsync(teacher, child);
        Assert.Equal($"Meldcode voor {child.Name.Full}: nu stap 1", (await teacher.GetAsync($"/safety/{record}")).Text("h1"));
        await SafetySteps.TakeAsync(teacher, record, 1, 2, 3, 4);
        Assert.Equal($"Meldcode voor {child.Name.Full}: nu stap 5", (await teacher.GetAsync($"/safety/{record}")).Text("h1"));
        var early = await teacher.SubmitAsync(await teacher.GetAsync($"/safety/{record}/close"), "main form", ("Outcome", "help"), ("Closing", "Klaar"));
        Assert.Contains("Stap 5 is nog niet gedaan", early.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Klaar", early.Text("textarea"));
        await SafetySteps.TakeAsync(teacher, record, 5);
        var closed = await teacher.SubmitAsync(await teacher.GetAsync($"/safety/{record}/close"), "main form", ("Outcome", "help"), ("Closing", "Buurtteam komt elke week"));
        var page = await teacher.FollowAsync(closed);
        Assert.Contains("Er is hulp, zonder melding", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Bewaren tot en met", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal(World.Clock.Day.AddYears(5), World.One<DateOnly>("select keep_until from safety_record where id = @record", new { record }));
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync($"/safety/{record}/steps/1")).Status);
        Assert.Contains(child.Name.Full, (await teacher.GetAsync("/safety?closed=true")).Text(".ib-queue"), StringComparison.Ordinal);
        await teacher.SubmitAsync(page, "form[action*=Reopen]");
        Assert.Contains("alle stappen gedaan", (await teacher.GetAsync($"/safety/{record}")).Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspicion_that_is_gone_may_be_closed_after_one_step()
    {
        var child = World.Pupil();
        using var care = house.SignIn(World.Care(child.School));
        var record = await SafetySteps.BeginAsync(care, child);
        await SafetySteps.TakeAsync(care, record, 1);
        var closed = await care.SubmitAsync(await care.GetAsync($"/safety/{record}/close"), "main form", ("Outcome", "no_signs"), ("Closing", "Het was een val van de trap"));
        Assert.Equal($"/safety/{record}", closed.Location);
        Assert.Equal("closed", World.One<string>("select state from safety_record where id = @record", new { record }));
    }

    [Theory]
    [InlineData(1, "Words", "Schrijf op wat je zag of hoorde")]
    [InlineData(2, "Consulted", "Vul in met wie je overlegde")]
    [InlineData(3, "Outcome=not_safe", "Schrijf op waarom een gesprek nu niet veilig is")]
    [InlineData(4, "Outcome=acute", "Schrijf op hoe je tot deze weging komt")]
    [InlineData(5, "Outcome=report", "Vul in op welke dag je meldde")]
    public async Task What_a_step_needs_is_asked_and_nothing_is_saved(int step, string fields, string sentence)
    {
        var child = World.Pupil();
        using var care = house.SignIn(World.Care(child.School));
        var record = await SafetySteps.BeginAsync(care, child);
        var answer = await care.SubmitAsync(await care.GetAsync($"/safety/{record}/steps/{step}"), "main form .nl-button--primary", (fields.Split('=')[0], fields.Contains('=', StringComparison.Ordinal) ? fields.Split('=')[1] : ""));
        Assert.Contains(sentence, answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(0, World.Count("safety_step", "record_id = @record", new { record }));
    }

    [Fact]
    public async Task Whoever_weighs_it_as_unsafe_and_does_not_report_says_why()
    {
        var child = World.Pupil();
        using var care = house.SignIn(World.Care(child.School));
        var record = await SafetySteps.BeginAsync(care, child);
        await care.SubmitAsync(await care.GetAsync($"/safety/{record}/steps/4"), "main form .nl-button--primary", ("Outcome", "acute"), ("Words", "Kind is bang"));
        var form = await care.GetAsync($"/safety/{record}/steps/5");
        Assert.Contains("Schrijf op waarom je niet meldt", (await care.SubmitAsync(form, "main form .nl-button--primary", ("Outcome", "help"))).Text(".ib-errors"), StringComparison.Ordinal);
        var reported = await care.SubmitAsync(form, "main form .nl-button--primary", ("Outcome", "report"), ("SafeHomeOn", $"{World.Clock.Day:yyyy-MM-dd}"), ("Reference", "VT-1"));
        Assert.Contains("nummer VT-1", (await care.FollowAsync(reported)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_in_the_future_is_refused()
    {
        var child = World.Pupil();
        using var care = house.SignIn(World.Care(child.School));
        var record = await SafetySteps.BeginAsync(care, child);
        var answer = await care.SubmitAsync(await care.GetAsync($"/safety/{record}/steps/1"), "main form .nl-button--primary", ("Words", "Iets"), ("DoneOn", $"{World.Clock.Day.AddDays(1):yyyy-MM-dd}"));
        Assert.Contains("vandaag of eerder", answer.Text(".ib-errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_tap_begins_one_record_and_takes_one_step()
    {
        var child = World.Pupil();
        using var care = house.SignIn(World.Care(child.School));
        var begin = await care.GetAsync($"/children/{child.Id}/safety");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => care.SubmitAsync(begin, "form:has(input[name=Id])")));
        var record = Assert.Single(World.List<Guid>("select id from safety_record where pupil_id = @Id", new { child.Id }));
        var step = await care.GetAsync($"/safety/{record}/steps/1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => care.SubmitAsync(step, "main form .nl-button--primary", SafetySteps.Answers[1])));
        Assert.All(answers, a => Assert.Equal($"/safety/{record}", a.Location));
        Assert.Equal(1, World.Count("safety_step", "record_id = @record", new { record }));
        Assert.Equal(0, World.Count("safety_step_history", "record_id = @record", new { record }));
    }

    [Fact]
    public async Task A_correction_keeps_the_version_before_and_two_at_once_are_both_shown()
    {
        var child = World.Pupil();
        var (one, two) = (World.Care(child.School), World.Care(child.School));
        using var first = house.SignIn(one);
        using var second = house.SignIn(two);
        var record = await SafetySteps.BeginAsync(first, child);
        await SafetySteps.TakeAsync(first, record, 1);
        World.Do("insert into safety_reader (record_id, person_id, membership_id, added_by, reason) values (@record, @two, @membership, @one, 'Kijkt mee met mij')", new { record, two = two.Id, membership = two.MembershipId, one = one.Id });
        var (mine, theirs) = (await first.GetAsync($"/safety/{record}/steps/1"), await second.GetAsync($"/safety/{record}/steps/1"));
        await second.SubmitAsync(theirs, "main form .nl-button--primary", ("Words", "Twee blauwe plekken"));
        var clash = await first.SubmitAsync(mine, "main form .nl-button--primary", ("Words", "Een schaafwond"));
        Assert.Equal(["Een schaafwond", "Twee blauwe plekken"], clash.Document.QuerySelectorAll("input[type=radio][name=Words]").Select(r => r.GetAttribute("value")!));
        await first.SubmitAsync(clash, "main form .nl-button--primary");
        var page = await first.GetAsync($"/safety/{record}");
        Assert.Contains("Een schaafwond", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal(["Twee blauwe plekken", "Blauwe plek op de arm"], page.Texts("details .ib-as-typed"));
    }

    [Fact]
    public async Task The_list_says_which_step_is_next()
    {
        var child = World.Pupil();
        var officer = World.Care(child.School);
        using var care = house.SignIn(officer);
        Assert.Equal("Er loopt geen meldcode bij jou", (await care.GetAsync("/safety")).Text("h1"));
        var record = await SafetySteps.BeginAsync(care, child);
        await SafetySteps.TakeAsync(care, record, 1, 2);
        var list = await care.GetAsync("/safety");
        Assert.Equal("1 meldcode loopt bij jou", list.Text("h1"));
        Assert.Contains("Nu: Praten met ouders en kind", list.Text(".ib-queue"), StringComparison.Ordinal);
        World.Do("insert into safety_record (pupil_id, by_person, membership_id, organisation_id) select @pupil, @by, @membership, @school from generate_series(1, 60)", new { pupil = child.Id, by = officer.Id, membership = officer.MembershipId, school = child.School.Id });
        var first = await care.GetAsync("/safety");
        var next = await care.GetAsync(first.Document.QuerySelector("a[href*='after=']")!.GetAttribute("href")!);
        Assert.Equal(61, first.Document.QuerySelectorAll(".ib-queue h2 a").Concat(next.Document.QuerySelectorAll(".ib-queue h2 a")).Select(a => a.GetAttribute("href")).Distinct().Count());
    }
}
