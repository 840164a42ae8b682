using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Privacy;

/// <summary>Who may see which child and why, who looked, and emergency access.</summary>
internal sealed class PrivacyCapability : ICapability
{
    public string Name => "Privacy";

    public IEnumerable<MenuItem> Menu =>
    [
        new(10, "Toegang", "eye", "/access", Role.Privacy),
        new(60, "Spoedtoegang", "lock", "/emergency-access", Role.Care, Role.Coordinator),
    ];

    public void AddServices(IServiceCollection services) => services.AddScoped<EmergencyAccess.TakeEmergencyAccess>();
}
