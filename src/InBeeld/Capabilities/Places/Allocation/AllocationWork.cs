using System.Text.Json;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>How far a computation is.</summary>
/// <param name="Round">From 1: each gives at most one part of the week to a child.</param>
/// <param name="Rounds">As many as the most that is asked for one child.</param>
/// <param name="Asked">Children for whom a place is asked.</param>
/// <param name="Children">How many of them have one in the best so far.</param>
/// <param name="Parts">Parts of the week in the best so far.</param>
/// <param name="Share">0 to 1: how much of the time it may take is over.</param>
internal sealed record SoFar(int Round, int Rounds, int Asked, int Children, int Parts, double Share);

/// <summary>The computation that was asked last of an allocation, as long as it goes on; or why nothing came of it.</summary>
internal sealed class AllocationWork : AskedComputation
{
    /// <summary>The id the try will have.</summary>
    public Guid RunId { get; set; }
    public string Settings { get; set; } = "{}";

    public Choices Chosen => JsonSerializer.Deserialize<Choices>(Settings, JsonSerializerOptions.Web)!;

    public SoFar? Far => Read<SoFar>();

    /// <returns>Null when nothing goes on. What went wrong is told for an hour.</returns>
    public static Task<AllocationWork?> OfAsync(Frame frame, Guid allocation, CancellationToken ct) => frame.OneAsync<AllocationWork>("""
        select run_id, settings::text as settings, so_far::text as so_far, stop, trouble, beat_at is not null as taken, app.allocation_silent(beat_at) as silent, extract(epoch from clock_timestamp() - asked_at)::integer as seconds
        from allocation_work where allocation_id = @allocation and (trouble is null or asked_at > now() - interval '1 hour')
        """, new { allocation }, ct);

    /// <returns>The same, but what was just asked or stopped gets a second to be over: most computations need no more, and nobody has to look twice.</returns>
    public static Task<AllocationWork?> SoonAsync(Frame frame, Guid allocation, DoAllocationWork work, CancellationToken ct) => SoonAsync(() => OfAsync(frame, allocation, ct), work.LookNow, ct);

    /// <summary>Asks for a computation, in the name of this session.</summary>
    /// <returns>False when another one of this allocation goes on.</returns>
    public static Task<bool> AskAsync(Frame frame, CurrentUser user, Guid run, Guid allocation, Choices choices, CancellationToken ct) =>
        frame.OneAsync<bool>("select app.ask_allocation_work(@run, @allocation, @SessionId, @settings::jsonb)", new { run, allocation, user.SessionId, settings = JsonSerializer.Serialize(choices, JsonSerializerOptions.Web) }, ct);

    /// <summary>Asks the node that computes to stop. What is over already stays as it is.</summary>
    public static Task<int> StopAsync(Frame frame, Guid run, Guid allocation, string how, CancellationToken ct) =>
        frame.DoAsync("update allocation_work set stop = @how where allocation_id = @allocation and run_id = @run and trouble is null", new { run, allocation, how }, ct);
}
