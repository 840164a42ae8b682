namespace InBeeld.Tests.Security;

/// <summary>How the routes about figures are filled. Own: of the institute, or of the library, of the scene. Far: of others.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfDashboard = new()
    {
        ["/monitor/figures/ wave"] = new((scene, relation, _) => ComputedWave(scene, relation), _ => [Scene.Own]),
        ["/monitor/figures/ indicator"] = new((_, relation, _) => relation is Scene.Own or Scene.Far ? "share" : null, _ => [Scene.Own]),
        ["/monitor/figures/ unit"] = new((scene, relation, _) => FirstLibraryOf(scene, relation), _ => [Scene.Own]),
    };

    // The library in an address is one of the wave in the same address.
    private static Guid? FirstLibraryOf(Scene scene, string relation) => LastWave.GetOrCreateValue(scene).TryGetValue(relation, out var wave) ? scene.World.LibrariesIn(wave)[0] : null;

    private static Guid? ComputedWave(Scene scene, string relation)
    {
        if (WaveOf(scene, relation) is not { } wave)
        {
            return null;
        }

        scene.World.Do("update wave set state = 'closed', closed_at = now() where id = @wave", new { wave });
        scene.World.OneFigure(wave);
        return wave;
    }
}
