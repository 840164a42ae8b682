using System.Net;
using InBeeld.Capabilities.People.ManagePeople;
using InBeeld.Kernel.Access;
using InBeeld.Tests.Security;
using Npgsql;

namespace InBeeld.Tests.People;

public sealed class ManagePeopleTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly World world = house.World;

    [Fact]
    public async Task A_list_of_many_people_is_paged_without_losing_or_doubling_anyone()
    {
        var school = world.School();
        var people = Enumerable.Range(0, 120).Select(i => world.Person("Anne", surname: i % 3 == 0 ? "Regenboog" : "Ünal").As(Role.Teacher, school)).Select(p => p.Id).ToHashSet();
        var principal = world.Principal(school);
        using var visitor = house.SignIn(principal);
        var seen = new List<string>();
        string? next = "/people";
        for (var pages = 0; next is not null && pages < 5; pages++)
        {
            var page = await visitor.GetAsync(next);
            seen.AddRange(page.Document.QuerySelectorAll("tbody a.ib-name").Select(a => a.GetAttribute("href")!));
            next = page.Document.QuerySelector("footer a")?.GetAttribute("href");
        }

        Assert.Equal(people.Append(principal.Id).Select(id => $"/people/{id}").Order(), seen.Order());
    }

    [Fact]
    public async Task A_page_of_people_takes_three_questions()
    {
        var school = world.School();
        for (var i = 0; i < 20; i++)
        {
            world.Teacher(school);
        }

        using var visitor = house.SignIn(world.Principal(school));
        var asked = await house.Queries(() => visitor.GetAsync("/people"));
        Assert.Equal(21, asked.Answer.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(3, asked.OfThePage.Count);
    }

    [Fact]
    public async Task One_finds_people_by_a_part_of_the_name_without_its_accents_and_by_role()
    {
        var school = world.School();
        world.Person("Zoë", surname: "Duinpan").As(Role.Care, school);
        world.Person("Finn", surname: "Kiezel").As(Role.Teacher, school);
        using var visitor = house.SignIn(world.Person("Ilse", surname: "Maanzaad").As(Role.Principal, school));
        var found = await visitor.SubmitAsync(await visitor.GetAsync("/people"), "form[role=search]", ("q", "zoe dui"));
        Assert.Equal(["Zoë Duinpan"], found.Texts("tbody .ib-name"));
        Assert.Equal(["Finn Kiezel"], (await visitor.GetAsync("/people?role=teacher")).Texts("tbody .ib-name"));
    }

    [Fact]
    public async Task People_of_another_school_are_not_there()
    {
        var stranger = world.Teacher(world.School());
        using var visitor = house.SignIn(world.Principal(world.School()));
        Assert.DoesNotContain(stranger.Name.Full, (await visitor.GetAsync("/people")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/people/{stranger.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/people/{stranger.Id}/end/{stranger.MembershipId}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"/people/{stranger.Id}/end/{stranger.MembershipId}")).Status);
        Assert.Equal(1, world.Count("membership", "id = @MembershipId and ends is null", new { stranger.MembershipId }));
    }

    [Fact]
    public async Task Ending_a_role_says_what_ends_and_takes_the_children_out_of_sight_at_once()
    {
        var group = world.Group();
        world.Pupil(group);
        var teacher = world.Teacher().Of(group);
        using var working = house.SignIn(teacher);
        using var visitor = house.SignIn(world.Principal(group.School));
        var page = await visitor.GetAsync($"/people/{teacher.Id}/end/{teacher.MembershipId}");
        Assert.Contains("Staat voor groep 7b", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal($"/people/{teacher.Id}", (await visitor.SubmitAsync(page, "form.ib-form")).Location);
        Assert.Equal("/account", (await working.GetAsync("/")).Location);
        Assert.Equal(HttpStatusCode.Forbidden, (await working.GetAsync("/my-class")).Status);
        Assert.Equal(0, world.Count("group_teacher", "person_id = @Id and (ends is null or ends >= @Day)", new { teacher.Id, world.Clock.Day }));
    }

    [Fact]
    public async Task A_role_can_end_after_a_last_day_and_be_given_again()
    {
        var school = world.School();
        var teacher = world.Teacher(school);
        using var visitor = house.SignIn(world.Principal(school));
        var last = house.Clock.Day.AddDays(10);
        var page = await visitor.GetAsync($"/people/{teacher.Id}/end/{teacher.MembershipId}");
        Assert.True((await visitor.SubmitAsync(page, "form.ib-form", ("LastDay", house.Clock.Day.AddDays(-1).ToString("yyyy-MM-dd")))).Has("#LastDay-wrong"));
        await visitor.SubmitAsync(page, "form.ib-form", ("LastDay", last.ToString("yyyy-MM-dd")));
        Assert.Equal(last, world.One<DateOnly>("select ends from membership where id = @MembershipId", new { teacher.MembershipId }));
        await visitor.SubmitAsync(await visitor.GetAsync($"/people/{teacher.Id}"), "form[action*=Give]", ("role", Role.Teacher));
        Assert.Equal(1, world.Count("membership", "person_id = @Id and ends is null", new { teacher.Id }));
        await visitor.SubmitAsync(page, "form.ib-form");
        Assert.Contains("werkt hier niet meer", (await visitor.GetAsync($"/people/{teacher.Id}")).Text("h1"), StringComparison.Ordinal);
        Assert.Contains(teacher.Name.Full, (await visitor.GetAsync("/people?stopped=true")).Text("main"), StringComparison.Ordinal);
        await visitor.SubmitAsync(await visitor.GetAsync($"/people/{teacher.Id}"), "form[action*=Give]", ("role", Role.Teacher));
        Assert.Contains(teacher.Name.Full, (await visitor.GetAsync("/people")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Office_neither_gives_nor_ends_the_role_of_principal()
    {
        var school = world.School();
        var principal = world.Principal(school);
        var teacher = world.Teacher(school);
        using var visitor = house.SignIn(world.Office(school));
        Assert.False((await visitor.GetAsync($"/people/{principal.Id}")).Has("a[href*='/end/']"));
        Assert.Contains("Deze rol kun jij niet beëindigen.", (await visitor.PostAsync($"/people/{principal.Id}/end/{principal.MembershipId}")).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Contains("Deze rol kun jij hier niet geven.", (await visitor.PostAsync($"/people/{teacher.Id}?handler=Give", ("role", Role.Principal))).Text(".ib-errors"), StringComparison.Ordinal);
        Assert.Equal(1, world.Count("membership", "organisation_id = @Id and role = 'principal' and ends is null", new { school.Id }));
    }

    [Fact]
    public async Task The_last_administrator_stays_also_when_two_end_each_other_at_once()
    {
        var one = world.Administrator();
        world.Do("alter table membership disable trigger keep_an_administrator; update membership set ends = current_date - 1 where role = 'administrator' and ends is null and id <> @MembershipId; alter table membership enable trigger keep_an_administrator", new { one.MembershipId });
        using var first = house.SignIn(one);
        Assert.Contains("Dit is de laatste beheerder.", (await first.GetAsync($"/people/{one.Id}/end/{one.MembershipId}")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Dit is de laatste beheerder.", (await first.PostAsync($"/people/{one.Id}/end/{one.MembershipId}")).Text(".ib-errors"), StringComparison.Ordinal);
        var two = world.Administrator();
        using var second = house.SignIn(two);
        await Task.WhenAll(first.PostAsync($"/people/{two.Id}/end/{two.MembershipId}"), second.PostAsync($"/people/{one.Id}/end/{one.MembershipId}"));
        Assert.Equal(1, world.Count("membership", "role = 'administrator' and ends is null"));
        var refused = Assert.Throws<PostgresException>(() => world.Do("update membership set ends = current_date where role = 'administrator' and ends is null"));
        Assert.Equal("IB001", refused.SqlState);
    }

    [Fact]
    public async Task A_teacher_is_put_before_a_group_for_a_time_sees_its_children_and_is_taken_away()
    {
        var group = world.Group();
        var child = world.Pupil(group);
        var teacher = world.Teacher(group.School);
        using var visitor = house.SignIn(world.Office(group.School));
        var page = await visitor.GetAsync($"/people/groups/{group.Id}");
        Assert.True((await visitor.SubmitAsync(page, "form.ib-form", ("Teacher", teacher.Id.ToString()), ("From", "2026-11-20"), ("Until", "2026-11-01"))).Has("#Until-wrong"));
        await visitor.SubmitAsync(page, "form.ib-form", ("Teacher", teacher.Id.ToString()), ("Until", house.Clock.Day.AddDays(5).ToString("yyyy-MM-dd")));
        Assert.Equal(1, SeenBy(teacher, child));
        Assert.True((await visitor.SubmitAsync(await visitor.GetAsync(page.Path), "form.ib-form", ("Teacher", teacher.Id.ToString()))).Has("#Teacher-wrong"));
        var removed = await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.GetAsync(page.Path), "form[action*=Remove] button"));
        Assert.Equal(0, SeenBy(teacher, child));
        await visitor.SubmitAsync(removed, "[role=status] form");
        Assert.Equal(1, SeenBy(teacher, child));
        Assert.Equal(house.Clock.Day.AddDays(5), world.One<DateOnly>("select ends from group_teacher where person_id = @Id", new { teacher.Id }));
    }

    [Fact]
    public async Task Nobody_of_another_school_is_put_before_a_group_and_a_group_elsewhere_is_not_found()
    {
        var group = world.Group();
        world.Teacher(group.School);
        var stranger = world.Teacher(world.School());
        using var visitor = house.SignIn(world.Principal(group.School));
        var answer = await visitor.PostAsync($"/people/groups/{group.Id}", ("id", Guid.CreateVersion7().ToString()), ("Teacher", stranger.Id.ToString()));
        Assert.Equal("Kies een leerkracht van deze school.", answer.Text("#Teacher-wrong"));
        Assert.Equal(0, world.Count("group_teacher", "group_id = @Id", new { group.Id }));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/people/groups/{world.Group().Id}")).Status);
    }

    [Fact]
    public async Task The_administrator_does_the_same_for_any_school()
    {
        var group = world.Group();
        var teacher = world.Teacher(group.School);
        using var visitor = house.SignIn(world.Administrator());
        var at = $"?organisation={group.School.Id}";
        Assert.Contains(teacher.Name.Full, (await visitor.GetAsync("/people" + at)).Text("main"), StringComparison.Ordinal);
        var page = await visitor.GetAsync($"/people/groups/{group.Id}{at}");
        Assert.Equal($"/people/groups/{group.Id}{at}", (await visitor.SubmitAsync(page, "form.ib-form", ("Teacher", teacher.Id.ToString()))).Location);
        Assert.Equal(1, world.Count("group_teacher", "person_id = @Id and ends is null", new { teacher.Id }));
        await visitor.SubmitAsync(await visitor.GetAsync($"/people/{teacher.Id}/end/{teacher.MembershipId}{at}"), "form.ib-form");
        Assert.Equal(0, world.Count("membership", "person_id = @Id and (ends is null or ends >= @Day)", new { teacher.Id, world.Clock.Day }));
        Assert.Equal(0, world.Count("group_teacher", "person_id = @Id and ends is null", new { teacher.Id }));
    }

    [Fact]
    public void The_pages_and_the_database_agree_on_who_may_give_which_role()
    {
        var (town, far) = (world.Municipality(), world.Municipality());
        var organisations = new[] { world.School(), world.Board(), town, world.Installation(), world.Team(town), world.PartnerOf(town), world.Library(town), world.Research() };
        var party = new Dictionary<Guid, string>();
        Organisation Of(Organisation team, string which)
        {
            party[team.Id] = which;
            return team;
        }

        Organisation[] places = [.. organisations, world.School(), Of(world.Team(town, "attendance"), "attendance"), Of(world.Team(far, "attendance"), "attendance"), world.Team(far), world.PartnerOf(far), world.Library(far)];
        var told = new List<string>();
        foreach (var giver in Role.All)
        {
            var own = organisations.Single(o => o.Kind == Role.OrganisationKind(giver));
            foreach (var at in places)
            {
                var may = Role.All.Where(role => world.One<bool>("select set_config('inbeeld.role', @giver, false) is not null and set_config('inbeeld.organisation', @own, false) is not null and app.may_give(@at, @role)", new { giver, own = own.Id.ToString(), at = at.Id, role })).ToList();
                if (!may.SequenceEqual(Granting.Roles(giver, at.Kind, at.Id == own.Id, at.MunicipalityCode is not null && at.MunicipalityCode == own.MunicipalityCode, party.GetValueOrDefault(at.Id, ""))))
                {
                    told.Add($"{giver} at {at.Kind}: the database says {string.Join(", ", may)}");
                }
            }
        }

        Assert.Empty(told);
    }

    [Fact]
    public async Task What_is_done_with_people_stands_in_the_journal()
    {
        var school = world.School();
        var teacher = world.Teacher(school);
        var principal = world.Principal(school);
        using var visitor = house.SignIn(principal);
        await visitor.PostAsync($"/people/{teacher.Id}?handler=Give", ("role", Role.Care));
        await visitor.PostAsync($"/people/{teacher.Id}/end/{teacher.MembershipId}");
        Assert.Equal(["end role", "give role"], world.List<string>("""
            select use_case from (select use_case, person_id from journal_inbox union all select use_case, person_id from journal) j where person_id = @Id and use_case in ('give role', 'end role') order by 1
            """, new { principal.Id }));
    }

    private long SeenBy(Somebody teacher, Pupil child)
    {
        using var around = AsApp.Enter(house, teacher);
        return around.One<long>("select count(*) from pupil where id = @Id", new { child.Id });
    }
}
