namespace InBeeld.Tests.Security;

/// <summary>A house with one scene in which every child has a row in every table. Shared by the tests of a class, so they leave it as it is.</summary>
public sealed class SceneHouse(TestServer server) : TestHouse(server)
{
    public Scene Scene { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Scene = new Scene(World);
        foreach (var (relation, child) in Scene.Children)
        {
            Everything.About(child, Scene.Teachers[relation]);
        }
    }
}
