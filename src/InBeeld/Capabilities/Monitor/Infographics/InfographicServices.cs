using InBeeld.Capabilities.Monitor.Infographics.Bundles;
using InBeeld.Capabilities.Monitor.Infographics.Files;
using InBeeld.Capabilities.Monitor.Infographics.Mailing;
using InBeeld.Capabilities.Monitor.Infographics.Making;

namespace InBeeld.Capabilities.Monitor.Infographics;

/// <summary>What infographics need.</summary>
internal static class InfographicServices
{
    public static IServiceCollection AddInfographics(this IServiceCollection services) => services.AddScoped<PlanInfographics>().AddSingleton<PrintQueue>()
        .AddSingleton<DoInfographics>().AddHostedService(s => s.GetRequiredService<DoInfographics>()).AddHostedService<SendInfographicMails>()
        .AddScoped<PlanBundles>().AddSingleton<MakeBundles>().AddHostedService(s => s.GetRequiredService<MakeBundles>()).AddHostedService<ForgetBundles>();
}
