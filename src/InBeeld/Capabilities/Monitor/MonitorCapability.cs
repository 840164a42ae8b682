using InBeeld.Capabilities.Monitor.Infographics;
using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Monitor;

/// <summary>The library monitor: what libraries do with schools, asked every school year and shown so that it can be trusted.</summary>
internal sealed class MonitorCapability : ICapability
{
    public string Name => "Monitor";

    public IEnumerable<MenuItem> Menu =>
    [
        new(24, "Vragenlijsten", "note", "/monitor/questionnaires", Role.Researcher),
        new(22, "Monitor", "clock", "/monitor/waves", Role.Researcher),
        new(66, "Vergelijken", "chart", "/monitor/dashboard", Role.ProgrammeLeader, Role.LibraryPlanner),
        new(67, "Monitor", "note", "/monitor/answer", Role.ProgrammeLeader, Role.LibraryPlanner, Role.Library),
        new(68, "Infographics", "star", "/monitor/infographics", Role.Researcher, Role.ProgrammeLeader, Role.LibraryPlanner, Role.Library, Role.Principal),
    ];

    public void AddServices(IServiceCollection services) => services.AddQuestionnaires().AddWaves().AddInfographics().AddScoped<Indicators.ComputeWave>().AddScoped<Publications.KeepPublication>();
}
