using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Tests;

/// <summary>A closed wave with its pictures, as rows of the owner.</summary>
public static class InfographicWorld
{
    /// <summary>A closed wave of the star checklist with the country, one province and this library with its schools.</summary>
    public static (Guid Wave, Guid Country, Guid Library, Guid Location) ClosedWave(this World world, Organisation institute, Organisation library, Organisation school, string state = "closed")
    {
        var (wave, country, province, own, location) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        world.Do("""
            insert into wave (id, institute_id, questionnaire_key, questionnaire_version, definition, name, kind, school_year, opens_on, closes_on, state, by_person, at)
              values (@wave, @institute, 'stars-secondary', 1, @definition::jsonb, 'Sterren 2025-2026', 'school-year', 2025, current_date - 60, current_date - 1, @state, @by, now());
            insert into wave_item (wave_id, key, concept, part, section, level, position) select @wave, x ->> 'key', x ->> 'concept', 'all', x ->> 'section', coalesce(x ->> 'level', 'library'), n from jsonb_array_elements(@definition::jsonb -> 'items') with ordinality e (x, n);
            insert into wave_unit (id, wave_id, level, parent_id, root_id, name, code, organisation_id) values
              (@country, @wave, 'country', null, null, 'Nederland', 'nl', null), (@province, @wave, 'province', @country, null, 'Gelderland', 'gelderland', null),
              (@own, @wave, 'library', @province, @own, @name, @own::text, @library), (@location, @wave, 'location', @own, @own, @schoolName, @code, null);
            insert into wave_answer (wave_id, unit_id, item, state, number, at) values (@wave, @location, 'cooperates', 'value', 1, now()), (@wave, @location, 'digital-collection', 'value', 1, now()), (@wave, @location, 'results-talk', 'unknown', null, now())
            """, new { wave, institute = institute.Id, definition = SuppliedQuestionnaires.Text("stars-secondary"), state, by = world.Researcher(institute).Id, country, province, own, location, name = library.Name, library = library.Id, schoolName = school.Name, code = school.Code });
        return (wave, country, own, location);
    }

    /// <summary>The picture of each unit of it, without going through the page.</summary>
    public static void Pictured(this World world, Guid wave)
    {
        var units = world.List<(Guid Id, string Name, string Level, Guid? Parent)>("select id, name, level, parent_id from wave_unit where wave_id = @wave", new { wave });
        var answers = new AnswerSet(units.Select(u => new Unit(u.Id.ToString(), u.Name, u.Level, u.Parent?.ToString() ?? "", new Dictionary<string, string>())));
        foreach (var made in new MakeFigures(SuppliedQuestionnaires.Of("stars-secondary"), answers, "2025-2026").All())
        {
            world.Do("insert into infographic (unit_id, wave_id, level, name, figures, made_at) values (@id::uuid, @wave, @Level, @Name, @figures::jsonb, now())", new { id = made.Id, wave, made.Level, made.Name, figures = made.Write() });
        }
    }
}
