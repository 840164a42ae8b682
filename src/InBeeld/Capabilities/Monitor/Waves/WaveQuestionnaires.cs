namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>The published versions of the questionnaires of the own institute, as a wave takes them.</summary>
internal static class WaveQuestionnaires
{
    public const string All = "select v.id, case when @Language = 'en' and v.title_en <> '' then v.title_en else v.title_nl end as title, v.number as version from questionnaire_version v where v.state = 'published' order by 2, v.number desc limit 200";

    public const string One = "select q.key as questionnaire_key, v.number as version, v.definition from questionnaire_version v join questionnaire q on q.id = v.questionnaire_id where v.state = 'published' and v.id = @Questionnaire";
}
