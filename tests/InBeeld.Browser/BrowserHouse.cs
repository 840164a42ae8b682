using InBeeld.Tests;
using InBeeld.Tests.Security;

namespace InBeeld.Browser;

/// <summary>A house with a class in which every state occurs, so that pages have something to show.</summary>
public sealed class BrowserHouse(TestServer server) : TestHouse(server)
{
    public Scene Scene { get; private set; } = null!;

    internal IReadOnlyList<PageHandler> Handlers { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Scene = new Scene(World);
        foreach (var (relation, child) in Scene.Children)
        {
            Everything.About(child, Scene.Teachers[relation]);
        }

        var group = Scene.Groups[Scene.Own];
        World.Pupil(group).InView();
        World.Pupil(group).Due().Level(1).Needs("no_device", "parents_no_dutch");
        World.Pupil(group).Late().Level(2).Needs("no_quiet_place");
        World.Pupil(group, "Maximiliaan-Alexander", "van den", "Bovenkerkerwegdijkhuizen").OutOfView();
        World.Pupil(group).AbsentUntil(Clock.Day.AddDays(3));
        World.Person(userName: "persona.one", demo: true).As(Kernel.Access.Role.Care, Scene.School);
        Handlers = await Pages.HandlersAsync(Services);
    }
}
