using System.Text.Json;
using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Intake;

/// <summary>Keeps the appointment and what was said at the first talk. Two who save at once: the second sees both versions.</summary>
internal sealed class KeepIntake(Frame frame, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(EnrolmentRow child, IntakeRow stood, int version, IntakeFields f, CancellationToken ct)
    {
        var refusals = f.Check(stood.MeetsAt is { } at ? Amsterdam.Day(at) : null, clock.Today());
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var kept = await frame.DoAsync("""
            insert into intake (enrolment_id, meets_at, place, parent_there, interpreter, answers, note, done_at, done_by, by_person, at)
              select @Id, @MeetsAt, @Place, @parent, @Interpreter, @answers::jsonb, @Note, case when @done then @now end, case when @done then @PersonId end, @PersonId, @now where @version = 0 or exists (select 1 from intake i where i.enrolment_id = @Id)
            on conflict (enrolment_id) do update set meets_at = @MeetsAt, place = @Place, parent_there = @parent, interpreter = @Interpreter, answers = @answers::jsonb, note = @Note, done_at = case when @done then coalesce(intake.done_at, @now) end,
              done_by = case when @done then coalesce(intake.done_by, @PersonId) end, version = intake.version + 1, by_person = @PersonId, at = @now where intake.version = @version
            """, new
        {
            child.Id,
            f.MeetsAt,
            f.Place,
            parent = f.Parent switch { "yes" => true, "no" => false, _ => (bool?)null },
            f.Interpreter,
            answers = JsonSerializer.Serialize(f.Answers.Where(a => a.Value?.Length > 0).ToDictionary()),
            f.Note,
            done = f.Done == "yes",
            user.PersonId,
            version,
            now = clock.GetUtcNow(),
        }, ct);
        if (kept == 0)
        {
            return Refusals.LostUpdate;
        }

        journal.Write("keep intake", child.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Needs, "", new { enrolment = child.Id, done = f.Done == "yes" });
        return Done.It;
    }
}
