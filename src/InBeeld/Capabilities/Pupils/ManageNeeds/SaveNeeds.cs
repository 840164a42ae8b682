using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Pupils.ManageNeeds;

/// <param name="Child">A child of the own school.</param>
/// <param name="Shown">The kinds that were ticked when the form was shown: what a colleague added since then stays.</param>
/// <param name="Ticked">The kinds that are ticked now.</param>
internal sealed record SaveNeedsInput(Child Child, IReadOnlyCollection<string> Shown, IReadOnlyCollection<string> Ticked);

/// <summary>What changed; the restricted kinds that somebody noted without being allowed to see them are counted, not named.</summary>
internal sealed record NeedsSaved(string[] Added, string[] Ended, int HandedToCare)
{
    public bool Nothing => Added.Length + Ended.Length + HandedToCare == 0;
}

/// <summary>Notes what a child needs, and ends what is over. Nothing is deleted: a need that ended keeps its dates.</summary>
internal sealed class SaveNeeds(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<NeedsSaved> RunAsync(SaveNeedsInput input, CancellationToken ct)
    {
        var child = input.Child;
        var ticked = input.Ticked.Where(NeedKinds.All.Contains).Distinct().ToList();
        var added = ticked.Except(input.Shown).ToArray();
        // Who may not see the restricted kinds can note one, and cannot end one.
        var ended = input.Shown.Where(NeedKinds.All.Contains).Except(ticked).Where(kind => child.MayCare || !NeedKinds.Restricted(kind)).ToArray();
        await StartAsync(child.Id, added, ct);
        await EndAsync(child.Id, ended, ct);
        var unseen = child.MayCare ? [] : added.Where(NeedKinds.Restricted).ToArray();
        var saved = new NeedsSaved([.. added.Except(unseen)], ended, unseen.Length);
        if (!saved.Nothing)
        {
            var facets = added.Concat(ended).Any(NeedKinds.Restricted) ? Facets.Needs | Facets.Care : Facets.Needs;
            journal.Write("change needs", [child.Id], facets, "", new { added = added.Length, ended = ended.Length });
        }

        return saved;
    }

    /// <summary>Takes a change back: what was added ends, what was ended goes on as if it had not.</summary>
    public async Task UndoAsync(Child child, NeedsSaved change, CancellationToken ct)
    {
        await EndAsync(child.Id, change.Added, ct);
        await frame.DoAsync("""
            update need n set ended_on = null, ended_by = null
            where n.pupil_id = @pupil and n.kind = any (@kinds) and n.ended_on = @today and n.ended_by = @PersonId
              and n.id = (select max(x.id::text)::uuid from need x where x.pupil_id = n.pupil_id and x.kind = n.kind)
            """, new { pupil = child.Id, kinds = change.Ended, today = clock.Today(), user.PersonId }, ct);
        journal.Write("undo change of needs", [child.Id], change.Added.Concat(change.Ended).Any(NeedKinds.Restricted) ? Facets.Needs | Facets.Care : Facets.Needs);
    }

    // "do nothing" without naming the index: naming it would ask for the right to read the row back.
    private Task<int> StartAsync(Guid pupil, string[] kinds, CancellationToken ct) => frame.DoAsync(
        "insert into need (pupil_id, kind, since, noted_by) select @pupil, k, @today, @PersonId from unnest(@kinds) k on conflict do nothing",
        new { pupil, kinds, today = clock.Today(), user.PersonId }, ct);

    private Task<int> EndAsync(Guid pupil, string[] kinds, CancellationToken ct) => frame.DoAsync(
        "update need set ended_on = @today, ended_by = @PersonId where pupil_id = @pupil and kind = any (@kinds) and ended_on is null",
        new { pupil, kinds, today = clock.Today(), user.PersonId }, ct);
}
