using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Measurement;

/// <summary>The measurement of an initiative: what is asked, who was spoken to, what they said, and where the initiative stands.</summary>
internal sealed class MeasurementCapability : ICapability
{
    public string Name => "Measurement";

    public IEnumerable<MenuItem> Menu => [new(8, "Metingen", "chart", "/measurements", Role.ProgrammeLeader), new(30, "Metingen", "chart", "/measurements", Role.Researcher)];

    public void AddServices(IServiceCollection services) => services.AddScoped<Keep.KeepRow>().AddScoped<Design.KeepDesign>().AddScoped<Talks.KeepTalk>().AddScoped<People.KeepConsent>().AddScoped<Coding.CodeFragment>().AddScoped<Blocks.KeepScores>()
        .AddSingleton<People.ForgetNotes>().AddHostedService(s => s.GetRequiredService<People.ForgetNotes>());
}
