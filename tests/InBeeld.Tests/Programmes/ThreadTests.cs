using System.Net;

namespace InBeeld.Tests.Programmes;

/// <summary>A library and a teacher tell each other about one child, short and on the phone.</summary>
public sealed class ThreadTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_note_goes_with_one_tap_from_the_class_list_and_both_see_who_read_it()
    {
        var (library, programme, group, pupil, enrolment) = Child();
        var guide = World.Guide(library);
        guide.Guides(programme);
        World.Note(enrolment, guide, "Hij stak zijn vinger op");
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var list = await teacher.GetAsync($"/groups/{group.Id}");
        var line = list.Document.QuerySelector(".ib-told a")!;
        Assert.Contains("1 nieuw bericht van Het Derde Nest", line.TextContent, StringComparison.Ordinal);
        var page = await teacher.GetAsync(line.GetAttribute("href")!.Split('#')[0]);
        Assert.Contains("Hij stak zijn vinger op", page.Text(".ib-thread"), StringComparison.Ordinal);
        Assert.DoesNotContain("nieuw bericht", (await teacher.GetAsync($"/groups/{group.Id}")).Text("main"), StringComparison.Ordinal);
        var sent = await teacher.SubmitAsync(page, "button[name=Quick][value='1']", ("Words", "Vooral bij rekenen."));
        Assert.Contains("Verstuurd", (await teacher.FollowAsync(sent)).Text("main"), StringComparison.Ordinal);
        // The second tap of a double one.
        await teacher.SubmitAsync(page, "button[name=Quick][value='1']", ("Words", "Vooral bij rekenen."));
        Assert.Equal("In de klas gaat het beter. Vooral bij rekenen.", World.One<string>("select words from thread_note where enrolment_id = @enrolment and side = 'school'", new { enrolment }));
        using var there = house.SignIn(guide);
        Assert.Contains("1 nieuw", (await there.GetAsync("/threads")).Text(".ib-queue"), StringComparison.Ordinal);
        var read = await there.GetAsync($"/threads/{enrolment}");
        Assert.Contains("In de klas gaat het beter.", read.Text(".ib-thread"), StringComparison.Ordinal);
        Assert.Contains("Gelezen door", read.Text(".ib-say--own"), StringComparison.Ordinal);
        Assert.Contains("Gelezen door", (await teacher.GetAsync($"/threads/{enrolment}")).Text(".ib-say--own"), StringComparison.Ordinal);
        Assert.True(World.Journalled("use_case = 'open thread'", pupil.Id) >= 2);
        Assert.Equal(2, World.Journalled("use_case = 'write in thread'", pupil.Id));
        Assert.Equal(0, World.Count("journal_inbox", "details::text like '%vinger%' or details::text like '%rekenen%'"));
    }

    [Fact]
    public async Task What_was_just_written_can_be_changed_and_taken_back_until_it_is_read_and_then_it_is_corrected()
    {
        var (library, programme, group, _, enrolment) = Child();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var empty = await teacher.SubmitAsync(await teacher.GetAsync($"/threads/{enrolment}"), "form:has(button[name=Quick])");
        Assert.Contains("Schrijf wat je wilt zeggen", empty.Text(".ib-errors"), StringComparison.Ordinal);
        var wordy = await teacher.SubmitAsync(empty, "form:has(button[name=Quick])", ("Words", new string('a', 1001)));
        Assert.Contains("hooguit 1000", wordy.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(1001, wordy.Text("textarea#Words").Length);
        var page = await teacher.FollowAsync(await teacher.SubmitAsync(empty, "form:has(button[name=Quick])", ("Words", "Hij leest twee bladzijden")));
        var changed = await teacher.FollowAsync(await teacher.SubmitAsync(page, "form[action*=Change]", ("Words", "Hij leest tien bladzijden")));
        Assert.Contains("tien bladzijden", changed.Text(".ib-thread"), StringComparison.Ordinal);
        // The page from before the change: both versions.
        var clash = await teacher.SubmitAsync(page, "form[action*=Change]", ("Words", "Hij leest zes bladzijden"));
        Assert.Contains("Een collega", clash.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("tien bladzijden", clash.Text(".ib-thread"), StringComparison.Ordinal);
        Assert.Contains("zes bladzijden", clash.Text(".ib-thread textarea"), StringComparison.Ordinal);
        var back = await teacher.FollowAsync(await teacher.SubmitAsync(changed, "form[action*=TakeBack]"));
        Assert.DoesNotContain("tien bladzijden", (await leader.GetAsync($"/threads/{enrolment}")).Text("main"), StringComparison.Ordinal);
        await teacher.SubmitAsync(back, ".ib-thread form[action*='handler=Back']");
        Assert.Contains("tien bladzijden", (await leader.GetAsync($"/threads/{enrolment}")).Text("main"), StringComparison.Ordinal);
        var late = await teacher.SubmitAsync(changed, "form[action*=TakeBack]");
        Assert.Contains("Dit is net gelezen", late.Text(".ib-errors"), StringComparison.Ordinal);
        // Changed within ten minutes after it was read: new again for who read it.
        await teacher.SubmitAsync(late, "form[action*=Change]", ("Words", "Hij leest twaalf bladzijden"));
        Assert.Contains("1 nieuw", (await leader.GetAsync("/threads")).Text(".ib-queue"), StringComparison.Ordinal);
        World.Do("update thread_note set at = at - interval '11 minutes', changed_at = null where enrolment_id = @enrolment", new { enrolment });
        var old = await teacher.GetAsync($"/threads/{enrolment}");
        Assert.Null(old.Document.QuerySelector("form[action*=Change]"));
        await teacher.SubmitAsync(old, "form:has([name=Corrects])", ("Words", "Het waren er elf"));
        Assert.Contains("verbetering", (await leader.GetAsync($"/threads/{enrolment}")).Text(".ib-thread"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.PostAsync($"/threads/{enrolment}?handler=Change&said={World.One<Guid>("select id from thread_note where enrolment_id = @enrolment and corrects is null", new { enrolment })}", ("Words", "x"))).Status);
        Assert.NotEqual(Guid.Empty, programme);
    }

    [Fact]
    public async Task What_school_wants_worked_on_stands_at_the_top_and_the_wish_of_a_parent_is_not_for_school()
    {
        var (library, programme, group, _, enrolment) = Child();
        World.Do("update enrolment set wish = 'Moeder wil rust' where id = @enrolment", new { enrolment });
        using var teacher = house.SignIn(World.Teacher().Of(group));
        using var leader = house.SignIn(World.ProgrammeLeader(library));
        var page = await teacher.GetAsync($"/threads/{enrolment}");
        Assert.DoesNotContain("rust", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("rust", (await leader.GetAsync($"/threads/{enrolment}")).Text("main"), StringComparison.Ordinal);
        await teacher.SubmitAsync(page, "form[action*=Aim]", ("Aim", "Woordenschat bij zaakvakken"));
        Assert.Contains("Woordenschat bij zaakvakken", (await leader.GetAsync($"/threads/{enrolment}")).Text(".ib-stack--l"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.PostAsync($"/threads/{enrolment}?handler=Aim", ("Aim", "x"), ("Id", Guid.CreateVersion7().ToString()))).Status);
        Assert.NotEqual(Guid.Empty, programme);
    }

    [Fact]
    public async Task The_week_says_per_child_who_was_there_what_was_written_and_when_the_next_session_is()
    {
        var (library, programme, group, pupil, enrolment) = Child();
        var leader = World.ProgrammeLeader(library);
        var meets = World.Meets(World.Module(programme), leader);
        World.Joined(meets, enrolment);
        World.Kept(meets, 4, enrolment, "late");
        World.Note(enrolment, leader, "Ze vertelde over haar oma");
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var asked = await house.Queries(() => teacher.GetAsync("/threads"));
        Assert.True(asked.OfThePage.Count <= 2, string.Join("\n---\n", asked.OfThePage));
        var week = asked.Answer;
        Assert.Contains("1 nieuw bericht", week.Text("h1"), StringComparison.Ordinal);
        Assert.Contains("Was er, te laat", week.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("Ze vertelde over haar oma", week.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("Weer op", week.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("1 kind in de bibliotheek", (await teacher.GetAsync("/threads")).Text("h1"), StringComparison.Ordinal);
        Assert.DoesNotContain("oma", (await teacher.GetAsync($"/threads?week={World.Clock.Day.AddDays(-7):yyyy-MM-dd}")).Text("main"), StringComparison.Ordinal);
        World.Do("update thread_note set at = at - interval '8 days' where enrolment_id = @enrolment", new { enrolment });
        using var there = house.SignIn(leader);
        Assert.Contains(pupil.Name.Full, (await there.GetAsync("/threads?view=late")).Text(".ib-queue"), StringComparison.Ordinal);
        using var alone = house.SignIn(World.Teacher().Of(World.Group(group.School)));
        Assert.Contains("Geen kind van jou", (await alone.GetAsync("/threads")).Text("h1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_takes_two_journeys_however_much_was_written()
    {
        var (library, _, group, _, enrolment) = Child();
        var leader = World.ProgrammeLeader(library);
        for (var i = 0; i < 60; i++)
        {
            World.Note(enrolment, leader, "Bericht " + i, World.Clock.GetUtcNow().AddMinutes(-i - 20));
        }

        using var teacher = house.SignIn(World.Teacher().Of(group));
        var asked = await house.Queries(() => teacher.GetAsync($"/threads/{enrolment}"));
        Assert.True(asked.OfThePage.Count <= 2, string.Join("\n---\n", asked.OfThePage));
        Assert.Equal(50, asked.Answer.Document.QuerySelectorAll(".ib-say").Length);
        var earlier = asked.Answer.Document.QuerySelector("a[href*=before]")!.GetAttribute("href")!;
        Assert.Equal(10, (await teacher.GetAsync(earlier)).Document.QuerySelectorAll(".ib-say").Length);
        using var there = house.SignIn(leader);
        var list = await house.Queries(() => there.GetAsync("/threads"));
        Assert.True(list.OfThePage.Count <= 2, string.Join("\n---\n", list.OfThePage));
    }

    private (Organisation Library, Guid Programme, Group Group, Pupil Pupil, Guid Enrolment) Child()
    {
        var town = World.Municipality();
        var library = World.Library(town);
        var group = World.Group(World.School(municipality: town));
        var programme = World.Programme(library);
        var pupil = World.Pupil(group);
        return (library, programme, group, pupil, World.Thread(programme, pupil));
    }
}
