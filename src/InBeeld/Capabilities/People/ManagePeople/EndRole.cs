using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.People.ManagePeople;

/// <summary>Ends a role, at once or after a last day. A teacher's groups end with it. Whoever is signed in with it sees nothing more from the next page on.</summary>
internal sealed class EndRole(Frame frame, Journal journal, TimeProvider clock)
{
    internal sealed record Input(Guid Membership, DateOnly? LastDay);

    internal sealed class Ending
    {
        public Guid Id { get; set; }
        public Guid PersonId { get; set; }
        public string Role { get; set; } = "";
        public DateOnly Starts { get; set; }
        public bool LastAdministrator { get; set; }
        public string[]? Groups { get; set; }
    }

    /// <summary>What would end; null when there is no such role here.</summary>
    public Task<Ending?> LookAsync(Guid membership, Desk desk, CancellationToken ct) => frame.OneAsync<Ending>("""
        select m.id, m.person_id, m.role, m.starts,
          m.role = 'administrator' and not exists (select 1 from membership x join person p on p.id = x.person_id join organisation o on o.id = x.organisation_id
            where x.role = 'administrator' and x.ends is null and x.id <> m.id and p.closed_at is null and o.is_on) as last_administrator,
          case when m.role = 'teacher' then (select array_agg(distinct g.name order by g.name) from group_teacher t join school_group g on g.id = t.group_id and g.ended_on is null
            where t.person_id = m.person_id and t.school_id = m.organisation_id and (t.ends is null or t.ends >= @today)) end as groups
        from membership m where m.id = @membership and m.organisation_id = @organisation and (m.ends is null or m.ends >= @today)
        """, new { membership, organisation = desk.Id, today = clock.Today() }, ct);

    public async Task<Outcome<Ending>> RunAsync(Input input, Desk desk, CancellationToken ct)
    {
        // Two administrators who end each other wait here; the database holds the same line.
        await frame.DoAsync("select pg_advisory_xact_lock(471103)", null, ct);
        if (await LookAsync(input.Membership, desk, ct) is not { } ending)
        {
            return Refusal.Of("Deze rol is al geëindigd.");
        }

        if (!desk.Roles.Contains(ending.Role))
        {
            journal.Refused("end role", [], "may not end this role", new { ending.PersonId, ending.Role, organisation = desk.Id });
            return Refusal.Of("Deze rol kun jij niet beëindigen.");
        }

        if (ending.LastAdministrator)
        {
            return Refusal.Of("Dit is de laatste beheerder. Maak eerst iemand anders beheerder.");
        }

        if (input.LastDay < clock.Today())
        {
            return new Refusal("LastDay", "Kies vandaag of een latere dag.");
        }

        var last = input.LastDay ?? clock.Today().AddDays(-1);
        await frame.DoAsync("update membership set ends = @last where id = @Id", new { last, ending.Id }, ct);
        if (ending.Role == Role.Teacher)
        {
            await frame.DoAsync("update group_teacher set ends = @last where person_id = @PersonId and school_id = @school and (ends is null or ends > @last)", new { last, ending.PersonId, school = desk.Id }, ct);
        }

        journal.Write("end role", [], Facets.None, "", new { ending.PersonId, ending.Role, organisation = desk.Id, lastDay = input.LastDay });
        return ending;
    }
}
