using InBeeld.Data;
using InBeeld.Frames;

namespace InBeeld.Capabilities.Monitor.Infographics.Making;

/// <summary>How far the infographics of a wave are.</summary>
internal sealed record SoFar(int Made, int Of);

/// <summary>The making of the infographics of a wave, as long as it goes on; or why nothing came of it.</summary>
internal sealed class InfographicWork : AskedComputation
{
    public Guid WorkId { get; set; }

    public SoFar? Far => Read<SoFar>();

    /// <returns>Null when nothing goes on. What went wrong is told for an hour.</returns>
    public static Task<InfographicWork?> OfAsync(Frame frame, Guid wave, CancellationToken ct) => frame.OneAsync<InfographicWork>("""
        select work_id, so_far::text as so_far, stop, trouble, beat_at is not null as taken, app.infographics_silent(beat_at) as silent, extract(epoch from clock_timestamp() - asked_at)::integer as seconds
        from infographic_work where wave_id = @wave and (trouble is null or asked_at > now() - interval '1 hour')
        """, new { wave }, ct);

    public static Task<InfographicWork?> SoonAsync(Frame frame, Guid wave, DoInfographics work, CancellationToken ct) => SoonAsync(() => OfAsync(frame, wave, ct), work.LookNow, ct);
}
