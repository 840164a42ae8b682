using InBeeld.Capabilities.Triage.KeepCapacity;
using InBeeld.Frames.Routes;

namespace InBeeld.Capabilities.Triage.Contract;

/// <summary>
/// Who offers which route: of each kind the one of a capability that was registered last, and otherwise what is kept by hand. What a capability does not know (a library
/// that does not work with places here) is what was reported by hand.
/// </summary>
internal sealed class RouteOffers(IEnumerable<IRoute> routes)
{
    private readonly Dictionary<string, IRoute> byKind = routes.GroupBy(r => r.Kind).ToDictionary(g => g.Key, g => g.LastOrDefault(r => r is not RouteByHand) ?? g.Last());

    private readonly Dictionary<string, IRoute> byHand = routes.Where(r => r is RouteByHand).GroupBy(r => r.Kind).ToDictionary(g => g.Key, g => g.Last());

    /// <exception cref="KeyNotFoundException">There is no such kind.</exception>
    public IRoute Of(string kind) => byKind[kind];

    /// <summary>Whether a capability offers this route, so that it can be started here.</summary>
    public bool CanStart(string kind) => byKind.TryGetValue(kind, out var route) && route is not RouteByHand;

    public async Task<IReadOnlyDictionary<string, Capacity>> CapacityAsync(IEnumerable<string> kinds, Guid municipality, DateOnly day, CancellationToken ct)
    {
        var found = new Dictionary<string, Capacity>();
        foreach (var kind in kinds)
        {
            var counted = await Of(kind).CapacityAsync(municipality, day, ct);
            found[kind] = counted == Capacity.Unknown && byHand.TryGetValue(kind, out var kept) ? await kept.CapacityAsync(municipality, day, ct) : counted;
        }

        return found;
    }

    /// <summary>All that was started for a child, newest first.</summary>
    public Task<IReadOnlyList<RouteState>> StatesAsync(Guid pupil, CancellationToken ct) => StatesAsync(byKind.Keys, pupil, ct);

    /// <summary>What was started for a child by these routes, newest first: one question per kind.</summary>
    public async Task<IReadOnlyList<RouteState>> StatesAsync(IEnumerable<string> kinds, Guid pupil, CancellationToken ct)
    {
        var states = new List<RouteState>();
        foreach (var kind in kinds.Distinct().Where(CanStart))
        {
            states.AddRange(await byKind[kind].StatesAsync(pupil, ct));
        }

        return [.. states.OrderByDescending(s => s.Since)];
    }
}
