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
        new(5, "Plekken", "seat", "/places", Role.LibraryPlanner),
        new(20, "Plekken", "seat", "/places", Role.Library),
        new(40, "Materiaal", "box", "/materials", Role.Library, Role.LibraryPlanner),
    ];

    public void AddServices(IServiceCollection services) =>
        services.AddScoped<Agreements.KeepTerms>().AddScoped<Agreements.KeepCondition>().AddScoped<Agreements.Decide>()
            .AddScoped<Allocation.KeepAllocation>().AddScoped<Allocation.KeepRequests>().AddScoped<Allocation.TryAllocation>().AddScoped<Allocation.ApplyAllocation>()
            .AddScoped<Homework.KeepPartner>().AddHostedService<Materials.ForgetPrints>();
}
