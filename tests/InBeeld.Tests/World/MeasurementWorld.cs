using InBeeld.Capabilities.Measurement.Design;

namespace InBeeld.Tests;

/// <summary>Measurements of initiatives, made as rows by the owner.</summary>
public static class MeasurementWorld
{
    public static Guid Measurement(this World world, Organisation library, string name = "Het Derde Nest", string shared = "none")
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into measurement (id, library_id, name, design, shared, by_person, at) values (@id, @library, @name, @design::jsonb, @shared, @by, now())", new { id, library = library.Id, name, shared, design = MeasurementDesign.Supplied.Write(), by = world.ProgrammeLeader(library).Id });
        return id;
    }

    public static Guid MeasurementRound(this World world, Guid measurement, int number = 0)
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into measurement_round (id, library_id, measurement_id, number, starts, ends, by_person, at) select @id, library_id, id, @number, @day, @day + 14, by_person, now() from measurement where id = @measurement", new { id, measurement, number = (short)number, day = world.Clock.Day });
        return id;
    }

    /// <summary>Somebody to speak to, who agreed (and of a child a parent) unless told otherwise.</summary>
    public static Guid Respondent(this World world, Guid measurement, string role = "teacher", bool agreed = true)
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into measurement_respondent (id, library_id, measurement_id, role, by_person, at) select @id, library_id, id, @role, by_person, now() from measurement where id = @measurement", new { id, measurement, role });
        foreach (var by in !agreed ? [] : role == "pupil" ? new[] { "self", "parent" } : ["self"])
        {
            world.Do("insert into measurement_consent (id, library_id, measurement_id, respondent_id, given_by, how, day, text_version, words, by_person, at) select uuidv7(), library_id, id, @respondent, @by, 'spoken', @day, 1, 'Tekst', by_person, now() from measurement where id = @measurement", new { respondent = id, measurement, by, day = world.Clock.Day });
        }

        return id;
    }

    public static Guid MeasurementTalk(this World world, Guid round, Guid respondent, string state = "planned")
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into measurement_talk (id, library_id, measurement_id, round_id, respondent_id, day, time, way, state, by_person, at) select @id, library_id, measurement_id, id, @respondent, @day, '10:00', 'online', @state, by_person, now() from measurement_round where id = @round", new { id, round, respondent, state, day = world.Clock.Day.AddDays(3) });
        return id;
    }

    public static Guid MeasurementNote(this World world, Guid talk, string words = "Het gaat goed.", string question = "teacher1", bool retro = false)
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into measurement_note (id, library_id, measurement_id, talk_id, respondent_id, question, words, retro, by_person, at) select @id, library_id, measurement_id, id, respondent_id, @question, @words, @retro, by_person, now() from measurement_talk where id = @talk", new { id, talk, words, question, retro });
        return id;
    }

    /// <summary>Coded by a question, a building block and a level.</summary>
    public static Guid MeasurementFragment(this World world, Guid note, string quote = "no", string question = "q9", string block = "activities", string level = "operational", bool retro = false)
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into measurement_fragment (id, library_id, measurement_id, round_id, respondent_id, note_id, words, quote, retro, by_person, at) select @id, n.library_id, n.measurement_id, t.round_id, n.respondent_id, n.id, n.words, @quote, @retro, n.by_person, now() from measurement_note n join measurement_talk t on t.id = n.talk_id where n.id = @note", new { id, note, quote, retro });
        world.Do("insert into measurement_code (id, library_id, measurement_id, fragment_id, question, block, level, by_person, at) select uuidv7(), library_id, measurement_id, id, @question, @block, @level, by_person, now() from measurement_fragment where id = @id", new { id, question, block, level });
        return id;
    }

    public static void Score(this World world, Guid round, string block, string level, int stage, string why = "Gehoord") =>
        world.Do("insert into measurement_score (id, library_id, measurement_id, round_id, block, level, stage, why, by_person, at) select uuidv7(), library_id, measurement_id, id, @block, @level, @stage, @why, by_person, now() from measurement_round where id = @round", new { round, block, level, stage = (short)stage, why });
}
