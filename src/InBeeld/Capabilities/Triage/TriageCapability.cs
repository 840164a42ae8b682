using InBeeld.Frames.Routes;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Triage;

/// <summary>Which route for whom: the decision table of a municipality, what is free, proposals for a child, and what people decided.</summary>
internal sealed class TriageCapability : ICapability
{
    public string Name => "Triage";

    public IEnumerable<MenuItem> Menu => [new(60, "Hulproutes", "right", "/triage", Role.Coordinator)];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<Tables.WriteDraft>().AddScoped<Trial.SetTable>();
        services.AddScoped<KeepCapacity.SaveCapacity>().AddScoped<KeepCapacity.KeptByHand>();
        foreach (var kind in RouteKinds.All)
        {
            // A capability that offers this route itself registers after this one, and then that one holds.
            services.AddScoped<IRoute>(provider => new KeepCapacity.RouteByHand(kind, provider.GetRequiredService<KeepCapacity.KeptByHand>()));
        }

        services.AddScoped<Contract.RouteOffers>().AddScoped<Contract.ProposedRoutes>();
        services.AddScoped<Propose.DecideRoutes>();
    }
}
