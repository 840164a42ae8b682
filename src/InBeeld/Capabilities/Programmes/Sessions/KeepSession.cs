using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Sessions;

/// <param name="State">present, late, absent_notice or absent.</param>
internal sealed record Mark(Guid Enrolment, Guid? Pupil, string State, string Reason);

/// <summary>Keeps who was at a session, moves sessions, or lets one not happen. Two absences in a row make a call to do, in the database.</summary>
internal sealed class KeepSession(Frame frame, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> AttendanceAsync(Guid session, int version, IReadOnlyList<Mark> marks, string minutes, string materials, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        if (minutes.Length > 2000)
        {
            refusals.Add(new Refusal("Minutes", "Schrijf hooguit {0} tekens.", 2000));
        }

        if (materials.Length > 1000)
        {
            refusals.Add(new Refusal("Materials", "Schrijf hooguit {0} tekens.", 1000));
        }

        if (marks.FirstOrDefault(m => m.Reason.Length > 200) is { } wordy)
        {
            refusals.Add(new Refusal("why-" + wordy.Enrolment, "Schrijf hooguit {0} tekens.", 200));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.keep_attendance(@session, @version, @enrolments, @states, @reasons, @minutes, @materials, @now)", new
        {
            session, version, enrolments = marks.Select(m => m.Enrolment).ToArray(), states = marks.Select(m => m.State).ToArray(), reasons = marks.Select(m => m.Reason).ToArray(), minutes, materials, now = clock.GetUtcNow(),
        }, ct);
        if (KeepGroup.Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("keep attendance", marks.Select(m => m.Pupil).OfType<Guid>(), Facets.Identity, "", new { session });
        return Done.It;
    }

    public async Task<Outcome<Done>> UndoAsync(Guid session, int version, CancellationToken ct)
    {
        if (KeepGroup.Why((await frame.OneAsync<string>("select app.undo_attendance(@session, @version, @now)", new { session, version, now = clock.GetUtcNow() }, ct))!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("undo attendance", [], Facets.None, "", new { session });
        return Done.It;
    }

    /// <param name="id">Of this move, to undo it by.</param>
    public async Task<Outcome<Done>> MoveAsync(Guid id, IReadOnlyList<SessionRow> moving, IReadOnlyList<Planned> times, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.move_sessions(@id, @ids, @versions, @starts, @ends, @now)", new
        {
            id, ids = moving.Select(s => s.Id).ToArray(), versions = moving.Select(s => s.Version).ToArray(), starts = times.Select(t => t.Starts.UtcDateTime).ToArray(), ends = times.Select(t => t.Ends.UtcDateTime).ToArray(), now = clock.GetUtcNow(),
        }, ct);
        if (KeepGroup.Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("move sessions", [], Facets.None, "", new { group = moving[0].GroupId });
        return Done.It;
    }

    public async Task<Outcome<Done>> UndoMoveAsync(Guid move, CancellationToken ct)
    {
        if (KeepGroup.Why((await frame.OneAsync<string>("select app.undo_move(@move, @now)", new { move, now = clock.GetUtcNow() }, ct))!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("move sessions", [], Facets.None, "", new { move, undone = true });
        return Done.It;
    }

    /// <param name="to">planned or cancelled.</param>
    public async Task<Outcome<Done>> TurnAsync(Guid session, string to, CancellationToken ct)
    {
        if (KeepGroup.Why((await frame.OneAsync<string>("select app.turn_session(@session, @to, @now)", new { session, to, now = clock.GetUtcNow() }, ct))!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("move sessions", [], Facets.None, "", new { session, to });
        return Done.It;
    }
}
