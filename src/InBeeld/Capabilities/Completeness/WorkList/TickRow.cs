using InBeeld.Capabilities.Completeness.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Completeness.WorkList;

/// <param name="Version">What whoever taps had before their eyes.</param>
internal sealed record TickInput(Guid List, Guid Row, string To, int Version);

/// <param name="From">What it was before, for undoing; null when it stood so already.</param>
internal sealed record Ticked(string Name, string? From, int Version);

/// <summary>Says what came of a child of a list. Ticked off, its name goes within a day.</summary>
internal sealed class TickRow(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    private sealed class Row
    {
        public string GivenName { get; set; } = "";
        public string State { get; set; } = "";
        public int Version { get; set; }
    }

    /// <returns>Null when there is no such row, or its name is gone.</returns>
    public async Task<Outcome<Ticked>?> RunAsync(TickInput input, CancellationToken ct)
    {
        var row = await frame.OneAsync<Row>("""
            select n.given_name, r.state, r.version from completeness_row r join completeness_name n on n.row_id = r.id where r.id = @Row and r.list_id = @List
            """, new { input.Row, input.List }, ct);
        if (row is null || !RowState.All.Contains(input.To))
        {
            return null;
        }

        // A second tap, or a colleague who found the same.
        if (row.State == input.To)
        {
            return (Outcome<Ticked>)new Ticked(row.GivenName, null, row.Version);
        }

        if (row.Version != input.Version || await frame.DoAsync("""
            update completeness_row set state = @To, changed_by = @PersonId, changed_at = @now, version = version + 1 where id = @Row and version = @Version
            """, new { input.To, user.PersonId, now = clock.GetUtcNow(), input.Row, input.Version }, ct) == 0)
        {
            return (Outcome<Ticked>)Refusals.LostUpdate;
        }

        journal.Write("tick row of list", [], Facets.Identity, "", new { list = input.List, to = input.To });
        return (Outcome<Ticked>)new Ticked(row.GivenName, row.State, row.Version + 1);
    }
}
