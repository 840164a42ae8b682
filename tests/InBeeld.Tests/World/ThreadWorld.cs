namespace InBeeld.Tests;

/// <summary>Threads between a programme and a school, made as rows by the owner.</summary>
public static class ThreadWorld
{
    /// <summary>A child that takes part, of whom a father agreed that the library talks with school.</summary>
    public static Guid Thread(this World world, Guid programme, Pupil pupil, string state = "placed")
    {
        var enrolment = world.Enrolment(programme, pupil, state);
        world.Consent(enrolment, "talk_with_school");
        return enrolment;
    }

    /// <summary>Written now by somebody, where the child is now.</summary>
    public static Guid Note(this World world, Guid enrolment, Somebody by, string words = "Ging goed", DateTimeOffset? at = null)
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into thread_note (id, enrolment_id, side, words, groups, school_id, by_person, at)
              select @id, e.id, case when @role in ('teacher', 'care') then 'school' else 'programme' end, @words, array(select i.scope_id from involvement i where i.pupil_id = p.pupil_id and i.reason = 'group' and i.ends is null), c.school_id, @by, @at
              from enrolment e join participant p on p.id = e.participant_id left join pupil c on c.id = p.pupil_id where e.id = @enrolment
            """, new { id, enrolment, role = by.Role, words, by = by.Id, at = at ?? world.Clock.GetUtcNow() });
        return id;
    }

    /// <summary>Next week, for thirty people.</summary>
    public static Guid OpenDay(this World world, Guid programme, int places = 30, string name = "Kom kijken")
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into open_day (id, programme_id, kind, name, during, location, places, by_person, at) select @id, g.id, 'open_day', @name, tstzrange(@at, @at + interval '2 hours'), 'Atelier', @places, g.by_person, now() from programme g where g.id = @programme",
            new { id, programme, places, name, at = world.Clock.GetUtcNow().AddDays(7) });
        return id;
    }
}
