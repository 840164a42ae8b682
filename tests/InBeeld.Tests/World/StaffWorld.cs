using InBeeld.Kernel;

namespace InBeeld.Tests;

/// <summary>People who work at a library, and their duties, made as rows by the owner.</summary>
public static class StaffWorld
{
    public static readonly string[] AllParts = [.. Enumerable.Range(1, 7).SelectMany(d => new[] { $"{d}-morning", $"{d}-afternoon" })];

    /// <summary>An employee with skills and limits; without limits there are none.</summary>
    public static Somebody Worker(this World world, Organisation library, int? parts = null, int? hours = null, params string[] skills)
    {
        var who = world.Librarian(library);
        world.Do("insert into library_worker (membership_id, library_id, skills, hours_per_week, parts_per_week, by_person, at) values (@member, @library, @skills, @hours, @parts, @by, now())",
            new { member = who.MembershipId, library = library.Id, skills, hours, parts, by = world.PlansAt(library) });
        return who;
    }

    /// <summary>A round of questions over these weeks, open.</summary>
    public static Guid Round(this World world, Organisation library, int weeks = 8) => world.One<Guid>(
        "insert into question_round (id, library_id, starts, ends, answer_by, by_person, at) values (uuidv7(), @library, @first, @last, @first, @by, now()) returning id",
        new { library = library.Id, first = world.Clock.Day.Monday(), last = world.Clock.Day.Monday().AddDays((7 * weeks) - 1), by = world.PlansAt(library) });

    public static Somebody Answers(this Somebody who, Guid round, string would = "yes", params string[] can)
    {
        who.World.Do("insert into question_answer (round_id, membership_id, would, can, at) values (@round, @member, @would, @can, now())", new { round, member = who.MembershipId, would, can = can.Length == 0 ? AllParts : can });
        return who;
    }

    /// <summary>What a slot asks, with a roster that is kept.</summary>
    public static void Asks(this World world, Guid slot, int people = 2, int reserve = 1, params string[] skills) => world.Do("""
        insert into staff_need (slot_id, library_id, people, reserve, skills, kept) select id, library_id, @people, @reserve, @skills, true from slot where id = @slot
        on conflict (slot_id) do update set people = @people, reserve = @reserve, skills = @skills, kept = true
        """, new { slot, people, reserve, skills });

    /// <summary>A duty in force.</summary>
    public static Guid OnDuty(this Somebody who, Guid slot, string kind = "work", string skill = "", bool givenUp = false) => who.World.One<Guid>("""
        insert into duty (id, slot_id, library_id, membership_id, kind, skill, state, open_since, by_person, at) select uuidv7(), s.id, s.library_id, @member, @kind, @skill, 'planned', case when @givenUp then now() end, s.by_person, now() from slot s where s.id = @slot returning id
        """, new { slot, member = who.MembershipId, kind, skill, givenUp });
}
