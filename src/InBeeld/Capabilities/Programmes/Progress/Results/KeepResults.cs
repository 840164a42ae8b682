using InBeeld.Capabilities.Programmes.Progress.Goals;
using InBeeld.Capabilities.Programmes.Progress.Measure;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Progress.Results;

/// <param name="Result">reached, partly or not.</param>
internal sealed record Came(Guid Enrolment, string Result, string Words);

/// <summary>Keeps what a module came to for the children of a group. What stood there is replaced and kept beside it.</summary>
internal sealed class KeepResults(Frame frame, Journal journal, TimeProvider clock)
{
    /// <param name="known">How much was kept when the form was shown.</param>
    public async Task<Outcome<Done>> RunAsync(Guid group, Guid batch, int known, IReadOnlyList<Came> rows, IEnumerable<Guid> pupils, CancellationToken ct)
    {
        if (rows.FirstOrDefault(r => r.Words.Length > 300) is { } wordy)
        {
            return new Refusal("words-" + wordy.Enrolment, "Schrijf hooguit {0} tekens.", 300);
        }

        if (rows.Count == 0)
        {
            return Refusal.Of("Kies bij minstens één kind wat de module opleverde.");
        }

        var why = await frame.OneAsync<string>("select app.keep_results(@batch, @group, @known, @rows::jsonb, @now)", new { batch, group, known, rows = MeasureGoals.Json(rows), now = clock.GetUtcNow() }, ct);
        if (KeepGoal.Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("keep module result", pupils, Facets.Identity | Facets.Needs, "", new { group });
        return Done.It;
    }

    public async Task<Outcome<Done>> UndoAsync(Guid group, Guid batch, IEnumerable<Guid> pupils, CancellationToken ct)
    {
        if (!await frame.OneAsync<bool>("select app.undo_measures(@batch, @now)", new { batch, now = clock.GetUtcNow() }, ct))
        {
            return Refusal.Of("Dat kan nu niet meer.");
        }

        journal.Write("take back measurement", pupils, Facets.Identity | Facets.Needs, "", new { group, batch });
        return Done.It;
    }
}
