using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Figures;

/// <summary>Published figures in a text: can they be true together?</summary>
internal sealed class FiguresCapability : ICapability
{
    public string Name => "Figures";

    public IEnumerable<MenuItem> Menu => [new(40, "Controleer cijfers", "check", "/figures/check", Role.Researcher)];

    public void AddServices(IServiceCollection services) => services.AddSingleton<CheckText.CheckFigures>();
}
