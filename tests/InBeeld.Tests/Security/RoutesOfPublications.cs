namespace InBeeld.Tests.Security;

/// <summary>How the routes of what was published are filled: open data is the same for everybody.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfPublications = new()
    {
        ["/open-data/monitor/ publication"] = new((scene, relation, _) => relation == Scene.Own ? PublicationOf(scene) : null, _ => [Scene.Own]),
    };

    /// <summary>Open data of the institute of the scene.</summary>
    internal static Guid PublicationOf(Scene scene) => scene.World.Published(scene.World.Wave(scene.Research, [scene.Library], state: "closed"));
}
