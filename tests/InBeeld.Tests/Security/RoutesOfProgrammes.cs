using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>How the routes about programmes are filled. Own: of the library of the scene. Far: of a library in another town.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfProgrammes = new()
    {
        ["/programmes/ programme"] = new((scene, relation, _) => scene.ProgrammeOf(relation), _ => [Scene.Own]),
        ["/programmes/people/ enrolment"] = new((scene, relation, _) => scene.ProgrammeOf(relation) is { } programme ? scene.World.Enrolment(programme, scene.World.Pupil(scene.Groups[relation])) : null, _ => [Scene.Own]),
        ["/programmes/{programme:guid}/demand programme"] = new((scene, relation, _) => scene.ProgrammeOf(relation) is { } programme && scene.World.Round(programme) != Guid.Empty ? programme : null, _ => [Scene.Own]),
        ["/programmes/shared/ edition"] = new((scene, relation, _) => relation == Scene.Own && scene.ProgrammeOf(relation) is { } programme ? scene.World.Edition(programme) : null, _ => [Scene.Own]),
        ["/programmes/demand/ round"] = new((scene, relation, _) => scene.ProgrammeOf(relation) is { } programme ? scene.World.Round(programme) : null, _ => [Scene.Own]),
        ["/meedoen/ slug"] = new((scene, relation, _) => relation == Scene.Own && scene.ProgrammeOf(relation) is { } programme ? "p-" + programme.ToString("N") : null, _ => [Scene.Own]),
        ["/programmes/consents/ consent"] = new((scene, relation, _) => scene.ProgrammeOf(relation) is { } programme ? scene.World.Consent(scene.World.Enrolment(programme, scene.World.Pupil(scene.Groups[relation]))) : null, _ => [Scene.Own]),
    };

    private static readonly Dictionary<string, string[]> ProgrammesOnlyFor = new()
    {
        ["POST /programmes/{programme}?handler=Turn"] = [Role.ProgrammeLeader],
        ["POST /programmes/{programme}?handler=Find"] = [Role.ProgrammeLeader, Role.Guide],
        ["GET /programmes/{programme}?handler=Export"] = [Role.ProgrammeLeader, Role.Guide],
    };
}
