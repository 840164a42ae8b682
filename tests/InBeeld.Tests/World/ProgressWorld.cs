namespace InBeeld.Tests;

/// <summary>Goals of children in a programme and what was measured, made as rows by the owner.</summary>
public static class ProgressWorld
{
    private static readonly string[] Steps = ["Begint als iemand het zegt", "Begint soms zelf", "Begint meestal zelf", "Begint altijd zelf", "Plant de week vooruit"];

    /// <summary>A goal that began thirty days ago.</summary>
    public static Guid Goal(this World world, Guid enrolment, int start = -2, string words = "Ik begin zelf aan mijn huiswerk")
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into goal (id, enrolment_id, words, agreed_with, from_day, by_person, at) select @id, e.id, @words, '{pupil}', @day, g.by_person, now() from enrolment e join programme g on g.id = e.programme_id where e.id = @enrolment;
            insert into goal_scale (goal_id, number, steps, start, from_day, by_person, at) select id, 1, @Steps, @start, from_day, by_person, at from goal where id = @id
            """, new { id, enrolment, words, Steps, start, day = world.Clock.Day.AddDays(-30) });
        return id;
    }

    /// <summary>What a guide (or the child itself) saw, so many days ago. Gives the batch.</summary>
    public static Guid Measured(this World world, Guid goal, int level, int ago = 0, string who = "guide")
    {
        var batch = Guid.CreateVersion7();
        world.Do("""
            insert into goal_measurement (goal_id, scale, enrolment_id, who, day, moment, level, batch, by_person, at) select id, scale, enrolment_id, @who, @day, 'during', @level, @batch, by_person, now() from goal where id = @goal
            """, new { goal, who, level, batch, day = world.Clock.Day.AddDays(-ago) });
        return batch;
    }

    /// <summary>A child in a programme that agreed to being measured.</summary>
    public static Guid Measurable(this World world, Guid programme, Pupil? pupil = null, string state = "placed", string givenName = "Pim")
    {
        var enrolment = world.Enrolment(programme, pupil, state, givenName: givenName);
        world.Consent(enrolment, "measure");
        return enrolment;
    }

    /// <summary>A short scale of the library of a programme, asked by it.</summary>
    public static Guid Scale(this World world, Guid programme, string respondent = "pupil", string nl = "Ik vind lezen leuk.")
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into short_scale (id, library_id, respondent, by_person) select @id, library_id, @respondent, by_person from programme where id = @programme;
            insert into short_scale_text (scale_id, number, nl, steps) values (@id, 1, @nl, '{Nooit,Zelden,Soms,Vaak,Altijd}');
            insert into programme_scale (programme_id, scale_id) values (@programme, @id)
            """, new { id, programme, respondent, nl });
        return id;
    }

    public static Guid Answered(this World world, Guid enrolment, Guid scale, int level, int ago = 0, Organisation? school = null)
    {
        var batch = Guid.CreateVersion7();
        world.Do("""
            insert into short_answer (enrolment_id, scale_id, text_id, day, moment, level, school_id, batch, by_person, at)
              select e.id, s.id, t.id, @day, 'during', @level, @school, @batch, g.by_person, now() from enrolment e join programme g on g.id = e.programme_id, short_scale s join short_scale_text t on t.scale_id = s.id and t.number = s.number where e.id = @enrolment and s.id = @scale
            """, new { enrolment, scale, level, batch, school = school?.Id, day = world.Clock.Day.AddDays(-ago) });
        return batch;
    }

    public static Guid Test(this World world, Guid enrolment, Organisation school)
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into test_result (id, enrolment_id, school_id, name, day, outcome, by_person, at) select @id, e.id, @school, 'Begrijpend lezen', @day, 'II', g.by_person, now() from enrolment e join programme g on g.id = e.programme_id where e.id = @enrolment
            """, new { id, enrolment, school = school.Id, day = world.Clock.Day });
        return id;
    }

    public static Guid Result(this World world, Guid group, Guid enrolment)
    {
        var batch = Guid.CreateVersion7();
        world.Do("""
            insert into module_result (group_id, enrolment_id, result, batch, by_person, at) select @group, e.id, 'partly', @batch, g.by_person, now() from enrolment e join programme g on g.id = e.programme_id where e.id = @enrolment
            """, new { group, enrolment, batch });
        return batch;
    }
}
