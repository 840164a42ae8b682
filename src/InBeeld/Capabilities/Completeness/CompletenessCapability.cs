using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Completeness;

/// <summary>Who should be in view by the list of a municipality or partnership, and is not.</summary>
internal sealed class CompletenessCapability : ICapability
{
    public string Name => "Completeness";

    public IEnumerable<MenuItem> Menu =>
    [
        new(45, "Lijsten", "check", "/completeness", Role.Coordinator),
        new(20, "Lijsten", "check", "/completeness", Role.Partner),
    ];

    public void AddServices(IServiceCollection services) =>
        services.AddScoped<Lists.CompareList>().AddScoped<WorkList.TickRow>().AddScoped<Remove.RemoveList>().AddHostedService<WorkList.ForgetNames>();
}
