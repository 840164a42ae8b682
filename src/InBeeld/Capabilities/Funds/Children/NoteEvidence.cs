using System.Text.RegularExpressions;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Funds.Children;

/// <summary>Notes what somebody saw for a question of a fund: what, when and by whom. Never a copy, an income or a number.</summary>
internal sealed partial class NoteEvidence(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(Guid criterion, Guid participant, Guid? pupil, bool holds, string? seen, string? seenOn, CancellationToken ct)
    {
        seen = seen?.Trim() ?? "";
        var (day, today) = (Typed.Day(seenOn), clock.Today());
        var refused = new List<Refusal>();
        if (seen.Length is 0 or > 120)
        {
            refused.Add(new Refusal("Seen", "Schrijf in hooguit 120 tekens wat je zag."));
        }
        else if (Number().IsMatch(seen))
        {
            refused.Add(new Refusal("Seen", "Schrijf geen nummer van een kaart, rekening of persoon op."));
        }

        if (day is null || day > today || day < today.AddYears(-3))
        {
            refused.Add(new Refusal("SeenOn", "Kies de dag waarop je het zag, hooguit drie jaar geleden."));
        }

        if (refused.Count > 0)
        {
            return refused;
        }

        if (await frame.DoAsync("""
            insert into fund_evidence (criterion_id, participant_id, holds, seen, seen_on, by_person, at) select c.id, p.id, @holds, @seen, @day, @PersonId, @now from fund_criterion c, participant p where c.id = @criterion and c.kind = 'question' and c.removed_at is null and p.id = @participant
              on conflict (criterion_id, participant_id) do update set holds = excluded.holds, seen = excluded.seen, seen_on = excluded.seen_on, by_person = excluded.by_person, at = excluded.at
            """, new { criterion, participant, holds, seen, day, user.PersonId, now = clock.GetUtcNow() }, ct) == 0)
        {
            return Refusal.Of("Dat staat hier niet (meer).");
        }

        journal.Write("note evidence", pupil is { } id ? [id] : [], Facets.Identity, "", new { criterion });
        return Done.It;
    }

    public async Task RemoveAsync(Guid criterion, Guid participant, Guid? pupil, CancellationToken ct)
    {
        if (await frame.DoAsync("delete from fund_evidence where criterion_id = @criterion and participant_id = @participant", new { criterion, participant }, ct) > 0)
        {
            journal.Write("remove evidence", pupil is { } id ? [id] : [], Facets.Identity, "", new { criterion });
        }
    }

    [GeneratedRegex(@"\d([ .-]?\d){6,}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
