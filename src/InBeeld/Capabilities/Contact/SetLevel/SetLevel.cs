using InBeeld.Capabilities.Contact.Contract;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Contact.SetLevel;

/// <summary>How much attention a child gets from now on; the norm of that level counts at once.</summary>
internal sealed class SetLevel(Frame frame, Journal journal)
{
    /// <returns>The level before.</returns>
    public async Task<Outcome<short>> RunAsync(Child child, int level, CancellationToken ct)
    {
        if (!ConcernLevels.All.Contains((short)level))
        {
            return new Refusal("Level", "Kies hoeveel aandacht dit kind krijgt.");
        }

        // The state of a child who just came may not be computed yet.
        await RecomputeStates.OfPupilsAsync(frame.Connection, frame.Transaction, [child.Id], ct);
        var before = await frame.OneAsync<short>("select level from pupil_state where pupil_id = @Id for update", new { child.Id }, ct);
        if (before != level)
        {
            await frame.DoAsync("update pupil_state set level = @level, version = version + 1 where pupil_id = @Id", new { level = (short)level, child.Id }, ct);
            await RecomputeStates.OfPupilsAsync(frame.Connection, frame.Transaction, [child.Id], ct);
            journal.Write("set level", [child.Id], Facets.Contact, "", new { from = before, to = level });
        }

        return before;
    }
}
