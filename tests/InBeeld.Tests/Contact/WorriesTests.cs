using System.Net;

namespace InBeeld.Tests.Contact;

/// <summary>A worry goes from the teacher to the care professional, and the answer comes back.</summary>
public sealed class WorriesTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task A_worry_reaches_the_care_professional_and_its_answer_reaches_the_teacher()
    {
        var (group, child) = OneChild();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        using var care = house.SignIn(World.Care(group.School));
        await FlagAsync(teacher, child, "Komt moe op school", 3);
        var list = await care.GetAsync("/worries");
        Assert.Equal("1 zorg wacht op jou, vandaag nog", list.Text("h1"));
        Assert.Contains("Er is een nieuwe zorg. Kijk vandaag nog.", list.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Komt moe op school", list.Text(".ib-queue"), StringComparison.Ordinal);
        var open = await care.FollowAsync(await care.SubmitAsync(list, ".ib-queue form"));
        Assert.Contains("Jij pakt deze zorg op", open.Text("[role=status]"), StringComparison.Ordinal);
        var done = await care.SubmitAsync(open, "button[formaction*=Finish]", ("Answer", "Ik bel vanmiddag met moeder"));
        Assert.Equal("/worries", done.Location);
        var mine = await teacher.GetAsync("/my-worries");
        Assert.Contains("Ik bel vanmiddag met moeder", mine.Text(".ib-queue"), StringComparison.Ordinal);
        Assert.Contains("Er is een antwoord op een zorg die jij meldde", mine.Text("main"), StringComparison.Ordinal);
        Assert.Contains(child.Name.Full, (await care.GetAsync("/worries?done=true")).Text(".ib-queue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_most_urgent_comes_first_and_of_equals_the_oldest()
    {
        var (group, child) = OneChild();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        foreach (var (words, urgency) in new[] { ("eerste", 1), ("tweede", 3), ("derde", 2), ("vierde", 3) })
        {
            await FlagAsync(teacher, child, words, urgency);
        }

        using var care = house.SignIn(World.Care(group.School));
        var list = await care.GetAsync("/worries");
        Assert.Equal(["tweede", "vierde", "derde", "eerste"], list.Texts(".ib-queue .ib-as-typed"));
        Assert.Equal("4 zorgen wachten op jou, 2 daarvan vandaag", list.Text("h1"));
    }

    [Fact]
    public async Task What_is_missing_is_asked_and_what_was_typed_stays()
    {
        var (group, child) = OneChild();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var answer = await teacher.SubmitAsync(await teacher.GetAsync($"/children/{child.Id}/worry"), "main form .nl-button--primary", ("Words", "Ziet er bleek uit"));
        Assert.Contains("Kies hoe snel iemand moet kijken", answer.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal("Ziet er bleek uit", answer.Text("textarea"));
        Assert.StartsWith("Fout:", answer.Title, StringComparison.Ordinal);
        Assert.Equal(0, World.Count("worry", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task A_double_tap_flags_once()
    {
        var (group, child) = OneChild();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        var form = await teacher.GetAsync($"/children/{child.Id}/worry");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => teacher.SubmitAsync(form, "main form .nl-button--primary", ("Words", "Een keer"), ("Urgency", "2"))));
        Assert.Equal(1, World.Count("worry", "pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task A_worry_is_seen_by_who_flagged_it_and_by_care_and_by_nobody_else()
    {
        var (group, child) = OneChild();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        using var other = house.SignIn(World.Teacher().Of(group));
        using var principal = house.SignIn(World.Principal(group.School));
        using var stranger = house.SignIn(World.Care(World.School()));
        using var care = house.SignIn(World.Care(group.School));
        await FlagAsync(teacher, child, "Alleen voor Tess", 2);
        var id = World.One<Guid>("select id from worry where pupil_id = @Id", new { child.Id });
        Assert.Contains("Alleen voor Tess", (await teacher.GetAsync($"/children/{child.Id}")).Html, StringComparison.Ordinal);
        Assert.Contains("Alleen voor Tess", (await care.GetAsync($"/children/{child.Id}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Alleen voor Tess", (await other.GetAsync($"/children/{child.Id}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Alleen voor Tess", (await principal.GetAsync($"/children/{child.Id}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/worries/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await principal.GetAsync("/worries")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/worries?handler=Take&worry={id}")).Status);
        Assert.Equal("open", World.One<string>("select state from worry where id = @id", new { id }));
    }

    [Fact]
    public async Task Two_answers_at_once_are_both_shown_and_one_chooses()
    {
        var (group, child) = OneChild();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        using var one = house.SignIn(World.Care(group.School));
        using var two = house.SignIn(World.Care(group.School));
        await FlagAsync(teacher, child, "Wie pakt dit op?", 2);
        var id = World.One<Guid>("select id from worry where pupil_id = @Id", new { child.Id });
        var (first, second) = (await one.GetAsync($"/worries/{id}"), await two.GetAsync($"/worries/{id}"));
        await one.SubmitAsync(first, "main form .nl-button--primary", ("Answer", "Ik bel"));
        var clash = await two.SubmitAsync(second, "main form .nl-button--primary", ("Answer", "Ik ga langs"));
        Assert.Contains("Er is nog niets opgeslagen", clash.Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(["Ik ga langs", "Ik bel"], clash.Document.QuerySelectorAll("input[type=radio][name=Answer]").Select(r => r.GetAttribute("value")!));
        Assert.Equal("Ik bel", World.One<string>("select answer from worry where id = @id", new { id }));
        await two.SubmitAsync(clash, "main form .nl-button--primary");
        Assert.Equal("Ik ga langs", World.One<string>("select answer from worry where id = @id", new { id }));
    }

    [Fact]
    public async Task Taking_a_worry_up_can_be_undone()
    {
        var (group, child) = OneChild();
        using var teacher = house.SignIn(World.Teacher().Of(group));
        using var care = house.SignIn(World.Care(group.School));
        await FlagAsync(teacher, child, "Iets kleins", 1);
        var open = await care.FollowAsync(await care.SubmitAsync(await care.GetAsync("/worries"), ".ib-queue form"));
        Assert.Equal("taken", World.One<string>("select state from worry where pupil_id = @Id", new { child.Id }));
        await care.SubmitAsync(open, ".ib-notice--ok .ib-undo");
        Assert.Equal("open", World.One<string>("select state from worry where pupil_id = @Id", new { child.Id }));
    }

    [Fact]
    public async Task More_than_fifty_are_paged_and_none_is_lost()
    {
        var (group, child) = OneChild();
        World.Do("insert into worry (pupil_id, school_id, text, urgency, by_person, at) select @Id, @school, 'zorg ' || n, 1 + n % 3, @by, now() - make_interval(hours => n / 2) from generate_series(1, 60) n", new { child.Id, school = group.School.Id, by = World.Teacher().Of(group).Id });
        using var care = house.SignIn(World.Care(group.School));
        var first = await care.GetAsync("/worries");
        Assert.Equal("60 zorgen wachten op jou, 20 daarvan vandaag", first.Text("h1"));
        var next = await care.GetAsync(first.Document.QuerySelector("a[href*='after=']")!.GetAttribute("href")!);
        Assert.Equal(60, first.Texts(".ib-queue .ib-as-typed").Concat(next.Texts(".ib-queue .ib-as-typed")).Distinct().Count());
    }

    [Fact]
    public async Task The_overview_for_care_filters_by_group_need_level_and_help()
    {
        var school = World.School();
        var (a, b) = (World.Group(school, "7a"), World.Group(school, "7b"));
        var one = World.Pupil(a, "Noor").Needs("no_device", "unsafe_home").Level(2);
        var two = World.Pupil(b, "Sem").Needs("no_device");
        World.Do("insert into helper (pupil_id, organisation, name, phone) values (@Id, 'Buurtteam Noord', 'Amira', '030 1234567')", new { one.Id });
        using var care = house.SignIn(World.Care(school));
        var all = await care.GetAsync("/worries/children");
        Assert.Equal("2 kinderen op jouw school", all.Text("h1"));
        Assert.Contains("Buurtteam Noord, Amira: 030 1234567", all.Text("table"), StringComparison.Ordinal);
        foreach (var (query, names) in new[] { ($"group={b.Id}", new[] { two }), ("need=no_device", [one, two]), ("need=unsafe_home", [one]), ("level=2", [one]), ("helped=yes", [one]), ("helped=no", [two]), ($"group={a.Id}&level=0", []) })
        {
            var found = await care.GetAsync("/worries/children?" + query);
            Assert.Equal((query, string.Join(", ", names.Select(n => n.Name.Full).Order())), (query, string.Join(", ", found.Texts("th.ib-a-name a.ib-name").Order())));
        }
    }

    private (Group Group, Pupil Child) OneChild()
    {
        var group = World.Group();
        return (group, World.Pupil(group));
    }

    private static async Task FlagAsync(Visitor teacher, Pupil child, string words, int urgency)
    {
        var saved = await teacher.SubmitAsync(await teacher.GetAsync($"/children/{child.Id}/worry"), "main form .nl-button--primary", ("Words", words), ("Urgency", $"{urgency}"));
        Assert.Equal($"/children/{child.Id}", saved.Location);
    }
}
