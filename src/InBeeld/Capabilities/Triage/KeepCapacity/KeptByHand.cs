using InBeeld.Data;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Triage.KeepCapacity;

/// <summary>What the municipality itself keeps of how much is free, read once per request.</summary>
internal sealed class KeptByHand(Frame frame)
{
    /// <summary>Older than so many days, a number says nothing about today.</summary>
    public const int DaysOfUse = 7;

    private sealed class Row
    {
        public string Kind { get; set; } = "";
        public int Free { get; set; }
        public int? OfAll { get; set; }
        public DateOnly AsOf { get; set; }
    }

    private (Guid Municipality, List<Row> Rows)? read;

    public async Task<Capacity> OfAsync(string kind, Guid municipality, DateOnly day, CancellationToken ct)
    {
        if (read?.Municipality != municipality)
        {
            read = (municipality, await frame.ListAsync<Row>("select kind, free, of_all, as_of from route_capacity where municipality_id = @municipality", new { municipality }, ct));
        }

        return read.Value.Rows.Find(r => r.Kind == kind) switch
        {
            null => Capacity.Unknown,
            { } old when old.AsOf < day.AddDays(-DaysOfUse) => new Capacity(null, null, old.AsOf),
            { } row => new Capacity(row.Free, row.OfAll, row.AsOf),
        };
    }
}

/// <summary>A route that no capability offers yet: how much is free is kept by hand, and it is started outside InBeeld.</summary>
internal sealed class RouteByHand(string kind, KeptByHand kept) : IRoute
{
    public string Kind => kind;

    public Task<Capacity> CapacityAsync(Guid municipality, DateOnly day, CancellationToken ct) => kept.OfAsync(kind, municipality, day, ct);

    public Task<Outcome<RouteState>> StartAsync(Guid id, Guid pupil, DateOnly from, CancellationToken ct) =>
        Task.FromResult<Outcome<RouteState>>(Refusal.Of("Deze route kun je nog niet in InBeeld starten. Bel wie erover gaat."));

    public Task<IReadOnlyList<RouteState>> StatesAsync(Guid pupil, CancellationToken ct) => Task.FromResult<IReadOnlyList<RouteState>>([]);
}
