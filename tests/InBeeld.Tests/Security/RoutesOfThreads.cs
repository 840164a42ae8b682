using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>How the routes about threads and open days are filled. Threads: a child of this relation in a programme of the library of the scene, or of one far away.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfThreads = new()
    {
        ["/threads/ enrolment"] = new((scene, relation, role) => Thread(scene, relation, role), role => role switch
        {
            Role.Teacher => [Scene.Own],
            Role.Care => [Scene.Own, Scene.Next],
            _ => [Scene.Own, Scene.Next, Scene.Other],
        }),
        ["/programmes/days/ day"] = new((scene, relation, _) => scene.ProgrammeOf(relation) is { } programme ? scene.World.OpenDay(programme) : null, _ => [Scene.Own]),
        ["/meedoen/dag/ day"] = new((scene, relation, _) => relation == Scene.Own ? scene.World.OpenDay(scene.ProgrammeOf(relation)!.Value) : null, _ => [Scene.Own]),
    };

    private static readonly Dictionary<string, string[]> ThreadsOnlyFor = new()
    {
        // What should be worked on is said by school.
        ["POST /threads/{enrolment}?handler=Aim"] = [Role.Teacher, Role.Care],
    };

    private static Guid Thread(Scene scene, string relation, string role)
    {
        var pupil = scene.World.Pupil(scene.Groups[relation]);
        if (role == Role.Care)
        {
            // Care takes part for whom it follows.
            scene.World.Do("insert into worry (pupil_id, school_id, text, by_person, state, taken_by, taken_at) values (@pupil, @school, 'Stil', @care, 'taken', @care, now())", new { pupil = pupil.Id, school = pupil.Group.School.Id, care = scene.People[Role.Care].Id });
        }

        return scene.World.Thread(scene.ProgrammeOf(relation == Scene.Far ? Scene.Far : Scene.Own)!.Value, pupil);
    }
}
