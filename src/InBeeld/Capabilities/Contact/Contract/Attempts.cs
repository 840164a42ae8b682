using InBeeld.Data;

namespace InBeeld.Capabilities.Contact.Contract;

/// <summary>One time that somebody tried to reach a family: the day, how, and whom they reached. Never the note.</summary>
internal sealed class Attempt
{
    public DateOnly Day { get; set; }
    public string Channel { get; set; } = "";
    public string Reached { get; set; } = "";
}

internal static class Attempts
{
    private const int AtMost = 20;

    /// <summary>What was tried since the family was last reached, oldest first; as far as whoever asks may see contact.</summary>
    public static async Task<IReadOnlyList<Attempt>> SinceReachedAsync(Frame frame, Guid pupil, CancellationToken ct) => [.. (await frame.ListAsync<Attempt>("""
        select m.day, m.channel, m.reached from contact_moment m
        where m.pupil_id = @pupil and m.withdrawn_at is null and m.reached = 'nobody' and m.at > greatest(
          (select max(r.at) from contact_moment r where r.pupil_id = @pupil and r.withdrawn_at is null and r.reached <> 'nobody'),
          (select s.last_reached_at from pupil_state s where s.pupil_id = @pupil), '-infinity'::timestamptz)
        order by m.at desc, m.id desc limit @AtMost
        """, new { pupil, AtMost }, ct)).AsEnumerable().Reverse()];
}
