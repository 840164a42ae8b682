using System.Text.Json;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;

namespace InBeeld.Capabilities.Contact.Ladder;

/// <summary>The columns of a child's state that the ladder looks at, as several queries read them.</summary>
internal abstract class LadderColumns
{
    public int Attempts { get; set; }
    public DateOnly? NotReachedSince { get; set; }
    public DateOnly LateFrom { get; set; }
    public DateOnly? AbsentUntil { get; set; }
    public short RungDone { get; set; }
    public DateOnly? RungRestUntil { get; set; }

    /// <summary>Null for a child whose state was never computed.</summary>
    public Proposal? ProposalOn(DateOnly today, IReadOnlyList<Rung> rungs, SchoolCalendar calendar) =>
        NotReachedSince is { } since ? Proposal.Of(rungs, new LadderFacts(Attempts, since, LateFrom, AbsentUntil, RungDone, RungRestUntil), calendar, today) : null;
}

/// <summary>The ladder of a school and its days off, as JSON columns of a query whose school is named <c>o</c> (organisation).</summary>
internal static class LadderSql
{
    public const string Rungs = "(select coalesce(jsonb_agg(jsonb_build_object('number', r.rung, 'kind', r.kind, 'afterAttempts', r.after_attempts, 'afterDays', r.after_days)), '[]')::text from ladder_rung r where r.school_id = o.id)";

    public const string Off = "(select coalesce(jsonb_agg(jsonb_build_object('starts', h.starts, 'ends', h.ends)), '[]')::text from holiday h where h.school_id = o.id or (h.school_id is null and h.region = o.holiday_region))";

    public static IReadOnlyList<Rung> ReadRungs(string json) => Ladder.Rungs.Of(JsonSerializer.Deserialize<List<Rung>>(json, JsonSerializerOptions.Web)!);

    public static SchoolCalendar ReadOff(string json) => new(JsonSerializer.Deserialize<List<DaysOff>>(json, JsonSerializerOptions.Web)!.Select(o => (o.Starts, o.Ends)));

    private sealed record DaysOff(DateOnly Starts, DateOnly Ends);
}

/// <summary>Where one child stands on the ladder of its school.</summary>
internal sealed record LadderOfChild(LadderFacts Facts, IReadOnlyList<Rung> Rungs, SchoolCalendar Calendar)
{
    private sealed class Row : LadderColumns
    {
        public string Rungs { get; set; } = "[]";
        public string Off { get; set; } = "[]";
    }

    public static async Task<LadderOfChild?> OfAsync(Frame frame, Guid pupil, CancellationToken ct)
    {
        var row = await frame.OneAsync<Row>($"""
            select s.attempts, s.not_reached_since, s.late_from, s.absent_until, s.rung_done, s.rung_rest_until, {LadderSql.Rungs} as rungs, {LadderSql.Off} as off
            from pupil_state s join organisation o on o.id = s.school_id where s.pupil_id = @pupil
            """, new { pupil }, ct);
        return row?.NotReachedSince is not { } since ? null : new LadderOfChild(
            new LadderFacts(row.Attempts, since, row.LateFrom, row.AbsentUntil, row.RungDone, row.RungRestUntil), LadderSql.ReadRungs(row.Rungs), LadderSql.ReadOff(row.Off));
    }

    public Proposal? ProposalOn(DateOnly today) => Proposal.Of(Rungs, Facts, Calendar, today);
}
