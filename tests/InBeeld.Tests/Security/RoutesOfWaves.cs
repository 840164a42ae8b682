using System.Runtime.CompilerServices;
using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>How the routes of waves and answering are filled. Own: of the institute, or of the library, of the scene. Far: of others.</summary>
internal static partial class Routes
{
    // The library in an address is one of the wave in the same address.
    private static readonly ConditionalWeakTable<Scene, Dictionary<string, Guid>> LastWave = [];

    private static readonly Dictionary<string, Value> OfWaves = new()
    {
        ["/monitor/waves/ wave"] = new((scene, relation, _) => WaveOf(scene, relation), _ => [Scene.Own]),
        ["/monitor/waves/ library"] = new((scene, relation, _) => LastWave.GetOrCreateValue(scene).TryGetValue(relation, out var wave) ? scene.World.One<Guid>("select id from wave_unit where wave_id = @wave and level = 'library' limit 1", new { wave }) : null, _ => [Scene.Own]),
        ["/monitor/answer/ wave"] = new((scene, relation, _) => WaveOf(scene, relation), _ => [Scene.Own]),
        ["/monitor/answer/ section"] = new((_, relation, _) => relation is Scene.Own or Scene.Far ? "area" : null, _ => [Scene.Own]),
        ["/monitor/reply/ section"] = new((_, relation, _) => relation == Scene.Own ? "area" : null, _ => [Scene.Own]),
    };

    private static readonly Dictionary<string, string[]> WavesOnlyFor = new()
    {
        ["POST /monitor/answer/{wave}?handler=Count"] = [Role.ProgrammeLeader, Role.LibraryPlanner],
        ["POST /monitor/answer/{wave}?handler=Give"] = [Role.ProgrammeLeader, Role.LibraryPlanner],
        ["POST /monitor/answer/{wave}?handler=Link"] = [Role.ProgrammeLeader, Role.LibraryPlanner],
    };

    /// <summary>An open wave in which the library of the relation answers, with one part given to its employee.</summary>
    private static Guid? WaveOf(Scene scene, string relation)
    {
        if (relation is not (Scene.Own or Scene.Far))
        {
            return null;
        }

        var (research, library) = relation == Scene.Own ? (scene.Research, scene.Library) : (scene.World.Research(), scene.World.Library(scene.FarTown));
        var wave = scene.World.Wave(research, [library]);
        LastWave.GetOrCreateValue(scene)[relation] = wave;
        scene.World.Do("insert into wave_part (unit_id, part, membership_id) select u.id, 'schools', m.id from wave_unit u join membership m on m.organisation_id = u.organisation_id and m.role = 'library' and m.ends is null where u.wave_id = @wave and u.level = 'library' order by m.id = @known desc limit 1", new { wave, known = scene.People[Role.Library].MembershipId });
        return wave;
    }
}
