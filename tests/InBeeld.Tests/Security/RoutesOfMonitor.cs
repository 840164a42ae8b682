namespace InBeeld.Tests.Security;

/// <summary>How the routes of the library monitor are filled. Own: of the research institute of the scene. Far: of another.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfMonitor = new()
    {
        ["/monitor/questionnaires/ version"] = new((scene, relation, _) => Institute(scene, relation) is { } institute ? scene.World.Questionnaire(institute) : null, _ => [Scene.Own]),
        ["/monitor/questionnaires/{version:guid}/crosswalk version"] = new((scene, relation, _) => Institute(scene, relation) is { } institute ? scene.World.Questionnaire(institute, second: true) : null, _ => [Scene.Own]),
        ["/monitor/questionnaires/ item"] = new((_, relation, _) => relation is Scene.Own or Scene.Far ? "cooperates" : null, _ => [Scene.Own]),
        ["/monitor/questionnaires/ check"] = new((_, relation, _) => relation is Scene.Own or Scene.Far ? "pupils-many" : null, _ => [Scene.Own]),
    };

    private static Organisation? Institute(Scene scene, string relation) => relation == Scene.Own ? scene.Research : relation == Scene.Far ? scene.World.Research() : null;
}
