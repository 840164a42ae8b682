using System.Text.Json;
using InBeeld.Data;

namespace InBeeld.Capabilities.Coordination.OpenCase;

/// <summary>Adds to the timeline of a case, in the transaction of what it tells about.</summary>
internal static class CaseEvents
{
    /// <param name="args">Names and titles that the sentence of this kind names (CaseLine).</param>
    public static Task AddAsync(Frame frame, Guid inCase, string kind, bool decision, IReadOnlyList<string> args, string words, DateTimeOffset at, CancellationToken ct) => frame.DoAsync("""
        insert into case_event (case_id, at, kind, decision, by_member, args, words) values (@inCase, @at, @kind, @decision, app.membership(), @args::jsonb, @words)
        """, new { inCase, at, kind, decision, args = JsonSerializer.Serialize(args), words }, ct);
}
