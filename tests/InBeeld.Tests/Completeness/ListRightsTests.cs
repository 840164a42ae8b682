using System.Net;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Completeness;

/// <summary>A list is of one organisation; comparing is for coordinator and partnership, within its limits, also around the application.</summary>
public sealed class ListRightsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private const string Compare = "select app.compare_list(uuidv7(), @lines, @givens, @empty, @surnames, @born, @keys, @empty, @empty, @n, '[]', false)";

    private World World => house.World;

    [Fact]
    public async Task Another_organisation_sees_nothing_of_a_list_by_any_path()
    {
        var desk = new ListDesk(house);
        var owner = World.Coordinator(desk.Town);
        using var coordinator = house.SignIn(owner);
        var page = await ListDesk.CompareAsync(coordinator, ListDesk.Strangers(10));
        var (id, path) = (ListDesk.IdOf(page), page.Path);
        var row = World.One<Guid>("select id from completeness_row where list_id = @id limit 1", new { id });
        foreach (var stranger in new[] { World.Coordinator(World.Municipality()), World.PartnerMember(World.PartnerOf(desk.Town)) })
        {
            using var visitor = house.SignIn(stranger);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{path}?handler=Export&as=csv")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{path}/remove")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"{path}/remove")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"{path}?handler=Tick", ("row", row.ToString()), ("to", "moved"), ("version", "1"))).Status);
            Assert.DoesNotContain("Vreemd", (await visitor.GetAsync($"/signals/new?listed={row}")).Html, StringComparison.Ordinal);
            Assert.DoesNotContain(id.ToString(), (await visitor.GetAsync("/completeness")).Html, StringComparison.Ordinal);
            // The id of another's list, in a form of one's own.
            Assert.Contains("niet vergeleken", (await ListDesk.UploadAsync(visitor, ListDesk.Csv(ListDesk.Strangers(10)), id: id)).Text(".ib-errors"), StringComparison.Ordinal);
            using var around = AsApp.Enter(house, stranger);
            Assert.Empty(around.List<Guid>("select id from completeness_list where id = @id union all select id from completeness_row where list_id = @id", new { id }));
            Assert.Empty(around.List<string>("select surname from completeness_name"));
            Assert.Equal("0 rows", around.Try("update completeness_row set state = 'moved', changed_by = app.person() where list_id = @id", new { id }));
            Assert.False(around.One<bool>("select app.remove_completeness_list(@id)", new { id }));
        }

        Assert.Equal(10, World.Count("completeness_row", "list_id = @id and state = 'todo'", new { id }));
        Assert.Equal(HttpStatusCode.OK, (await coordinator.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Other_roles_and_other_partners_compare_nothing()
    {
        var desk = new ListDesk(house);
        var school = World.School(municipality: desk.Town);
        foreach (var somebody in new[] { World.Principal(school), World.Care(school), World.AttendanceOfficer(World.Team(desk.Town, "attendance")), World.Caseworker(World.Team(desk.Town)), World.Enforcer(desk.Town), World.Librarian(World.Library(desk.Town)) })
        {
            using var visitor = house.SignIn(somebody);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/completeness")).Status);
            Assert.Equal("denied", Around(somebody, ListOf(12)));
        }

        using var childcare = house.SignIn(World.PartnerMember(World.PartnerOf(desk.Town, "childcare")));
        var page = await childcare.GetAsync("/completeness");
        Assert.Contains("Dit is voor het samenwerkingsverband", page.Text("main"), StringComparison.Ordinal);
        Assert.False(page.Has("input[type=file]"));
        Assert.Equal(HttpStatusCode.NotFound, (await ListDesk.UploadAsync(childcare, ListDesk.Csv(ListDesk.Strangers(10)))).Status);
        Assert.Equal("denied", Around(World.PartnerMember(World.PartnerOf(desk.Town, "institution")), ListOf(12)));
    }

    [Fact]
    public void The_limits_hold_around_the_application_too()
    {
        var desk = new ListDesk(house);
        var somebody = World.Coordinator(desk.Town);
        Assert.Equal("few", Around(somebody, ListOf(9)));
        Assert.Equal("few", Around(somebody, [.. ListOf(9), .. ListOf(1)]));
        Assert.Equal("many", Around(somebody, ListOf(2001)));
        Assert.Equal("done", Around(somebody, ListOf(12)));
        using var around = AsApp.Enter(house, somebody);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("done", around.One<string>(Compare, Args(ListOf(12))));
        }

        Assert.Equal("often", around.One<string>(Compare, Args(ListOf(12))));
        Assert.Equal("42501", around.Try("update completeness_list set at = now() - interval '2 days'"));
        Assert.Equal("42501", around.Try("delete from completeness_list"));
        Assert.Equal("42501", around.Try("insert into completeness_row (list_id, line) select id, 1 from completeness_list"));
        Assert.Equal("42501", around.Try("update completeness_name set keep_until = now() + interval '1 year'"));
        // A role in the frame alone is not enough: the membership is asked.
        using var forged = AsApp.Enter(house, World.Enforcer(desk.Town));
        forged.One<string>("select set_config('inbeeld.role', 'coordinator', true)");
        Assert.Equal("denied", forged.One<string>(Compare, Args(ListOf(12))));
        using var nobody = AsApp.Nobody(house);
        Assert.Equal("denied", nobody.One<string>(Compare, Args(ListOf(12))));
    }

    [Fact]
    public void A_role_that_ended_compares_and_sees_nothing_any_more()
    {
        var desk = new ListDesk(house);
        var somebody = World.Coordinator(desk.Town);
        using var around = AsApp.Enter(house, somebody);
        Assert.Equal("done", around.One<string>(Compare, Args(ListOf(12))));
        Assert.Equal(12, around.List<string>("select surname from completeness_name").Count);
        around.Commit();
        World.Do("update membership set ends = current_date - 1 where id = @MembershipId", new { somebody.MembershipId });
        Assert.Equal("denied", Around(somebody, ListOf(12)));
        using var after = AsApp.Enter(house, somebody);
        Assert.Empty(after.List<string>("select surname from completeness_name"));
    }

    private string? Around(Somebody somebody, (string Surname, DateOnly Born)[] list)
    {
        using var around = AsApp.Enter(house, somebody);
        return around.One<string>(Compare, Args(list));
    }

    private static (string Surname, DateOnly Born)[] ListOf(int number) => [.. Enumerable.Range(0, number).Select(n => ("Vreemd" + ListDesk.Letters(n), ListDesk.Born))];

    private static object Args((string Surname, DateOnly Born)[] list) => new
    {
        n = list.Length,
        lines = list.Select((_, i) => i + 2).ToArray(),
        givens = list.Select(_ => "Pip").ToArray(),
        empty = list.Select(_ => "").ToArray(),
        surnames = list.Select(r => r.Surname).ToArray(),
        born = list.Select(r => r.Born).ToArray(),
        keys = list.Select(r => SearchKey.Of("Pip " + r.Surname)).ToArray(),
    };
}
