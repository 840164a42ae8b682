using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>How the routes about measurements are filled. Own: of the library of the scene, shared with all, so that researchers read its report. Far: of a library in another town, not shared.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfMeasurement = new()
    {
        ["/measurements/ measurement"] = new((scene, relation, _) => Measured(scene, relation), _ => [Scene.Own]),
        ["/measurements/ round"] = new((scene, relation, _) => Measured(scene, relation) is { } m ? scene.World.MeasurementRound(m) : null, _ => [Scene.Own]),
        ["/measurements/ respondent"] = new((scene, relation, _) => Measured(scene, relation) is { } m ? scene.World.Respondent(m) : null, _ => [Scene.Own]),
        ["/measurements/ talk"] = new((scene, relation, _) => Talked(scene, relation), _ => [Scene.Own]),
        ["/measurements/ fragment"] = new((scene, relation, _) => Talked(scene, relation) is { } talk ? scene.World.MeasurementFragment(scene.World.MeasurementNote(talk)) : null, _ => [Scene.Own]),
        ["/measurements/{measurement:guid}/{what}/new what"] = new((_, relation, _) => relation is Scene.Own or Scene.Far ? "documents" : null, _ => [Scene.Own]),
        ["/measurements/{what}/{record:guid}/change what"] = new((_, relation, _) => relation is Scene.Own or Scene.Far ? "rounds" : null, _ => [Scene.Own]),
        ["/measurements/{what}/{record:guid}/change record"] = new((scene, relation, _) => Measured(scene, relation) is { } m ? scene.World.MeasurementRound(m) : null, _ => [Scene.Own]),
    };

    private static Guid? Measured(Scene scene, string relation) => Near(scene, relation) is { } library ? scene.World.Measurement(library, shared: relation == Scene.Own ? "findings" : "none") : null;

    private static Guid? Talked(Scene scene, string relation) => Measured(scene, relation) is { } m ? scene.World.MeasurementTalk(scene.World.MeasurementRound(m), scene.World.Respondent(m)) : null;
}
