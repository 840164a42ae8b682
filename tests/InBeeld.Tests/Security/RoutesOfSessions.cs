using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>How the routes about groups and sessions are filled. Own: of the library of the scene. Far: of a library in another town.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfSessions = new()
    {
        ["/programmes/modules/ module"] = new((scene, relation, _) => scene.ProgrammeOf(relation) is { } programme ? scene.World.Module(programme) : null, _ => [Scene.Own]),
        ["/programmes/groups/ group"] = new((scene, relation, _) => Group(scene, relation), _ => [Scene.Own]),
        ["/programmes/sessions/ session"] = new((scene, relation, _) => Group(scene, relation) is { } group ? scene.World.SessionOf(group) : null, _ => [Scene.Own]),
    };

    private static readonly Dictionary<string, string[]> SessionsOnlyFor = new()
    {
        ["GET /programmes/{programme}/groups"] = [Role.ProgrammeLeader, Role.Guide],
        ["POST /programmes/groups/{group}?handler=Over"] = [Role.ProgrammeLeader],
        ["POST /programmes?handler=Task"] = [Role.ProgrammeLeader, Role.Guide],
    };

    private static Guid? Group(Scene scene, string relation) =>
        scene.ProgrammeOf(relation) is { } programme ? scene.World.Meets(scene.World.Module(programme), scene.World.ProgrammeLeader(relation == Scene.Own ? scene.Library : scene.World.Library(scene.FarTown))) : null;

    /// <summary>A call to make in a programme of the library of the scene.</summary>
    internal static Guid Call(Scene scene)
    {
        var programme = scene.ProgrammeOf(Scene.Own)!.Value;
        return scene.World.CallFor(scene.World.Meets(scene.World.Module(programme), scene.World.ProgrammeLeader(scene.Library)), scene.World.Enrolment(programme, state: "placed"));
    }
}
