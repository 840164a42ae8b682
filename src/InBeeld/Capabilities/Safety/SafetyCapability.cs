using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Safety;

/// <summary>The meldcode in five steps, whom to call when it cannot wait, and a worry that a library hands to a school.</summary>
internal sealed class SafetyCapability : ICapability
{
    public string Name => "Safety";

    public IEnumerable<MenuItem> Menu =>
    [
        new(25, "Veiligheid", "shield", "/safety", Role.Care, Role.TeamLead, Role.Caseworker, Role.Attendance),
        new(55, "Veiligheid", "shield", "/safety", Role.Coordinator),
        new(85, "Nummer Veilig Thuis", "phone", "/safety/contact", Role.Coordinator),
        new(10, "Zorg doorgeven", "flag", "/safety/hand-over", Role.Library),
        new(10, "Begin", "info", "/enforcement", Role.Enforcement),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<Contract.LocalSafety>();
        services.AddScoped<Records.BeginSafety>().AddScoped<Records.CloseSafety>().AddScoped<Steps.RecordStep>();
        services.AddScoped<Readers.NameReader>().AddScoped<HandOver.HandOverWorry>().AddScoped<LocalContact.SaveContact>();
    }
}
