using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>How the routes about the network of a library are filled. Own: of the library of the scene. Far: of a library in another town.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfPartners = new()
    {
        ["/partners/ partner"] = new((scene, relation, _) => Near(scene, relation) is { } library ? scene.World.Partner(library) : null, _ => [Scene.Own]),
        ["/partners/people/ person"] = new((scene, relation, _) => Near(scene, relation) is { } library ? scene.World.PartnerPerson(scene.World.Partner(library)) : null, _ => [Scene.Own]),
        ["/partners/agreements/ agreement"] = new((scene, relation, _) => Near(scene, relation) is { } library ? Documented(scene, scene.World.PartnerAgreement(scene.World.Partner(library))) : null, _ => [Scene.Own]),
        ["/partners/programmes/ programme"] = new((scene, relation, _) => scene.ProgrammeOf(relation), _ => [Scene.Own]),
        ["/partners/{what}/new what"] = new((_, relation, _) => relation == Scene.Own ? "policies" : null, _ => [Scene.Own]),
        ["/partners/{what}/{record:guid}/change what"] = new((_, relation, _) => relation is Scene.Own or Scene.Far ? "organisations" : null, _ => [Scene.Own]),
        ["/partners/{what}/{record:guid}/change record"] = new((scene, relation, _) => Near(scene, relation) is { } library ? scene.World.Partner(library) : null, _ => [Scene.Own]),
    };

    private static readonly Dictionary<string, string[]> PartnersOnlyFor = new()
    {
        ["POST /partners/tasks"] = [Role.ProgrammeLeader],
    };

    private static Organisation? Near(Scene scene, string relation) => relation == Scene.Own ? scene.Library : relation == Scene.Far ? scene.World.Library(scene.FarTown) : null;

    private static Guid Documented(Scene scene, Guid agreement)
    {
        scene.World.Do("insert into network_file (id, library_id, agreement_id, name, media_type, size, sha256, content, by_person, at) select uuidv7(), library_id, id, 'a.txt', 'text/plain', 1, sha256('a'), 'a', by_person, now() from network_agreement where id = @agreement", new { agreement });
        return agreement;
    }
}
