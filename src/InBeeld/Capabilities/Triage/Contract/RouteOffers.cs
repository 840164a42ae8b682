using InBeeld.Frames.Routes;

namespace InBeeld.Capabilities.Triage.Contract;

/// <summary>Who offers which route: of each kind the one that was registered last, so that a capability takes the place of what is kept by hand.</summary>
internal sealed class RouteOffers(IEnumerable<IRoute> routes)
{
    private readonly Dictionary<string, IRoute> byKind = routes.GroupBy(r => r.Kind).ToDictionary(g => g.Key, g => g.Last());

    /// <exception cref="KeyNotFoundException">There is no such kind.</exception>
    public IRoute Of(string kind) => byKind[kind];

    public async Task<IReadOnlyDictionary<string, Capacity>> CapacityAsync(IEnumerable<string> kinds, Guid municipality, DateOnly day, CancellationToken ct)
    {
        var found = new Dictionary<string, Capacity>();
        foreach (var kind in kinds)
        {
            found[kind] = await Of(kind).CapacityAsync(municipality, day, ct);
        }

        return found;
    }

    /// <summary>All that was started for a child, newest first.</summary>
    public async Task<IReadOnlyList<RouteState>> StatesAsync(Guid pupil, CancellationToken ct)
    {
        var states = new List<RouteState>();
        foreach (var route in byKind.Values)
        {
            states.AddRange(await route.StatesAsync(pupil, ct));
        }

        return [.. states.OrderByDescending(s => s.Since)];
    }
}
