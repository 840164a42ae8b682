namespace InBeeld.Tests;

/// <summary>The money of programmes, made as rows by the owner.</summary>
public static class FundWorld
{
    /// <summary>An open fund of this library, from a year ago until a year from now.</summary>
    public static Guid Fund(this World world, Organisation library, long ceiling = 100_000, string name = "Gemeente", string kind = "municipality", string pays = "part", long? amount = null, long? most = null)
    {
        var id = Guid.CreateVersion7();
        world.Do("""
            insert into fund (id, library_id, name, kind, starts, ends, ceiling, pays, amount, most, by_person, at) values (@id, @library, @name, @kind, @from, @to, @ceiling, @pays, @amount, @most, @by, now())
            """, new { id, library = library.Id, name, kind, from = world.Clock.Day.AddDays(-365), to = world.Clock.Day.AddDays(365), ceiling, pays, amount, most, by = world.ProgrammeLeader(library).Id });
        return id;
    }

    /// <summary>What taking part costs, once.</summary>
    public static Guid Price(this World world, Guid programme, long cents, string kind = "pupil", string counts = "planned", int expected = 0)
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into programme_price (id, programme_id, name, kind, cents, counts, expected, starts, ends, by_person, at) select @id, @programme, 'Begeleiding', @kind, @cents, @counts, @expected, @from, @to, p.by_person, now() from programme p where p.id = @programme",
            new { id, programme, kind, cents, counts, expected, from = world.Clock.Day.AddDays(-365), to = world.Clock.Day.AddDays(700) });
        return id;
    }

    /// <summary>A question to which belongs that somebody saw something.</summary>
    public static Guid AsksToSee(this World world, Guid fund, string question = "Heeft het gezin een U-Pas?")
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into fund_criterion (id, fund_id, position, kind, question) values (@id, @fund, 0, 'question', @question)", new { id, fund, question });
        return id;
    }

    public static Guid Claim(this World world, Guid fund, Guid enrolment, long cents, string state = "committed")
    {
        var id = Guid.CreateVersion7();
        world.Do("insert into fund_claim (id, fund_id, enrolment_id, library_id, cents, state, actual, state_at, at) select @id, f.id, @enrolment, f.library_id, @cents, @state, case when @state = 'paid' then @cents end, now(), now() from fund f where f.id = @fund", new { id, fund, enrolment, cents, state });
        return id;
    }

    /// <summary>What was promised, sent or paid of a fund, in cents.</summary>
    public static long TakenOf(this World world, Guid fund) => world.One<long>("select coalesce(sum(counts), 0)::bigint from fund_claim where fund_id = @fund", new { fund });
}
