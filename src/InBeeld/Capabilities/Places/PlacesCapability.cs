using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places;

/// <summary>Places in the library: what a municipality and a library agree about them, and under which conditions.</summary>
internal sealed class PlacesCapability : ICapability
{
    public string Name => "Places";

    public IEnumerable<MenuItem> Menu =>
    [
        // At the door and cleaning.
        new(1, "Vandaag", "calendar", "/today", Role.LibraryPlanner, Role.Library),
        new(7, "Schoon", "spray", "/cleaning", Role.LibraryPlanner),
        new(21, "Schoon", "spray", "/cleaning", Role.Library),
        new(55, "Plekken", "seat", "/places", Role.Coordinator),
        new(5, "Plekken", "seat", "/places", Role.LibraryPlanner),
        new(20, "Plekken", "seat", "/places", Role.Library),
    ];

    public void AddServices(IServiceCollection services) =>
        services.AddScoped<Agreements.KeepTerms>().AddScoped<Agreements.KeepCondition>().AddScoped<Agreements.Decide>()
            // At the door and cleaning.
            .AddScoped<Today.AtTheDoor>().AddScoped<Frames.Lines.IChildLine, Door.AbsentLines>().AddHostedService<Door.NoticeAbsent>();
}
