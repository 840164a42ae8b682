using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Tests;

/// <summary>Computed figures of waves, made as rows by the owner.</summary>
public static class FigureWorld
{
    /// <summary>Libraries of a wave, the one that works in InBeeld first.</summary>
    public static List<Guid> LibrariesIn(this World world, Guid wave) => world.List<Guid>("select id from wave_unit where wave_id = @wave and level = 'library' order by organisation_id is null, sort_key", new { wave });

    /// <summary>Every library answers with one number of this list; every school location cooperates, with 100 pupils.</summary>
    public static void Answers(this World world, Guid wave, params decimal[] shares)
    {
        foreach (var (library, share) in world.LibrariesIn(wave).Zip(shares))
        {
            world.Answered(library, "share", share);
            world.Answered(library, "parents", share > 30 ? 1 : 0);
        }

        world.Do("""
            insert into wave_answer (wave_id, unit_id, item, state, number, at) select u.wave_id, u.id, 'cooperates', 'value', 1, now() from wave_unit u where u.wave_id = @wave and u.level = 'location'
            union all select u.wave_id, u.id, 'pupils', 'value', 100, now() from wave_unit u where u.wave_id = @wave and u.level = 'location'
            """, new { wave });
    }

    /// <summary>One figure of each library, one group with one comparison; without computing.</summary>
    public static void OneFigure(this World world, Guid wave)
    {
        var set = IndicatorSet.For(QuestionnaireReader.Read(WaveWorld.Questions).Questionnaire!);
        world.Do("insert into wave_computation (wave_id, indicators, figures, sha256, by_person, at) select w.id, @set::jsonb, 1, @hash, w.by_person, now() from wave w where w.id = @wave", new { wave, set = set.Write(), hash = CanonicalJson.Sha256("") });
        var group = world.One<Guid>("insert into wave_group (id, wave_id, kind, without_self) values (uuidv7(), @wave, 'country', false) returning id", new { wave });
        foreach (var library in world.LibrariesIn(wave))
        {
            var answers = new AnswerSet([new Unit(library.ToString(), "", "library", "", new Dictionary<string, string>())]) { [library.ToString(), "share"] = Answer.Of(40) };
            var record = IndicatorRecord.Of(IndicatorEngine.Own(set.Indicators.First(i => i.Definition.Key == "share").Definition, new UnitIndex(answers), library.ToString()));
            world.Do("""
                insert into wave_figure (wave_id, unit_id, indicator, version, shown, exact, units, unknown, not_applicable, asked, answered, record, sha256) values (@wave, @library, 'share', 1, '40.0', '40', 1, 0, 0, 1, 1, @Json, @Sha256);
                insert into wave_group_member (group_id, unit_id) values (@group, @library);
                insert into wave_group_figure (wave_id, unit_id, indicator, kind, group_id, n, unknown, self_counted) values (@wave, @library, 'share', 'country', @group, 1, 0, true);
                """, new { wave, library, group, record.Json, record.Sha256 });
        }
    }
}
