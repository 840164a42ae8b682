using InBeeld.Frames;
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
        new(10, "Signalen", "note", "/signals/mine", Role.Partner),
        new(25, "Signalen", "note", "/signals/mine", Role.Teacher, Role.Care, Role.Principal),
        new(5, "Vandaag", "calendar", "/my-day", Role.Caseworker, Role.Attendance, Role.TeamLead),
        new(20, "Zaken", "people", "/cases", Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance),
        new(30, "Bezoeken", "door", "/visits", Role.TeamLead, Role.Caseworker, Role.Attendance),
        new(40, "Partijen", "chart", "/parties", Role.Coordinator),
        new(40, "Mijn team", "chart", "/parties/mine", Role.TeamLead),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<DecideSignal.HandleSignal>();
        services.AddScoped<Steps.KeepSteps>();
        services.AddScoped<Lead.GiveLead>();
        services.AddScoped<CloseCase.EndCase>();
        services.AddScoped<Agreements.KeepAgreement>().AddScoped<Agreements.StartRoute>();
        services.AddScoped<Signalling.SendSignal>().AddScoped<ReportWorry.SendReport>().AddScoped<MySignals.SayUse>();
        services.AddScoped<Feedback.TellIntake>().AddScoped<Feedback.TellSignallers>();
        services.AddSingleton<ReportWorry.NotABot>().AddSingleton<ReportWorry.ReportLimits>();
        services.AddScoped<CaseList.KeepList>().AddScoped<CaseList.GiveCases>();
        services.AddSingleton<OutgoingMail>().AddHostedService<Digest.SendDigests>();
        services.AddScoped<Parties.SaveParty>().AddScoped<Guidelines.SaveGuideline>().AddScoped<Transfer.Transfers>();
    }
}
