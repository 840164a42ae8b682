using System.Globalization;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Roster;

/// <summary>What a slot asks and who has it, as filled in.</summary>
internal sealed class SlotFields
{
    public string? People { get; set; }
    public string? Reserve { get; set; }
    public List<string>? Skills { get; set; }

    /// <summary>"membership:work" or "membership:reserve"; empty for who has nothing.</summary>
    public List<string>? As { get; set; }

    /// <summary>Who had it when the form was shown.</summary>
    public string? Shown { get; set; }

    public string[] Chosen
    {
        get
        {
            var chosen = (Skills ?? []).OfType<string>().SelectMany(s => s.Split(',')).ToHashSet();
            return [.. StaffWords.Skills.Where(chosen.Contains)];
        }
    }

    public string Line => string.Join(',', Parse(As).OrderBy(c => c.Kind, StringComparer.Ordinal).ThenBy(c => c.Member).Select(c => $"{c.Member}:{c.Kind}"));

    public static List<(Guid Member, string Kind)> Parse(IEnumerable<string>? lines) =>
        [.. (lines ?? []).OfType<string>().SelectMany(l => l.Split(',')).Select(l => l.Split(':')).Where(p => p.Length == 2 && Guid.TryParse(p[0], out _) && p[1] is "work" or "reserve").Select(p => (Guid.Parse(p[0]), p[1])).DistinctBy(c => c.Item1)];

    public static SlotFields Of(StaffSlot slot, IEnumerable<DutyRow> duties) => new()
    {
        People = slot.NeedPeople.ToString(CultureInfo.InvariantCulture),
        Reserve = slot.NeedReserve.ToString(CultureInfo.InvariantCulture),
        Skills = [.. slot.Skills],
        As = [.. duties.Select(d => $"{d.MembershipId}:{d.Kind}")],
    };
}

/// <summary>Keeps what a planner chose by hand. Who cannot come or is elsewhere is refused; a limit of a week may be passed, for the planner asked that person.</summary>
internal sealed class KeepSlot(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    private static readonly string[] NeverBy = ["away", "overlap", "no", "gone"];

    public async Task<Outcome<Done>> RunAsync(StaffSlot slot, int version, SlotFields fields, IReadOnlyList<Worker> workers, IReadOnlyList<DutyRow> duties, bool proposed, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var (people, reserve) = (Number(fields.People, 20), Number(fields.Reserve, 10));
        if (people is null)
        {
            refusals.Add(new Refusal("People", "Vul een aantal in van 0 tot en met 20."));
        }

        if (reserve is null)
        {
            refusals.Add(new Refusal("Reserve", "Vul een aantal in van 0 tot en met 10."));
        }

        if (fields.Chosen.Length > people)
        {
            refusals.Add(new Refusal("Skills", "Er zijn meer vaardigheden dan medewerkers."));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var now = clock.GetUtcNow();
        await frame.DoAsync("select 1 from slot where id = @Id for update", new { slot.Id }, ct);
        // Somebody claimed or gave up since the form was shown.
        if (SlotFields.Of(slot, duties).Line != (fields.Shown ?? ""))
        {
            return Refusals.LostUpdate;
        }

        var wanted = SlotFields.Parse(fields.As).Where(c => workers.Any(w => w.Id == c.Member)).ToList();
        var added = wanted.Where(c => !duties.Any(d => d.MembershipId == c.Member && d.Kind == c.Kind)).ToList();
        var gone = duties.Where(d => !wanted.Contains((d.MembershipId, d.Kind))).ToList();
        foreach (var (member, _) in added)
        {
            var why = await frame.OneAsync<string>("select app.staff_blocked(@member, @Id, array(select d.id from duty d where d.membership_id = @member and d.slot_id = @Id))", new { member, slot.Id }, ct);
            if (NeverBy.Contains(why))
            {
                refusals.Add(new Refusal("As", "{0}: {1}", workers.First(w => w.Id == member).Name, new Translated(StaffWords.Blocked(why!))));
            }
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var kept = await frame.DoAsync("""
            insert into staff_need (slot_id, library_id, people, reserve, skills, kept) select @Id, @OrganisationId, @people, @reserve, @Chosen, not @proposed where @version = 0 or exists (select 1 from staff_need n where n.slot_id = @Id and n.version = @version)
            on conflict (slot_id) do update set people = @people, reserve = @reserve, skills = @Chosen, kept = staff_need.kept or not @proposed, version = staff_need.version + 1 where staff_need.version = @version
            """, new { slot.Id, user.OrganisationId, people, reserve, fields.Chosen, proposed, version }, ct);
        if (kept == 0)
        {
            return Refusals.LostUpdate;
        }

        await frame.DoAsync("update duty set state = 'removed', open_since = null where id = any (@ids) and state in ('planned', 'proposed')", new { ids = gone.Select(d => d.Id).ToArray() }, ct);
        await AddAsync(slot, fields.Chosen, workers, [.. duties.Except(gone)], added, proposed, now, ct);
        if (!proposed)
        {
            await frame.DoAsync("select app.tell_staff(m, 'duty-changed', '/shifts') from unnest(@members) m", new { members = gone.Select(d => d.MembershipId).Concat(added.Select(a => a.Member)).Distinct().ToArray() }, ct);
        }

        journal.Write("change roster slot", [], Facets.None, "", new { slot = slot.Id, added = added.Count, removed = gone.Count });
        return Done.It;
    }

    // Each skill that is asked goes to the first who has it.
    private async Task AddAsync(StaffSlot slot, string[] skills, IReadOnlyList<Worker> workers, List<DutyRow> stay, List<(Guid Member, string Kind)> added, bool proposed, DateTimeOffset now, CancellationToken ct)
    {
        var open = skills.Except(stay.Where(d => d.Works).Select(d => d.Skill)).ToList();
        var made = new List<string>();
        foreach (var (member, kind) in added)
        {
            var skill = kind == "work" ? open.Find(workers.First(w => w.Id == member).Skills.Contains) : null;
            open.Remove(skill ?? "");
            made.Add(skill ?? "");
        }

        await frame.DoAsync("""
            insert into duty (id, slot_id, library_id, membership_id, roster_id, kind, skill, state, by_person, at)
              select uuidv7(), @Id, @OrganisationId, m, case when @proposed then (select id from roster where library_id = @OrganisationId and monday = @monday and state = 'proposal') end, k, l, case when @proposed then 'proposed' else 'planned' end, @PersonId, @now
              from unnest(@members, @kinds, @made) as t (m, k, l)
            """, new { slot.Id, user.OrganisationId, user.PersonId, proposed, monday = slot.Day.Monday(), now, members = added.Select(a => a.Member).ToArray(), kinds = added.Select(a => a.Kind).ToArray(), made = made.ToArray() }, ct);
    }

    private static int? Number(string? typed, int most) => int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}
