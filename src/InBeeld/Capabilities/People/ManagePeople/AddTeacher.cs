using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.People.ManagePeople;

/// <summary>Puts a teacher before a group, for good or (a substitute) from one day to another.</summary>
internal sealed class AddTeacher(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    internal sealed record Input(Guid Id, Guid Group, Guid Teacher, DateOnly? From, DateOnly? Until);

    internal sealed class Facts
    {
        public bool Teacher { get; set; }
        public bool There { get; set; }
    }

    public async Task<Outcome<Done>> RunAsync(Input input, Desk desk, CancellationToken ct)
    {
        var from = input.From ?? clock.Today();
        if (input.Until is { } until && (until < from || until < clock.Today()))
        {
            return new Refusal("Until", "De laatste dag ligt voor de eerste, of is al voorbij.");
        }

        var facts = (await frame.OneAsync<Facts>("""
            select exists (select 1 from membership m where m.person_id = @Teacher and m.organisation_id = @school and m.role = 'teacher' and (m.ends is null or m.ends >= @from)) as teacher,
              exists (select 1 from group_teacher t where t.group_id = @Group and t.person_id = @Teacher and t.id <> @Id
                and t.starts <= coalesce(@until, 'infinity'::date) and (t.ends is null or t.ends >= @from)) as there
            """, new { input.Teacher, input.Group, input.Id, school = desk.Id, from, until = input.Until }, ct))!;
        if (!facts.Teacher)
        {
            return new Refusal("Teacher", "Kies een leerkracht van deze school.");
        }

        if (facts.There)
        {
            return new Refusal("Teacher", "Deze leerkracht staat in die tijd al voor deze groep.");
        }

        var added = await frame.DoAsync("""
            insert into group_teacher (id, group_id, school_id, person_id, starts, ends, added_by)
            select @Id, g.id, g.school_id, @Teacher, @from, @until, @by from school_group g where g.id = @Group and g.school_id = @school and g.ended_on is null on conflict do nothing
            """, new { input.Id, input.Group, input.Teacher, school = desk.Id, from, until = input.Until, by = user.PersonId }, ct);
        if (added > 0)
        {
            journal.Write("add teacher to group", [], Facets.None, "", new { group = input.Group, person = input.Teacher, from, until = input.Until });
        }

        return Done.It;
    }
}
