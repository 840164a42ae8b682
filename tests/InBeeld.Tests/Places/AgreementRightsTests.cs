using System.Net;
using InBeeld.Kernel.Access;
using InBeeld.Tests.Security;

namespace InBeeld.Tests.Places;

/// <summary>Who sees and changes an agreement about places, in the pages and around the application.</summary>
public sealed class AgreementRightsTests(TestHouse house) : IClassFixture<TestHouse>
{
    private World World => house.World;

    [Fact]
    public async Task Only_the_two_sides_see_it_and_nobody_agrees_for_the_other_also_around_the_application()
    {
        var scene = new Scene(World);
        var id = World.One<Guid>("insert into place_agreement (id, municipality_id, library_id, begun_by, needs, places, starts, by_person) values (uuidv7(), @town, @library, 'municipality', '{motivation}', 12, current_date, @by) returning id", new { town = scene.Town.Id, library = scene.Library.Id, by = scene.People[Role.Coordinator].Id });
        foreach (var (role, who) in scene.People)
        {
            using var around = AsApp.Enter(house, who);
            var sees = role is Role.Coordinator or Role.Library or Role.LibraryPlanner;
            Assert.Equal((role, sees), (role, around.List<Guid>("select id from place_agreement").Contains(id)));
            Assert.Equal((role, sees ? 6 : 0), (role, around.List<string>("select kind from place_condition where agreement_id = @id", new { id }).Count));
            var writes = role is Role.Coordinator or Role.LibraryPlanner;
            if (!writes)
            {
                Assert.Equal("0 rows", around.Try("update place_agreement set places = 1 where id = @id", new { id }));
                Assert.Equal("0 rows", around.Try("update place_condition set answer = 'yes' where agreement_id = @id", new { id }));
                Assert.Equal("42501", around.Try("insert into place_event (agreement_id, kind, side, by_person, at) values (@id, 'agreed', 'library', @me, now())", new { id, me = who.Id }));
                Assert.Equal("42501", around.Try("select app.tell_place(@id, 'place-agreed')", new { id }));
                Assert.Equal("42501", around.Try("insert into place_agreement (id, municipality_id, library_id, begun_by, needs, places, starts, by_person) values (uuidv7(), @town, @library, 'library', '{motivation}', 3, current_date, @me)", new { town = scene.Town.Id, library = scene.Library.Id, me = who.Id }));
            }
        }

        using (var town = AsApp.Enter(house, scene.People[Role.Coordinator]))
        {
            Assert.Equal("42501", town.Try("update place_agreement set agreed_by_library = @other, agreed_at_library = now() where id = @id", new { id, other = scene.People[Role.LibraryPlanner].Id }));
            Assert.Equal("42501", town.Try("update place_agreement set agreed_by_municipality = @other, agreed_at_municipality = now() where id = @id", new { id, other = scene.People[Role.LibraryPlanner].Id }));
            Assert.Equal("23514", town.Try("update place_agreement set state = 'agreed' where id = @id", new { id }));
            Assert.Equal("42501", town.Try("update place_agreement set library_id = @other where id = @id", new { id, other = scene.Library.Id }));
            Assert.Equal("42501", town.Try("delete from place_agreement"));
        }

        foreach (var stranger in new[] { World.Coordinator(scene.FarTown), World.LibraryPlanner(World.Library(scene.Town)) })
        {
            using var visitor = house.SignIn(stranger);
            foreach (var path in new[] { $"/places/{id}", $"/places/{id}/change", $"/places/{id}/conditions/staff", $"/places/{id}/paper" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).Status);
            }

            Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"/places/{id}?handler=Decline", ("Reason", "x"))).Status);
            Assert.DoesNotContain($"{id}", (await visitor.GetAsync("/places")).Html, StringComparison.Ordinal);
            using var around = AsApp.Enter(house, stranger);
            Assert.Empty(around.List<Guid>("select id from place_agreement where id = @id", new { id }));
        }

        using var enforcer = house.SignIn(scene.People[Role.Enforcement]);
        Assert.Equal(HttpStatusCode.Forbidden, (await enforcer.GetAsync("/places")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await enforcer.GetAsync($"/places/{id}")).Status);
        using var librarian = house.SignIn(scene.People[Role.Library]);
        var read = await librarian.GetAsync($"/places/{id}");
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.False(read.Has("main form[action^='/places']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await librarian.GetAsync("/places/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await librarian.PostAsync($"/places/{id}?handler=Agree", ("Version", "1"))).Status);
    }
}
