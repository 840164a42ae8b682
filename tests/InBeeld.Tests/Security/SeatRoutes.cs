using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>The routes of slots, bookings and the waiting list, for <see cref="Routes"/>. Own: of the library and the town of the scene. Far: of another town and its library.</summary>
internal static class SeatRoutes
{
    public static readonly IReadOnlyDictionary<string, Routes.Value> Values = new Dictionary<string, Routes.Value>
    {
        ["/slots/ slot"] = new((scene, relation, _) => relation is Scene.Own or Scene.Far ? Slot(scene, relation) : null, _ => [Scene.Own]),
        ["/bookings/supervision/ slot"] = new((scene, relation, _) => relation is Scene.Own or Scene.Far ? Slot(scene, relation) : null, _ => [Scene.Own]),
        ["/bookings/ booking"] = new((scene, relation, _) => scene.World.Booked(Slot(scene, relation), scene.Children[relation]), Routes.OfChildren),
        ["/bookings/claim/ wait"] = new((scene, relation, _) => scene.World.Waits(Slot(scene, relation, most: 0), scene.Children[relation]), Routes.OfChildren),
    };

    public static readonly IReadOnlyDictionary<string, string[]> OnlyFor = new Dictionary<string, string[]>
    {
        ["POST /slots/{slot}"] = [Role.LibraryPlanner],
        ["POST /slots/{slot}?handler=Close"] = [Role.LibraryPlanner],
        ["POST /slots/{slot}?handler=Reopen"] = [Role.LibraryPlanner],
        ["POST /bookings/supervision/{slot}"] = [Role.Principal, Role.Care, Role.Office],
        ["POST /bookings/supervision/{slot}?handler=TakeBack"] = [Role.Principal, Role.Care, Role.Office],
    };

    /// <summary>A slot in the library of the own town, or of the town of the far school; with an agreement.</summary>
    public static Guid Slot(Scene scene, string relation, int? most = null)
    {
        var world = scene.World;
        var (town, library) = relation == Scene.Far ? (scene.FarTown, world.Library(scene.FarTown)) : (scene.Town, scene.Library);
        if (world.Count("place_agreement", "library_id = @library and municipality_id = @town and state = 'agreed'", new { library = library.Id, town = town.Id }) == 0)
        {
            world.Agreed(town, library);
        }

        // Without room nothing is offered by itself while the matrix looks what changes. Each on another day, for a child has one place at a time.
        return world.Room(library).Slot(world.Clock.Day.AddDays(7 + (world.Next() % 900)), most: most);
    }

    public static Guid Closure(Scene scene) => scene.World.One<Guid>("insert into closure (id, library_id, starts, ends, reason, by_person, at) values (uuidv7(), @Id, now() + interval '3 days', now() + interval '4 days', 'Verbouwing', @by, now()) returning id", new { scene.Library.Id, by = scene.World.PlansAt(scene.Library) });
}
