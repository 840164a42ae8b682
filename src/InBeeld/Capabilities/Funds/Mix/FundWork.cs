using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Funds.Mix;

/// <summary>How far a computation is: cents uncovered in the best so far, and that nothing can be better than.</summary>
internal sealed record SoFar(long Uncovered, long Bound);

/// <summary>The computation that was asked last by a library, as long as it goes on; or why nothing came of it.</summary>
internal sealed class FundWork : AskedComputation
{
    public Guid PlanId { get; set; }
    public Guid? ProgrammeId { get; set; }

    public SoFar? Far => Read<SoFar>();

    /// <returns>Null when nothing goes on. What went wrong is told for an hour.</returns>
    public static Task<FundWork?> OfAsync(Frame frame, CancellationToken ct) => frame.OneAsync<FundWork>("""
        select plan_id, programme_id, so_far::text as so_far, stop, trouble, beat_at is not null as taken, app.fund_silent(beat_at) as silent, extract(epoch from clock_timestamp() - asked_at)::integer as seconds
        from fund_work where trouble is null or asked_at > now() - interval '1 hour'
        """, null, ct);

    /// <returns>The same, but what was just asked or stopped gets a second to be over: nobody has to look twice for a small programme.</returns>
    public static Task<FundWork?> SoonAsync(Frame frame, DoFundWork work, CancellationToken ct) => SoonAsync(() => OfAsync(frame, ct), work.LookNow, ct);
}
