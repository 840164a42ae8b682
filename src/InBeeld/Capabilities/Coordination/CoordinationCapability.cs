using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Coordination;

/// <summary>Signals, who leads, cases with steps and agreements, and who works on what: every child in view.</summary>
internal sealed class CoordinationCapability : ICapability
{
    public string Name => "Coordination";

    public IEnumerable<MenuItem> Menu =>
    [
        new(5, "Vandaag", "calendar", "/my-day", Role.Caseworker, Role.Attendance, Role.TeamLead),
        new(20, "Zaken", "people", "/cases", Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance),
        new(30, "Bezoeken", "door", "/visits", Role.TeamLead, Role.Caseworker, Role.Attendance),
        new(40, "Partijen", "chart", "/parties", Role.Coordinator),
        new(40, "Mijn team", "chart", "/parties/mine", Role.TeamLead),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<CaseList.KeepList>().AddScoped<CaseList.GiveCases>();
        services.AddSingleton<Digest.OutgoingMail>().AddHostedService<Digest.SendDigests>();
        services.AddScoped<Parties.SaveParty>().AddScoped<Guidelines.SaveGuideline>().AddScoped<Transfer.Transfers>();
    }
}
