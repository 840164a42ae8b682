using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Tests;

/// <summary>Questionnaires of a research institute, made as rows by the owner.</summary>
public static class MonitorWorld
{
    /// <summary>The draft of the questionnaire for primary education, with a key of its own; or, after a published version, that of the second.</summary>
    public static Guid Questionnaire(this World world, Organisation institute, bool second = false, string state = "draft", Questionnaire? definition = null)
    {
        var (questionnaire, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var first = (definition ?? SuppliedQuestionnaires.Of(SuppliedQuestionnaires.MonitorPrimary)) with { Key = $"q-{world.Next()}" };
        var by = world.Researcher(institute).Id;
        world.Do("insert into questionnaire (id, institute_id, key, by_person, at) values (@questionnaire, @institute, @Key, @by, now())", new { questionnaire, institute = institute.Id, first.Key, by });
        if (second)
        {
            Add(world, Guid.CreateVersion7(), questionnaire, first, "published", by);
        }

        Add(world, id, questionnaire, second ? first with { Version = 2 } : first, state, by);
        return id;
    }

    private static void Add(World world, Guid id, Guid questionnaire, Questionnaire q, string state, Guid by) => world.Do("""
        insert into questionnaire_version (id, questionnaire_id, number, state, title_nl, title_en, education, items, faults, definition, published_by, published_at, by_person, at)
          values (@id, @questionnaire, @Version, @state, @nl, @en, @Education, @items, 0, @definition, case when @state = 'published' then @by end, case when @state = 'published' then now() end, @by, now())
        """, new { id, questionnaire, q.Version, state, nl = q.Title.Nl, en = q.Title.En, q.Education, items = q.Items.Count, definition = QuestionnaireWriter.Write(q), by });
}
