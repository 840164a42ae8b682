using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Progress.Goals;

/// <summary>Makes, changes or stops a goal of a child. What was measured keeps its words: the database makes a next scale.</summary>
internal sealed class KeepGoal(Frame frame, Journal journal, TimeProvider clock)
{
    /// <param name="known">The version that was shown; 0 for a new goal.</param>
    public async Task<Outcome<Done>> RunAsync(EnrolmentRow child, Guid goal, int known, GoalFields f, CancellationToken ct)
    {
        if (f.Check(clock.Today()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.keep_goal(@goal, @Id, @known, @Words, @agreed, @from, @steps, @start, @now)", new
        {
            goal, child.Id, known, f.Words, agreed = f.Agreed.ToArray(), from = Typed.Day(f.FromDay), steps = f.Steps.ToArray(), start = GoalFields.StartOf(f.Start), now = clock.GetUtcNow(),
        }, ct);
        return Said(why!, "keep goal", child, goal);
    }

    public async Task<Outcome<Done>> UndoAsync(EnrolmentRow child, Guid goal, int known, CancellationToken ct) =>
        Said((await frame.OneAsync<string>("select app.undo_goal(@goal, @known)", new { goal, known }, ct))!, "keep goal", child, goal);

    /// <param name="reason">Empty: it goes on.</param>
    public async Task<Outcome<Done>> StopAsync(EnrolmentRow child, Guid goal, int known, string reason, CancellationToken ct) =>
        reason.Length > 300
            ? new Refusal("Reason", "Schrijf hooguit {0} tekens.", 300)
            : Said((await frame.OneAsync<string>("select app.stop_goal(@goal, @known, @reason, @now)", new { goal, known, reason, now = clock.GetUtcNow() }, ct))!, "stop goal", child, goal);

    private Outcome<Done> Said(string why, string useCase, EnrolmentRow child, Guid goal)
    {
        if (Why(why) is { } refusal)
        {
            return refusal;
        }

        journal.Write(useCase, child.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Needs, "", new { enrolment = child.Id, goal });
        return Done.It;
    }

    public static Refusal? Why(string why) => why switch
    {
        "" => null,
        "changed" => Refusals.LostUpdate,
        "many" => Refusal.Of("Er lopen al 8 doelen. Stop er eerst een."),
        "over" => Refusal.Of("Dit kind doet niet (meer) mee. Er kan niets bij."),
        "early" => new Refusal("FromDay", "Op een eerdere dag is al gemeten. Kies die dag of een dag ervoor."),
        "gone" => Refusal.Of("Dat staat hier niet (meer)."),
        _ => Refusal.Of("Dat kan nu niet meer."),
    };
}
