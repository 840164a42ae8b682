using InBeeld.Capabilities.Monitor.Waves;

namespace InBeeld.Tests;

/// <summary>Waves of the monitor, made as rows by the owner.</summary>
public static class WaveWorld
{
    /// <summary>Asks of each school whether there is cooperation, and if so how many pupils and whether there is an agreement; of the library the share of children that are members, hours, and words.</summary>
    public const string Questions = """
        { "key": "little", "version": 1, "title": { "nl": "Klein", "en": "Little" }, "education": "primary",
          "parts": [ { "key": "schools", "label": { "nl": "Scholen", "en": "Schools" } }, { "key": "own", "label": { "nl": "Zelf", "en": "Own" } } ],
          "sections": [ { "key": "area", "label": { "nl": "Gebied", "en": "Area" }, "part": "schools" }, { "key": "us", "label": { "nl": "Wij", "en": "We" }, "part": "own" } ],
          "items": [
            { "key": "cooperates", "concept": "cooperates", "section": "area", "kind": "yesno", "label": { "nl": "Werk je samen?", "en": "Do you cooperate?" }, "level": "location", "required": true },
            { "key": "pupils", "concept": "pupils", "section": "area", "kind": "number", "label": { "nl": "Leerlingen", "en": "Pupils" }, "least": 0, "most": 5000, "level": "location", "askIf": "cooperates = 1", "required": true },
            { "key": "share", "concept": "share", "section": "us", "kind": "number", "label": { "nl": "Deel dat lid is", "en": "Share of members" }, "unit": { "nl": "%", "en": "%" }, "decimals": 1, "least": 0, "most": 100, "required": true },
            { "key": "parents", "concept": "parents", "section": "us", "kind": "yesno", "label": { "nl": "Iets voor ouders?", "en": "Anything for parents?" } },
            { "key": "forms", "concept": "forms", "section": "us", "kind": "choices", "label": { "nl": "Wat?", "en": "What?" }, "askIf": "parents = 1", "options": [ { "code": "evening", "label": { "nl": "Avond", "en": "Evening" } }, { "code": "tips", "label": { "nl": "Tips", "en": "Tips" } } ] },
            { "key": "words", "concept": "words", "section": "us", "kind": "text", "label": { "nl": "Nog iets?", "en": "Anything else?" } } ],
          "checks": [ { "key": "low", "when": "share < 10", "ask": { "nl": "Is minder dan een tiende lid?", "en": "Is less than a tenth a member?" }, "items": [ "share" ] } ] }
        """;

    /// <summary>A wave of these libraries, each with so many school locations; open for another month unless said otherwise.</summary>
    public static Guid Wave(this World world, Organisation research, Organisation[] libraries, int locations = 2, string state = "open", int year = 2025, int outside = 0)
    {
        var (id, by) = (Guid.CreateVersion7(), world.Researcher(research).Id);
        world.Do("""
            insert into wave (id, institute_id, questionnaire_key, questionnaire_version, definition, name, kind, school_year, opens_on, closes_on, state, closed_at, by_person, at)
              values (@id, @research, 'little', 1, @Questions, @name, 'school-year', @year, @from, @to, @state, case when @state = 'closed' then now() end, @by, now());
            insert into wave_item (wave_id, key, concept, part, section, level, position) values (@id, 'cooperates', 'cooperates', 'schools', 'area', 'location', 0), (@id, 'pupils', 'pupils', 'schools', 'area', 'location', 1),
              (@id, 'share', 'share', 'own', 'us', 'library', 2), (@id, 'parents', 'parents', 'own', 'us', 'library', 3), (@id, 'forms', 'forms', 'own', 'us', 'library', 4), (@id, 'words', 'words', 'own', 'us', 'library', 5);
            insert into wave_unit (wave_id, level, name, code) values (@id, 'country', 'Nederland', 'nl');
            """, new { id, research = research.Id, Questions, name = $"Monitor {year}", year, from = world.Clock.Day.AddDays(-30), to = world.Clock.Day.AddDays(30), state, by });
        for (var i = 0; i < libraries.Length + outside; i++)
        {
            var library = i < libraries.Length ? libraries[i] : null;
            var (unit, code) = (Guid.CreateVersion7(), library is null ? $"ZZ-{i}" : library.Id.ToString());
            world.Do("""
                insert into wave_unit (id, wave_id, level, parent_id, root_id, name, code, features, organisation_id, sort_key) select @unit, @id, 'library', c.id, @unit, @name, @code, '{"province":"Fabelland"}', @organisation, @name from wave_unit c where c.wave_id = @id and c.level = 'country';
                insert into wave_unit (wave_id, level, parent_id, root_id, name, code, sort_key) select @id, 'location', @unit, @unit, 'School ' || lpad(n::text, 3, '0'), @code || '-' || n, lpad(n::text, 3, '0') from generate_series(1, @locations) n;
                insert into wave_reply (unit_id, wave_id) values (@unit, @id);
                """, new { id, unit, code, locations, name = library is null ? $"Verre bibliotheek {i}" : $"Bieb {i}", organisation = library?.Id });
        }

        return id;
    }

    /// <summary>The wave asks what InBeeld counts too, by keys of its own: met (participants), times (sessions), came (visits, at most 3) and of each school signed (agreement-signed).</summary>
    public static Guid AsksWhatIsCounted(this World world, Guid wave)
    {
        const string more = """
            , { "key": "signed", "concept": "agreement-signed", "section": "area", "kind": "yesno", "label": { "nl": "Getekend?", "en": "Signed?" }, "level": "location", "askIf": "cooperates = 1" },
              { "key": "met", "concept": "participants", "section": "us", "kind": "number", "label": { "nl": "Hoeveel deelnemers?", "en": "How many participants?" } },
              { "key": "times", "concept": "sessions", "section": "us", "kind": "number", "label": { "nl": "Hoeveel bijeenkomsten?", "en": "How many sessions?" } },
              { "key": "came", "concept": "visits", "section": "us", "kind": "number", "label": { "nl": "Hoeveel bezoeken?", "en": "How many visits?" }, "least": 0, "most": 3 } ],
            """;
        // Behind the last question.
        var end = Questions.IndexOf("} } ],", Questions.IndexOf("Anything else?", StringComparison.Ordinal), StringComparison.Ordinal);
        var definition = Questions[..(end + 3)] + more + Questions[(end + 6)..];
        world.Do("""
            update wave set definition = @definition where id = @wave;
            insert into wave_item (wave_id, key, concept, part, section, level, position) values (@wave, 'signed', 'agreement-signed', 'schools', 'area', 'location', 6), (@wave, 'met', 'participants', 'own', 'us', 'library', 7), (@wave, 'times', 'sessions', 'own', 'us', 'library', 8), (@wave, 'came', 'visits', 'own', 'us', 'library', 9)
            """, new { wave, definition });
        return wave;
    }

    /// <summary>The library of a wave as a unit.</summary>
    public static Guid LibraryIn(this World world, Guid wave, Organisation? library = null) =>
        world.One<Guid>("select id from wave_unit where wave_id = @wave and level = 'library' and organisation_id is not distinct from @library order by sort_key limit 1", new { wave, library = library?.Id });

    public static Guid LocationIn(this World world, Guid library, int n = 1) => world.One<Guid>("select id from wave_unit where root_id = @library and level = 'location' order by sort_key offset @n limit 1", new { library, n = n - 1 });

    public static void Answered(this World world, Guid unit, string item, decimal? number, string state = "value", bool confirmed = true) =>
        world.Do("insert into wave_answer (wave_id, unit_id, item, state, number, confirmed, at) select u.wave_id, u.id, @item, @state, @number, @confirmed, now() from wave_unit u where u.id = @unit", new { unit, item, number, state, confirmed });

    /// <summary>What stands in a link to the whole questionnaire, or to a part.</summary>
    public static string WaveLink(this World world, Guid library, string part = "")
    {
        var token = string.Concat(Enumerable.Range(0, 2).Select(_ => Guid.CreateVersion7().ToString("N")));
        world.Do("insert into wave_invitation (id, wave_id, unit_id, part, token_hash, made_by, made_at) select uuidv7(), u.wave_id, u.id, @part, @hash, w.by_person, now() from wave_unit u join wave w on w.id = u.wave_id where u.id = @library", new { library, part, hash = KeepLinks.Hash(token) });
        return token;
    }

    /// <summary>A published version with <see cref="Questions"/>.</summary>
    public static Guid PublishedQuestionnaire(this World world, Organisation research)
    {
        var (id, by) = (Guid.CreateVersion7(), world.Researcher(research).Id);
        world.Do("""
            insert into questionnaire (id, institute_id, key, by_person, at) values (@id, @research, 'little', @by, now());
            insert into questionnaire_version (id, questionnaire_id, number, state, title_nl, title_en, education, items, faults, definition, published_by, published_at, by_person, at) values (@id, @id, 1, 'published', 'Klein', 'Little', 'primary', 6, 0, @Questions, @by, now(), @by, now());
            """, new { id, research = research.Id, by, Questions });
        return id;
    }
}
