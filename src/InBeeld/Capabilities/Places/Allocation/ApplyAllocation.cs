using System.Text.Json;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Allocation;

/// <param name="Missed">Somebody else took the place in between.</param>
internal sealed record Applied(int Booked, int Kept, int Missed, int Cancelled);

/// <summary>Books what a try says, in the place of what the allocation booked before; for a day it can be undone.</summary>
internal sealed class ApplyAllocation(Frame frame, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Applied>> RunAsync(Guid run, CancellationToken ct)
    {
        if (await frame.OneAsync<string?>("select app.apply_allocation(@run, @now)::text", new { run, now = clock.GetUtcNow() }, ct) is not { } done)
        {
            return Refusal.Of("Deze poging is al toegepast of te oud. Reken opnieuw.");
        }

        var applied = JsonSerializer.Deserialize<Applied>(done, JsonSerializerOptions.Web)!;
        journal.Write("apply allocation", [], Facets.None, "", new { run, applied.Booked, applied.Kept, applied.Missed, applied.Cancelled });
        return applied;
    }

    public async Task<Outcome<Applied>> UndoAsync(Guid run, CancellationToken ct)
    {
        if (await frame.OneAsync<int?>("select app.undo_allocation(@run, @now)", new { run, now = clock.GetUtcNow() }, ct) is not { } cancelled)
        {
            return Refusal.Of("Dit kan niet meer ongedaan: het is langer dan een dag geleden.");
        }

        journal.Write("undo allocation", [], Facets.None, "", new { run, cancelled });
        return new Applied(0, 0, 0, cancelled);
    }
}
