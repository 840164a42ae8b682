namespace InBeeld.Tests.Security;

/// <summary>How the routes about money are filled. Own: of the library of the scene. Far: of a library in another town.</summary>
internal static partial class Routes
{
    private static readonly Dictionary<string, Value> OfFunds = new()
    {
        ["/programmes/money/funds/ fund"] = new((scene, relation, _) => FundOf(scene, relation), _ => [Scene.Own]),
        ["/programmes/money/claims/ claim"] = new((scene, relation, _) => ClaimOf(scene, relation), _ => [Scene.Own]),
        ["/programmes/money/prices/ price"] = new((scene, relation, _) => scene.ProgrammeOf(relation) is { } programme ? scene.World.Price(programme, 1000) : null, _ => [Scene.Own]),
    };

    private static Guid? FundOf(Scene scene, string relation) => relation is Scene.Own or Scene.Far ? scene.World.Fund(relation == Scene.Own ? scene.Library : scene.World.Library(scene.FarTown)) : null;

    private static Guid? ClaimOf(Scene scene, string relation)
    {
        if (scene.ProgrammeOf(relation) is not { } programme)
        {
            return null;
        }

        scene.World.Price(programme, 1000);
        var library = scene.World.One<Guid>("select library_id from programme where id = @programme", new { programme });
        var fund = scene.World.Fund(scene.Library);
        scene.World.Do("update fund set library_id = @library where id = @fund", new { library, fund });
        return scene.World.Claim(fund, scene.World.Enrolment(programme, scene.World.Pupil(scene.Groups[relation]), "placed"), 500);
    }

    /// <summary>A proposal of the library of the scene.</summary>
    internal static Guid PlanOf(Scene scene) => scene.World.One<Guid>("""
        insert into fund_plan (id, library_id, figures, by_person, at) values (uuidv7(), @library, '{"children":0,"cost":0,"uncovered":0,"bound":0,"firstCome":0,"claims":0,"provenGoals":3,"seconds":0}', @by, now()) returning id
        """, new { library = scene.Library.Id, by = scene.People[Kernel.Access.Role.ProgrammeLeader].Id });
}
