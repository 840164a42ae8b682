using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Coordination;

/// <summary>Signals, who leads, cases with steps and agreements, and who works on what: every child in view.</summary>
internal sealed class CoordinationCapability : ICapability
{
    public string Name => "Coordination";

    public IEnumerable<MenuItem> Menu => [];

    public void AddServices(IServiceCollection services)
    {
    }
}
