namespace InBeeld.Tests.Security;

/// <summary>How the routes about people of a library are filled. Own: of the library of the scene. Far: of a library in another town.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfStaff = new()
    {
        ["/roster/ slot"] = new((scene, relation, _) => LibraryOf(scene, relation) is { } library ? scene.World.Room(library).Slot(scene.World.Clock.Day.AddDays(3)) : null, _ => [Scene.Own]),
        ["/roster/ member"] = new((scene, relation, _) => LibraryOf(scene, relation) is { } library ? scene.World.Worker(library).MembershipId : null, _ => [Scene.Own]),
        ["/roster/ round"] = new((scene, relation, _) => LibraryOf(scene, relation) is { } library ? scene.World.Round(library) : null, _ => [Scene.Own]),
        ["/shifts/ round"] = new((scene, relation, _) => LibraryOf(scene, relation) is { } library ? scene.World.Round(library) : null, _ => [Scene.Own]),
    };

    private static Organisation? LibraryOf(Scene scene, string relation) => relation switch { Scene.Own => scene.Library, Scene.Far => scene.World.Library(scene.FarTown), _ => null };
}
