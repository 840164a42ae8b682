using System.Text.Json;
using InBeeld.Capabilities.Triage.Model;
using InBeeld.Data;

namespace InBeeld.Capabilities.Triage.Trial;

/// <summary>
/// What other rules would do for the children of today, as app.triage_trial counts it: without any child, and without a number from which one could be found.
/// </summary>
/// <param name="Least">A smaller number is not given.</param>
/// <param name="Exact">Whether the total and the numbers of schools are exact; else they are "at least so many", because a small rest would follow from them.</param>
/// <param name="Changed">Null: fewer than that.</param>
/// <param name="FewChanges">Some changes concern fewer children than may be told; how many together, or null.</param>
internal sealed record TrialOutcome(int Least, int Children, bool Exact, int? Changed, IReadOnlyList<ChangedProposal> Changes, bool FewChanges, int? InFewChanges,
    IReadOnlyList<ChangedAtSchool> Schools, bool FewSchools, int? InFewSchools)
{
    public static async Task<TrialOutcome> OfAsync(Frame frame, DecisionTable now, DecisionTable next, DateOnly today, CancellationToken ct) =>
        JsonSerializer.Deserialize<TrialOutcome>((await frame.OneAsync<string>("select app.triage_trial(@now::jsonb, @next::jsonb, @today)::text", new { now = now.Write(), next = next.Write(), today }, ct))!, JsonSerializerOptions.Web)!;
}

internal sealed record ChangedProposal(IReadOnlyList<string> Was, IReadOnlyList<string> Becomes, int N, IReadOnlyList<ChangedAtSchool> Schools);

internal sealed record ChangedAtSchool(string Name, int N);
