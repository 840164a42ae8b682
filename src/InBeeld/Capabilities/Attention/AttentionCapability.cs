using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Attention;

/// <summary>Groups of children that need attention of their own, found by rules on facts of the class list.</summary>
internal sealed class AttentionCapability : ICapability
{
    public string Name => "Attention";

    public IEnumerable<MenuItem> Menu =>
    [
        new(25, "Aandacht", "star", "/attention", Role.Care, Role.Principal),
        new(65, "Aandacht", "star", "/attention/figures", Role.Coordinator),
        new(25, "Aandacht", "star", "/attention/figures", Role.Board),
    ];

    public void AddServices(IServiceCollection services) => services.AddScoped<Marks.PutMark>().AddScoped<Rules.SaveRules>();
}
