using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Tasks;

/// <summary>A call that was made, with what came of it. Who stops leaves the programme and the group in the same step.</summary>
internal sealed class FinishTask(Frame frame, Journal journal, TimeProvider clock, MoveEnrolment move)
{
    public static readonly string[] Results = ["reached", "not_reached", "stops"];

    /// <param name="result">One of <see cref="Results"/>; empty: open again.</param>
    public async Task<Outcome<Done>> RunAsync(TaskRow task, string result, string reason, CancellationToken ct)
    {
        if (result == "stops" && reason.Length is 0 or > 300)
        {
            return new Refusal("why-" + task.Id, "Schrijf in hooguit 300 tekens waarom.");
        }

        if (!await frame.OneAsync<bool>("select app.finish_task(@Id, @result, @now)", new { task.Id, result, now = clock.GetUtcNow() }, ct))
        {
            return Refusal.Of("Een collega paste dit net aan. Kijk eerst hoe het nu is.");
        }

        journal.Write("finish programme task", task.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { task = task.Id, result });
        return result == "stops" ? await move.RunAsync(new Move(task.EnrolmentId, task.Version, "dropped", reason), ct) : Done.It;
    }
}
