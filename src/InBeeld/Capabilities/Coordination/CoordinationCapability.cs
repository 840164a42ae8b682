using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Coordination;

/// <summary>Signals, who leads, cases with steps and agreements, and who works on what: every child in view.</summary>
internal sealed class CoordinationCapability : ICapability
{
    public string Name => "Coordination";

    public IEnumerable<MenuItem> Menu =>
    [
        new(5, "Vandaag", "calendar", "/coordination", Role.Coordinator),
        new(6, "Signalen", "flag", "/signals", Role.Coordinator),
        new(6, "Signalen", "flag", "/signals", Role.Attendance),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<Feedback.TellSignallers>();
        services.AddScoped<DecideSignal.HandleSignal>();
        services.AddScoped<Steps.KeepSteps>();
        services.AddScoped<Lead.GiveLead>();
        services.AddScoped<CloseCase.EndCase>();
        services.AddScoped<Agreements.KeepAgreement>();
    }
}
