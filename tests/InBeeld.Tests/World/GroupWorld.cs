using System.Globalization;
using InBeeld.Kernel;

namespace InBeeld.Tests;

/// <summary>Groups of a programme with their sessions, made as rows by the owner.</summary>
public static class GroupWorld
{
    public static Guid Module(this World world, Guid programme, int position = 1, string name = "Taal en techniek")
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into programme_module (id, programme_id, position, name, sessions) values (@id, @programme, @position, @name, 3)", new { id, programme, position, name });
        return id;
    }

    /// <summary>A group that began three weeks ago, with a session each week; the fourth is today.</summary>
    public static Guid Meets(this World world, Guid module, Somebody guide, int capacity = 12, Guid? room = null, string name = "Woensdaggroep", string from = "15:30")
    {
        var id = Guid.CreateVersion7();
        var day = world.Clock.Day;
        var starts = TimeOnly.Parse(from, CultureInfo.InvariantCulture);
        world.Do("""
            insert into programme_group (id, programme_id, module_id, name, capacity, guide_id, weekday, opens, closes, room_id, first_day, sessions)
              select @id, m.programme_id, m.id, @name, @capacity, @guide, extract(isodow from @day::date), @starts, @starts::time + interval '90 minutes', @room, @day::date - 21, 6 from programme_module m where m.id = @module
            """, new { id, module, name, capacity, guide = guide.MembershipId, day, starts, room });
        for (var i = 0; i < 6; i++)
        {
            var at = Amsterdam.At(day.AddDays(7 * (i - 3)), starts);
            world.Do("""
                insert into programme_session (id, programme_id, group_id, number, during, room_id, guide_id, at) select uuidv7(), g.programme_id, g.id, @n, tstzrange(@at, @at + interval '90 minutes'), g.room_id, g.guide_id, now() from programme_group g where g.id = @id
                """, new { id, n = i + 1, at });
        }

        return id;
    }

    public static Guid SessionOf(this World world, Guid group, int number = 4) => world.One<Guid>("select id from programme_session where group_id = @group and number = @number", new { group, number });

    public static void Joined(this World world, Guid group, Guid enrolment) => world.Do("insert into group_member (group_id, enrolment_id, joined_on) values (@group, @enrolment, @day)", new { group, enrolment, day = world.Clock.Day.AddDays(-30) });

    /// <summary>Was at, or missed, a session that has been.</summary>
    public static void Kept(this World world, Guid group, int number, Guid enrolment, string state) => world.Do("""
        update programme_session set state = 'held' where group_id = @group and number = @number;
        insert into attendance (session_id, enrolment_id, state, at) select id, @enrolment, @state, now() from programme_session where group_id = @group and number = @number
        """, new { group, number, enrolment, state });

    /// <summary>A call to make, because of the third session.</summary>
    public static Guid CallFor(this World world, Guid group, Guid enrolment) => world.One<Guid>("""
        insert into programme_task (programme_id, enrolment_id, kind, session_id, due, at) select s.programme_id, @enrolment, 'call', s.id, current_date, now() from programme_session s where s.group_id = @group and s.number = 3 returning id
        """, new { group, enrolment });
}
