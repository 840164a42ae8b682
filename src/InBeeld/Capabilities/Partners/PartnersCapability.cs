using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Partners;

/// <summary>The network around the programmes of a library: with whom it works together, what was agreed, and how far a programme reaches.</summary>
internal sealed class PartnersCapability : ICapability
{
    public string Name => "Partners";

    public IEnumerable<MenuItem> Menu =>
    [
        new(7, "Netwerk", "people", "/partners", Role.ProgrammeLeader),
        new(66, "Netwerk", "people", "/partners/network", Role.Guide, Role.Coordinator),
    ];

    public void AddServices(IServiceCollection services) => services.AddScoped<Programmes.Contract.IProgrammeLines, NetworkLines>().AddScoped<Keep.KeepRecord>().AddScoped<Contacts.LogPartnerContact>()
        .AddSingleton<Show.ForgetPeople>().AddHostedService(s => s.GetRequiredService<Show.ForgetPeople>());
}
