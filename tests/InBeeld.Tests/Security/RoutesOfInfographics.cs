using InBeeld.Kernel.Access;

namespace InBeeld.Tests.Security;

/// <summary>How the routes about infographics are filled. Own: of the school, the library and the institute of the scene. Far: of others.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfInfographics = new()
    {
        ["/monitor/infographics/ wave"] = new((scene, relation, _) => Pictured(scene, relation)?.Wave, _ => [Scene.Own]),
        ["/monitor/infographics/ unit"] = new((scene, relation, _) => Pictured(scene, relation)?.Unit, _ => [Scene.Own]),
        ["/monitor/stars/ wave"] = new((scene, relation, _) => Pictured(scene, relation)?.Wave, _ => [Scene.Own]),
        ["/monitor/stars/ location"] = new((scene, relation, _) => Pictured(scene, relation)?.Unit, _ => [Scene.Own]),
    };

    private static readonly Dictionary<string, string[]> InfographicsOnlyFor = new()
    {
        ["GET /monitor/infographics?handler=All"] = [Role.Researcher],
        ["GET /monitor/infographics?handler=Far"] = [Role.Researcher],
        ["GET /monitor/infographics?handler=Bundle"] = [Role.Researcher],
        ["POST /monitor/infographics"] = [Role.Researcher],
        ["POST /monitor/infographics?handler=Bundle"] = [Role.Researcher],
        ["POST /monitor/infographics?handler=StopBundle"] = [Role.Researcher],
        ["POST /monitor/infographics?handler=Stop"] = [Role.Researcher],
        ["POST /monitor/infographics?handler=Tell"] = [Role.Researcher],
    };

    /// <summary>A closed wave with pictures of the institute of the scene, and the location of its school in it.</summary>
    internal static (Guid Wave, Guid Unit)? Pictured(Scene scene, string relation)
    {
        if (relation is not (Scene.Own or Scene.Far))
        {
            return null;
        }

        var own = relation == Scene.Own;
        var school = scene.Groups[relation].School;
        if (scene.World.One<Guid>("select u.id from wave_unit u join infographic i on i.unit_id = u.id where u.level = 'location' and u.code = @Code limit 1", new { school.Code }) is var kept && kept != Guid.Empty)
        {
            return (scene.World.One<Guid>("select wave_id from wave_unit where id = @kept", new { kept }), kept);
        }

        var ids = scene.World.ClosedWave(own ? scene.Research : scene.World.Research(), own ? scene.Library : scene.World.Library(scene.FarTown), school);
        scene.World.Pictured(ids.Wave);
        if (own)
        {
            scene.World.Do("insert into wave_part (unit_id, part, membership_id) values (@unit, 'all', @member)", new { unit = ids.Library, member = scene.People[Role.Library].MembershipId });
        }

        return (ids.Wave, ids.Location);
    }
}
