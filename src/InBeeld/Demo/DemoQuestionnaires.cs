using Dapper;
using InBeeld.Statistics.Questionnaires;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>The questionnaires of Kenniscentrum Leesland: those that come along, published; primary education has a second version with a crosswalk, and secondary a draft.</summary>
internal static class DemoQuestionnaires
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var vera = await connection.QueryFirstAsync<(Guid Id, Guid Institute)>(new CommandDefinition("select m.person_id, m.organisation_id from membership m join organisation o on o.id = m.organisation_id where m.role = 'researcher' and o.code = 'ZZ-RESEARCH-1' order by m.id limit 1", transaction: tx, cancellationToken: ct));
        foreach (var key in SuppliedQuestionnaires.Keys)
        {
            var first = SuppliedQuestionnaires.Of(key);
            var questionnaire = world.NextId();
            await connection.ExecuteAsync(new CommandDefinition("insert into questionnaire (id, institute_id, key, by_person, at) values (@questionnaire, @Institute, @key, @Id, @at)", new { questionnaire, vera.Institute, key, vera.Id, at = world.Days.Now.AddDays(-500) }, tx, cancellationToken: ct));
            List<(Questionnaire Version, int DaysAgo, bool Published)> versions = [(first, 480, true)];
            if (key == SuppliedQuestionnaires.MonitorPrimary)
            {
                versions.Add((Second(first), 120, true));
            }
            else if (key == SuppliedQuestionnaires.MonitorSecondary)
            {
                versions.Add((first with { Version = 2 }, 3, false));
            }

            foreach (var (version, days, published) in versions)
            {
                await connection.ExecuteAsync(new CommandDefinition("""
                    insert into questionnaire_version (id, questionnaire_id, number, state, title_nl, title_en, education, items, faults, definition, published_by, published_at, by_person, at)
                      values (@id, @questionnaire, @Version, case when @published then 'published' else 'draft' end, @nl, @en, @Education, @items, 0, @definition, case when @published then @by end, case when @published then @at end, @by, @at)
                    """, new
                {
                    id = world.NextId(), questionnaire, version.Version, published, nl = version.Title.Nl, en = version.Title.En, version.Education, items = version.Items.Count, definition = QuestionnaireWriter.Write(version), by = vera.Id, at = world.Days.Now.AddDays(-days),
                }, tx, cancellationToken: ct));
            }
        }
    }

    // The second year: one question worded otherwise, one with other choices, one gone and one new.
    private static Questionnaire Second(Questionnaire first)
    {
        var offer = first.ItemOf("parents-limited")!;
        var items = first.Items.Where(i => i.Key != "parents-limited").Select(i => i.Key switch
        {
            "pupils" => i with { Label = new("Hoeveel verschillende leerlingen bereikte je op deze locatie?", "How many different pupils did you reach at this location?") },
            "municipal-contribution" => i with { Options = [.. i.Options.Where(o => o.Code != "both"), new("several", new("Ja, voor meer jaren vast", "Yes, fixed for several years"))] },
            _ => i,
        }).ToList();
        items.Insert(items.FindIndex(i => i.Key == "parents-forms") + 1, offer with { Key = "parents-reached", Concept = "parents-reached", Kind = ItemKind.Number, Options = [], Label = new("Hoeveel ouders bereikte je?", "How many parents did you reach?"), Unit = new("ouders", "parents"), Least = 0, Most = 100_000 });
        var second = first with { Version = 2, Items = items };
        return second with { Crosswalk = new(1, [.. Crosswalks.Propose(first, second).Select(p => new Crossing(p.Now.Concept, p.Kind, Words.None))]) };
    }
}
