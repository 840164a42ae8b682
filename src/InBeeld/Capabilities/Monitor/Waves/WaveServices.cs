namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>What waves and answering need.</summary>
internal static class WaveServices
{
    public static IServiceCollection AddWaves(this IServiceCollection services) => services.AddScoped<KeepWave>().AddScoped<Answering.KeepAnswers>().AddScoped<Answering.KeepReply>().AddScoped<Answering.FillSection>().AddScoped<Answering.CountAgain>().AddScoped<Answering.ByLink.OpenReply>().AddScoped<KeepLinks>().AddScoped<CorrectAnswer>();
}
