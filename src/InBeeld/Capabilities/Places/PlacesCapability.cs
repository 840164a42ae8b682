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
        new(6, "Rooster", "people", "/roster", Role.LibraryPlanner),
        new(6, "Rooster", "people", "/shifts", Role.Library),
        new(70, "Bibliotheek", "book", "/advisers/school", Role.Principal, Role.Care),
    ];

    public void AddServices(IServiceCollection services) =>
        services.AddScoped<Agreements.KeepTerms>().AddScoped<Agreements.KeepCondition>().AddScoped<Agreements.Decide>()
            .AddScoped<Roster.KeepRoster>().AddScoped<Roster.KeepSlot>();
}
