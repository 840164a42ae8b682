namespace InBeeld.Tests.Security;

/// <summary>How the routes about goals and measuring are filled. Own: of the library of the scene. Far: of a library in another town.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfProgress = new()
    {
        ["/programmes/goals/ goal"] = new((scene, relation, _) => scene.ProgrammeOf(relation) is { } programme ? scene.World.Goal(scene.World.Measurable(programme, scene.World.Pupil(scene.Groups[relation]))) : null, _ => [Scene.Own]),
        ["/programmes/scales/ scale"] = new((scene, relation, _) => scene.ProgrammeOf(relation) is { } programme ? scene.World.Scale(programme) : null, _ => [Scene.Own]),
    };
}
