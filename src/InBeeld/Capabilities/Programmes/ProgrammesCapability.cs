using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes;

/// <summary>Programmes of a library: for whom they are, which children asked for one, and how far each of them is.</summary>
internal sealed class ProgrammesCapability : ICapability
{
    public string Name => "Programmes";

    public IEnumerable<MenuItem> Menu =>
    [
        new(5, "Programma's", "book", "/programmes", Role.ProgrammeLeader, Role.Guide),
        new(6, "Contact met school", "chat", "/threads", Role.ProgrammeLeader, Role.Guide),
        new(64, "Van de bibliotheek", "chat", "/threads", Role.Teacher, Role.Care),
        new(65, "Programma's", "book", "/programmes", Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.Coordinator, Role.Partner),
    ];

    public void AddServices(IServiceCollection services) => services.AddScoped<Keep.KeepProgramme>().AddScoped<Enrolments.MoveEnrolment>().AddScoped<Refer.ReferPupil>().AddScoped<Bring.BringChild>().AddScoped<Sharing.CopyProgramme>().AddScoped<Demand.AskDemand>().AddScoped<Figures.ProgrammeFigures>()
        .AddScoped<Groups.PlanSessions>().AddScoped<Groups.KeepGroup>().AddScoped<Sessions.KeepSession>().AddScoped<Tasks.FinishTask>()
        .AddScoped<Intake.KeepIntake>().AddScoped<Consents.KeepConsent>().AddScoped<Join.JoinProgramme>()
        .AddScoped<Progress.Goals.KeepGoal>().AddScoped<Progress.Measure.MeasureGoals>().AddScoped<Progress.Results.KeepResults>().AddScoped<Progress.Scales.KeepScale>().AddScoped<Progress.School.AnswerAsSchool>()
        .AddScoped<Threads.KeepNote>().AddScoped<Talks.LogTalk>().AddScoped<OpenDays.KeepOpenDay>().AddScoped<Frames.Lines.IChildLine, Threads.ThreadLines>()
        .AddHostedService<Groups.EndGroups>().AddSingleton<Waiting.PassOffersOn>().AddHostedService(s => s.GetRequiredService<Waiting.PassOffersOn>());
}
