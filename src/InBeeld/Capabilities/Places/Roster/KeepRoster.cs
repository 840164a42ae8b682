using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Planning;
using InBeeld.Planning.Rosters;

namespace InBeeld.Capabilities.Places.Roster;

/// <summary>Proposes a roster for a week, puts it in force, or drops it. What has begun is never changed.</summary>
internal sealed class KeepRoster(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    /// <summary>A week of one library is planned in much less; the person waits.</summary>
    private const double Seconds = 4;

    public static readonly Refusal Gone = Refusal.Of("Dit voorstel is er niet meer. Maak een nieuw voorstel.");

    /// <summary>Who at @library cannot come between the days @first and @last.</summary>
    public const string AwaySql = """
        select a.id, a.membership_id, concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname) as name, a.starts, a.ends from staff_away a join membership m on m.id = a.membership_id join person p on p.id = m.person_id
        where a.library_id = @library and a.undone_at is null and a.starts <= @last and a.ends >= @first order by a.starts, name limit 200
        """;

    public static Task<List<AwayRow>> AwayAsync(Frame frame, Guid library, DateOnly first, DateOnly last, CancellationToken ct) => frame.ListAsync<AwayRow>(AwaySql, new { library, first, last }, ct);

    public async Task<Outcome<Done>> ProposeAsync(Guid id, DateOnly monday, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // Twice at the same moment is one proposal.
        await frame.OneAsync<string>("select pg_advisory_xact_lock(hashtext(@key))::text", new { key = $"roster {user.OrganisationId} {monday:O}" }, ct);
        if (await frame.OneAsync<int>("select count(*)::integer from roster where id = @id", new { id }, ct) > 0)
        {
            return Done.It;
        }

        var slots = await StaffSlot.WeekAsync(frame, user.OrganisationId, monday, ct);
        var blocks = RosterProblemOf.Blocks(slots, now);
        if (blocks.Count == 0)
        {
            return Refusal.Of("In deze week zijn er geen tijden meer om te plannen.");
        }

        var workers = await Worker.ListAsync(frame, user.OrganisationId, blocks[0].First.Day, ct);
        if (workers.TrueForAll(w => w.Would is null or "no"))
        {
            return Refusal.Of("Nog niemand zei wanneer hij kan. Houd eerst een vraagronde.");
        }

        var duties = await DutyRow.BetweenAsync(frame, user.OrganisationId, Amsterdam.At(monday, TimeOnly.MinValue), Amsterdam.At(monday.AddDays(7), TimeOnly.MinValue), ct);
        var away = await AwayAsync(frame, user.OrganisationId, monday, monday.AddDays(6), ct);
        var answer = RosterPlanner.Solve(RosterProblemOf.Of(monday, now, slots, blocks, workers, duties, away), new Limits(Seconds), null, ct);
        await DropOldAsync(monday, ct);
        await frame.DoAsync("insert into roster (id, library_id, monday, answer, by_person, at) values (@id, @OrganisationId, @monday, @kept::jsonb, @PersonId, @now)",
            new { id, user.OrganisationId, monday, kept = KeptAnswer.Of(answer, blocks).Write(), user.PersonId, now }, ct);
        var slotsOf = blocks.ToDictionary(b => b.Id, b => b.Slots);
        var made = answer.Work.Concat(answer.Reserve).Where(d => slotsOf.ContainsKey(d.Slot)).SelectMany(d => slotsOf[d.Slot].Select(s => (Slot: s.Id, Member: Guid.Parse(d.Staff), Kind: d.Reserve ? "reserve" : "work", Skill: d.Reserve || d.Skill == RosterProblemOf.Anyone ? "" : d.Skill))).ToList();
        await frame.DoAsync("""
            insert into duty (id, slot_id, library_id, membership_id, roster_id, kind, skill, state, by_person, at)
              select uuidv7(), s, @OrganisationId, m, @id, k, l, 'proposed', @PersonId, @now from unnest(@slots, @members, @kinds, @skills) as t (s, m, k, l)
            """, new { id, user.OrganisationId, user.PersonId, now, slots = made.Select(m => m.Slot).ToArray(), members = made.Select(m => m.Member).ToArray(), kinds = made.Select(m => m.Kind).ToArray(), skills = made.Select(m => m.Skill).ToArray() }, ct);
        journal.Write("propose roster", [], Facets.None, "", new { roster = id, monday });
        return Done.It;
    }

    public async Task<Outcome<Done>> DropAsync(Guid id, DateOnly monday, CancellationToken ct)
    {
        if (await frame.OneAsync<int>("select count(*)::integer from roster where id = @id and state = 'proposal'", new { id }, ct) == 0)
        {
            return Gone;
        }

        await DropOldAsync(monday, ct);
        journal.Write("drop roster proposal", [], Facets.None, "", new { roster = id });
        return Done.It;
    }

    /// <returns>How many people have another roster than before.</returns>
    public async Task<Outcome<int>> InForceAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = await frame.OneAsync<RosterRow>("select id, monday, state from roster where id = @id and library_id = @OrganisationId for update", new { id, user.OrganisationId }, ct);
        if (row is null || row.State == "dropped")
        {
            return Gone;
        }

        if (row.State == "in_force")
        {
            return 0;
        }

        var (from, to) = (Amsterdam.At(row.Monday, TimeOnly.MinValue), Amsterdam.At(row.Monday.AddDays(7), TimeOnly.MinValue));
        var args = new { id, user.OrganisationId, from, to, now, user.PersonId };
        await frame.DoAsync("select 1 from slot where library_id = @OrganisationId and starts > @now and starts >= @from and starts < @to order by id for update", args, ct);
        // What began meanwhile, or is of somebody who cannot come by now, is left out; what stood already stays as it was.
        await frame.DoAsync("""
            update duty d set state = 'removed' from slot s where d.roster_id = @id and d.state = 'proposed' and s.id = d.slot_id and (s.starts <= @now
              or exists (select 1 from staff_away a where a.membership_id = d.membership_id and a.undone_at is null and app.local_day(s.starts) between a.starts and a.ends)
              or exists (select 1 from duty o where o.slot_id = d.slot_id and o.membership_id = d.membership_id and o.kind = d.kind and o.skill::text = d.skill::text and o.state = 'planned'))
            """, args, ct);
        var gone = await frame.ListAsync<Guid>("""
            update duty d set state = 'removed', open_since = null from slot s where s.id = d.slot_id and d.library_id = @OrganisationId and d.state = 'planned' and s.starts > @now and s.starts >= @from and s.starts < @to
              and not exists (select 1 from duty o where o.roster_id = @id and o.slot_id = d.slot_id and o.membership_id = d.membership_id and o.kind = d.kind and o.skill::text = d.skill::text) returning d.membership_id
            """, args, ct);
        var come = await frame.ListAsync<Guid>("update duty set state = 'planned' where roster_id = @id and state = 'proposed' returning membership_id", args, ct);
        await frame.DoAsync("""
            insert into staff_need (slot_id, library_id, kept) select s.id, s.library_id, true from slot s where s.library_id = @OrganisationId and s.starts > @now and s.starts >= @from and s.starts < @to and s.state = 'open'
            on conflict (slot_id) do update set kept = true
            """, args, ct);
        await frame.DoAsync("update roster set state = 'in_force', in_force_at = @now where id = @id", args, ct);
        var changed = gone.Concat(come).Distinct().ToArray();
        await frame.DoAsync("select app.tell_staff(m, 'roster-in-force', '/shifts') from unnest(@changed) m", new { changed }, ct);
        journal.Write("put roster in force", [], Facets.None, "", new { roster = id, row.Monday });
        return changed.Length;
    }

    private async Task DropOldAsync(DateOnly monday, CancellationToken ct) => await frame.DoAsync("""
        update duty set state = 'removed' where state = 'proposed' and roster_id in (select id from roster where library_id = @OrganisationId and monday = @monday and state = 'proposal');
        update roster set state = 'dropped' where library_id = @OrganisationId and monday = @monday and state = 'proposal'
        """, new { user.OrganisationId, monday }, ct);
}

/// <summary>A proposal or roster of a week.</summary>
internal sealed class RosterRow
{
    public Guid Id { get; set; }
    public DateOnly Monday { get; set; }
    public string State { get; set; } = "";
    public string Answer { get; set; } = "{}";
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? InForceAt { get; set; }
}
