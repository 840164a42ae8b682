using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places;

/// <summary>Places in the library: what a municipality and a library agree about them, and under which conditions.</summary>
internal sealed class PlacesCapability : ICapability
{
    public string Name => "Places";

    public IEnumerable<MenuItem> Menu =>
    [
        new(55, "Plekken", "seat", "/places", Role.Coordinator),
        new(5, "Plekken", "seat", "/rooms", Role.LibraryPlanner, Role.Library),
        new(30, "Afspraken", "chat", "/places", Role.LibraryPlanner, Role.Library),
    ];

    public void AddServices(IServiceCollection services) =>
        services.AddScoped<Agreements.KeepTerms>().AddScoped<Agreements.KeepCondition>().AddScoped<Agreements.Decide>()
            .AddScoped<Rooms.Compute.ComputeSeats>().AddScoped<Rooms.Change.Weigh>().AddScoped<Rooms.Change.ChangeRoom>().AddScoped<Rules.KeepRule>();
}
