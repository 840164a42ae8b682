using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>The pages about places in the library. Own: of the town and the library of the scene. Far: of another town and its library.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> PlaceValues = new()
    {
        ["/places/ agreement"] = new((scene, relation, _) => relation is Scene.Own or Scene.Far ? PlacesOf(scene, relation) : null, _ => [Scene.Own]),
        ["/materials/ material"] = new((scene, relation, _) => TownOf(scene, relation) is { } town ? scene.World.One<Guid>("insert into material_request (id, library_id, school_id, kind, what, number, needed_on, file_name, media_type, content, by_person, at) values (uuidv7(), @library, @school, 'print', 'Werkblad', 1, @Day, 'a.txt', 'text/plain', 'a', @by, now()) returning id", new { library = LibraryOf(scene, town), school = scene.Groups[relation].School.Id, scene.World.Clock.Day, by = scene.Teachers[relation].Id }) : null, _ => [Scene.Own]),
        ["/homework/ partner"] = new((scene, relation, _) => TownOf(scene, relation) is { } town ? scene.World.One<Guid>("insert into homework_partner (id, library_id, name, by_person, at) values (uuidv7(), @library, 'Huiswerkhoek', @by, now()) returning id", new { library = LibraryOf(scene, town), by = scene.People[Role.LibraryPlanner].Id }) : null, _ => [Scene.Own]),
        ["/allocation/ allocation"] = new((scene, relation, _) => TownOf(scene, relation) is { } town ? AllocationOf(scene, town) : null, _ => [Scene.Own]),
        ["/rooms/ room"] = new((scene, relation, _) => relation is Scene.Own or Scene.Far ? scene.World.Room(relation == Scene.Own ? scene.Library : scene.World.Library(scene.FarTown)).Id : null, _ => [Scene.Own]),
        ["/places/ kind"] = new((_, relation, _) => relation is Scene.Own or Scene.Far ? "staff" : null, _ => [Scene.Own]),
    };

    private static readonly Dictionary<string, string[]> PlacesOnlyFor = new()
    {
        ["POST /places/{agreement}?handler=Agree"] = [Role.Coordinator, Role.LibraryPlanner],
        ["POST /places/{agreement}?handler=TakeBack"] = [Role.Coordinator, Role.LibraryPlanner],
        ["POST /places/{agreement}?handler=Decline"] = [Role.Coordinator, Role.LibraryPlanner],
        ["POST /places/{agreement}?handler=End"] = [Role.Coordinator, Role.LibraryPlanner],
        ["POST /places/{agreement}?handler=Undo"] = [Role.Coordinator, Role.LibraryPlanner],
        ["POST /rooms/{room}?handler=Compute"] = [Role.LibraryPlanner],
        ["POST /rooms/rules"] = [Role.LibraryPlanner],
        ["POST /rooms/rules?handler=Remove"] = [Role.LibraryPlanner],
        ["POST /allocation/{allocation}/requests?handler=Offer"] = [Role.Care, Role.Principal, Role.Office],
    };

    private static Guid LibraryOf(Scene scene, Organisation town) => town.Id == scene.Town.Id ? scene.Library.Id : scene.World.Library(town).Id;

    private static Guid AllocationOf(Scene scene, Organisation town) => scene.World.One<Guid>("""
        insert into allocation (id, municipality_id, name, starts, ends, requests_until, by_person, at) values (uuidv7(), @town, 'Herfst', @day, @day + 30, @day + 10, @by, now()) returning id
        """, new { town = town.Id, day = scene.World.Clock.Day, by = scene.People[Role.Coordinator].Id });

    private static Guid PlacesOf(Scene scene, string relation)
    {
        var own = relation == Scene.Own;
        var town = own ? scene.Town : scene.FarTown;
        return scene.World.One<Guid>("""
            insert into place_agreement (id, municipality_id, library_id, begun_by, needs, places, starts, ends, by_person)
              values (uuidv7(), @town, @library, 'municipality', '{no_quiet_place}', 12, '2026-12-01', '2027-06-30', @by) returning id
            """, new { town = town.Id, library = (own ? scene.Library : scene.World.Library(town)).Id, by = scene.People[Role.Coordinator].Id });
    }
}
