using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>What is asked for one child of the form.</summary>
/// <param name="Want">0: not (any more).</param>
internal sealed record Wanted(Guid Pupil, int Want, string[] Needs);

/// <summary>Asks for places for children of the own school, or takes that back. What was asked before for a child in the form is changed.</summary>
internal sealed class KeepRequests(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<int>> RunAsync(AllocationRow row, IReadOnlyList<Wanted> children, IReadOnlyCollection<string> parts, bool withSiblings, CancellationToken ct)
    {
        if (!row.Open(clock.Today()))
        {
            return Refusal.Of("Vragen kan niet meer. De laatste dag was {0}.", InBeeld.Kernel.Web.Show.Day(row.RequestsUntil, clock.Today()));
        }

        var times = Words.Parts.Where(parts.Contains).ToArray();
        var asking = children.Where(c => c.Want > 0).ToList();
        if (asking.Count > 0 && times.Length == 0)
        {
            return new Refusal("Parts", "Kies op welke dagdelen het kan.");
        }

        if (asking.Exists(c => c.Want > 5))
        {
            return new Refusal("Want", "Kies 1 tot en met 5 dagdelen per week.");
        }

        if (asking.FirstOrDefault(c => c.Want > times.Select(t => t[0]).Distinct().Count()) is { } much)
        {
            return new Refusal("Parts", "Je vraagt {0} dagdelen, maar kiest minder dagen. Kies meer dagen.", much.Want);
        }

        var now = clock.GetUtcNow();
        var gone = children.Where(c => c.Want == 0).Select(c => c.Pupil).ToArray();
        var taken = await frame.DoAsync("update place_request set withdrawn_at = @now where allocation_id = @Id and pupil_id = any (@gone) and withdrawn_at is null", new { row.Id, gone, now }, ct);
        foreach (var kind in asking.GroupBy(c => string.Join(',', c.Needs)))
        {
            // Only children for whom whoever asks may book: the rules of the table see to that, here they are left out without a trace.
            await frame.DoAsync("""
                insert into place_request (id, allocation_id, pupil_id, school_id, want, parts, needs, with_siblings, by_person, at)
                  select uuidv7(), @Id, p.id, @OrganisationId, w.want, @times, @needs, @withSiblings, @PersonId, @now
                  from unnest(@pupils, @wants) w (pupil, want) join pupil p on p.id = w.pupil and p.school_id = @OrganisationId and p.left_on is null
                on conflict (allocation_id, pupil_id) where withdrawn_at is null do update set want = excluded.want, parts = excluded.parts, needs = excluded.needs, with_siblings = excluded.with_siblings
                """, new { row.Id, user.OrganisationId, times, needs = kind.First().Needs, withSiblings, user.PersonId, now, pupils = kind.Select(c => c.Pupil).ToArray(), wants = kind.Select(c => (short)c.Want).ToArray() }, ct);
        }

        journal.Write("ask for places", [.. children.Where(c => c.Want > 0).Select(c => c.Pupil)], Facets.Identity, "", new { allocation = row.Id, asked = asking.Count, withdrawn = taken });
        return asking.Count;
    }

    /// <summary>When people of the school can supervise.</summary>
    public async Task<Outcome<Done>> OfferAsync(AllocationRow row, IReadOnlyCollection<string> parts, CancellationToken ct)
    {
        if (row.EndedAt is not null)
        {
            return Refusal.Of("Deze verdeling is al afgesloten.");
        }

        await frame.DoAsync("""
            insert into place_supervision (allocation_id, school_id, parts, by_person, at) values (@Id, @OrganisationId, @times, @PersonId, @now)
            on conflict (allocation_id, school_id) do update set parts = excluded.parts, by_person = excluded.by_person, at = excluded.at
            """, new { row.Id, user.OrganisationId, times = Words.Parts.Where(parts.Contains).ToArray(), user.PersonId, now = clock.GetUtcNow() }, ct);
        journal.Write("offer supervision", [], Facets.None, "", new { allocation = row.Id });
        return Done.It;
    }
}
