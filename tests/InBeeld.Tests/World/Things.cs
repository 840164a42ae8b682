using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;

namespace InBeeld.Tests;

public sealed record Organisation(World World, Guid Id, string Kind, string Name, string Code, string? MunicipalityCode)
{
    public Organisation SwitchedOff()
    {
        World.Do("update organisation set is_on = false where id = @Id", new { Id });
        return this;
    }
}

public sealed record Group(World World, Guid Id, Organisation School, string Name)
{
    /// <summary>As many new children.</summary>
    public List<Pupil> Pupils(int number) => [.. Enumerable.Range(0, number).Select(_ => World.Pupil(this))];
}

/// <summary>Somebody who works with children, with an account.</summary>
public sealed record Somebody(World World, Guid Id, PersonName Name, string Email)
{
    /// <summary>The role given last, in which <see cref="TestHouse.SignIn"/> signs in.</summary>
    public Guid? MembershipId { get; private set; }

    public string Role { get; private set; } = "";

    public Organisation? Organisation { get; private set; }

    public Somebody As(string role, Organisation organisation)
    {
        var id = Guid.CreateVersion7();
        World.Do("insert into membership (id, person_id, organisation_id, role, starts) values (@id, @person, @organisation, @role, @LongAgo)", new { id, person = Id, organisation = organisation.Id, role, World.LongAgo });
        (MembershipId, Role, Organisation) = (id, role, organisation);
        return this;
    }

    /// <summary>Stands before this group (and becomes a teacher of its school, when not one yet).</summary>
    public Somebody Of(Group group)
    {
        if (Role != Kernel.Access.Role.Teacher || Organisation?.Id != group.School.Id)
        {
            As(Kernel.Access.Role.Teacher, group.School);
        }

        World.Do("insert into group_teacher (group_id, school_id, person_id, starts) values (@group, @school, @person, @LongAgo)", new { group = group.Id, school = group.School.Id, person = Id, World.LongAgo });
        return this;
    }

    /// <summary>No longer stands before this group, since yesterday.</summary>
    public Somebody Leaves(Group group)
    {
        World.Do("update group_teacher set ends = current_date - 1 where group_id = @group and person_id = @person", new { group = group.Id, person = Id });
        return this;
    }

    /// <summary>No longer has the role given last, since yesterday.</summary>
    public Somebody LosesRole()
    {
        World.Do("update membership set ends = current_date - 1 where id = @MembershipId", new { MembershipId });
        return this;
    }
}

public sealed record Family(World World, Guid Id)
{
    public Guid ContactPerson(string name = "Samira Wolkenveld", string phone = "06 12345678", string language = "nl", bool needsInterpreter = false, bool mayBeCalled = true, string relation = "moeder")
    {
        var id = Guid.CreateVersion7();
        World.Do("""
            insert into contact_person (id, family_id, name, relation, phone, language, needs_interpreter, may_be_called)
              values (@id, @family, @name, @relation, @phone, @language, @needsInterpreter, @mayBeCalled)
            """, new { id, family = Id, name, relation, phone, language, needsInterpreter, mayBeCalled });
        return id;
    }
}

public sealed record Pupil(World World, Guid Id, Group Group, PersonName Name)
{
    public Organisation School => Group.School;

    public Family Family => new(World, World.One<Guid>("select family_id from pupil where id = @Id", new { Id }));

    /// <summary>A support need: no_device, no_connection, no_quiet_place, little_help, parents_no_dutch, motivation; restricted: health, unsafe_home.</summary>
    public Pupil Needs(params string[] kinds)
    {
        foreach (var kind in kinds)
        {
            World.Do("insert into need (pupil_id, kind, since) values (@Id, @kind, @since)", new { Id, kind, since = World.Clock.Day });
        }

        return this;
    }

    public Pupil Level(int level)
    {
        World.Do("update pupil_state set level = @level where pupil_id = @Id", new { Id, level = (short)level });
        return this;
    }

    /// <summary>The state on the day of the clock, as rows; the rule that computes it has tests of its own.</summary>
    public Pupil InView() => Stands(dueIn: 1, reached: true);

    public Pupil Due() => Stands(dueIn: 0, reached: true);

    public Pupil Late() => Stands(dueIn: -5, reached: true);

    public Pupil OutOfView() => Stands(dueIn: -15, reached: false);

    public Pupil AbsentUntil(DateOnly day, string why = "ill")
    {
        World.Do("update pupil_state set absent_until = @day, absent_why = @why where pupil_id = @Id", new { Id, day, why });
        return this;
    }

    /// <summary>A row of contact, without what follows from it.</summary>
    public Guid Contact(Somebody by, string reached = "pupil", string channel = "phone", DateTimeOffset? at = null, string note = "")
    {
        var id = Guid.CreateVersion7();
        var moment = at ?? World.Clock.GetUtcNow();
        World.Do("""
            insert into contact_moment (id, pupil_id, school_id, group_id, day, at, channel, reached, note, by_person, organisation_id)
              values (@id, @pupil, @school, @group, @day, @moment, @channel, @reached, @note, @by, @school)
            """, new { id, pupil = Id, school = School.Id, group = Group.Id, day = Kernel.Amsterdam.Day(moment), moment, channel, reached, note, by = by.Id });
        return id;
    }

    /// <summary>Moves to another group, today; of another school too.</summary>
    public Pupil MovesTo(Group other)
    {
        World.Do("""
            update placement set ends = @today where pupil_id = @Id and ends is null;
            update pupil set group_id = @group, school_id = @school where id = @Id;
            insert into placement (pupil_id, school_id, group_id, starts) values (@Id, @school, @group, @today);
            update pupil_state set group_id = @group, school_id = @school where pupil_id = @Id;
            """, new { Id, group = other.Id, school = other.School.Id, today = World.Clock.Day });
        return this with { Group = other };
    }

    /// <summary>Leaves the school, today.</summary>
    public Pupil Leaves()
    {
        World.Do("update placement set ends = @today where pupil_id = @Id and ends is null; update pupil set left_on = @today where id = @Id", new { Id, today = World.Clock.Day });
        return this;
    }

    private Pupil Stands(int dueIn, bool reached)
    {
        var today = World.Clock.Day;
        World.Do("""
            update pupil_state set due_from = @due, late_from = @due + 5, out_from = @due + 12, not_reached_since = @due - 7,
              last_reached_day = @day, last_reached_at = @day::timestamptz + interval '9 hours', last_reached_who = case when @day is null then '' else 'pupil' end, last_channel = case when @day is null then '' else 'phone' end
              where pupil_id = @Id
            """, new { Id, due = today.AddDays(dueIn), day = reached ? today.AddDays(dueIn - 7) : (DateOnly?)null });
        return this;
    }
}
