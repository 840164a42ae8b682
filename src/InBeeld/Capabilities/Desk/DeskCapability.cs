using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Desk;

/// <summary>The desk: questions of schools, boards, teams and partners to the municipality; routed, answered, counted.</summary>
internal sealed class DeskCapability : ICapability
{
    public string Name => "Desk";

    public IEnumerable<MenuItem> Menu =>
    [
        new(65, "Loket", "chat", "/desk", Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.Board, Role.Caseworker, Role.Partner),
        new(50, "Loket", "chat", "/desk/questions", Role.Coordinator, Role.Attendance, Role.TeamLead),
    ];

    public void AddServices(IServiceCollection services) =>
        services.AddScoped<Ask.AskQuestion>().AddScoped<Work.HandleQuestion>().AddScoped<StandardAnswers.SaveAnswer>().AddScoped<Subjects.SaveSubject>();
}
