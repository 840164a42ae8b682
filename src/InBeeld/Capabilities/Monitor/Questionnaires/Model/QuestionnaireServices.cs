namespace InBeeld.Capabilities.Monitor.Questionnaires.Model;

internal static class QuestionnaireServices
{
    public static IServiceCollection AddQuestionnaires(this IServiceCollection services) => services.AddScoped<KeepQuestionnaire>();
}
