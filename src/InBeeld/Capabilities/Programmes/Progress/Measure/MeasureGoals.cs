using System.Text.Json;
using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Capabilities.Programmes.Progress.Goals;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Progress.Measure;

/// <param name="Who">guide or pupil.</param>
/// <param name="Level">-2 to +2, on the scale with this number.</param>
internal sealed record Mark(Guid Goal, int Scale, string Who, int Level, string Words);

/// <param name="Text">The version of the words that was shown.</param>
/// <param name="Level">1 to 5.</param>
internal sealed record Said(Guid Scale, Guid Text, int Level);

/// <summary>Keeps where a child is with its goals on a day, as guide and child see it, and the answers to short questions. What stands there of that day is replaced and kept beside it.</summary>
internal sealed class MeasureGoals(Frame frame, Journal journal, TimeProvider clock)
{
    /// <param name="batch">Made when the form was shown: a double tap is one measurement.</param>
    /// <param name="known">How much was measured when the form was shown.</param>
    /// <param name="moment">before, during or after.</param>
    public async Task<Outcome<Done>> RunAsync(EnrolmentRow child, Guid batch, int known, DateOnly? day, string moment, IReadOnlyList<Mark> marks, IReadOnlyList<Said> answers, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        if (day is not { } on || on > clock.Today())
        {
            refusals.Add(new Refusal("Day", "Kies een dag die geweest is, of vandaag."));
        }

        if (moment == "before" && marks.Count > 0)
        {
            refusals.Add(new Refusal("Moment", "Waar een doel begon, staat bij het doel. Kies Tijdens of Na afloop."));
        }

        if (marks.Count + answers.Count == 0)
        {
            refusals.Add(Refusal.Of("Kies bij minstens één doel of vraag waar het kind staat."));
        }

        refusals.AddRange(marks.Where(m => m.Words.Length > 300).Select(m => new Refusal($"words-{m.Goal}-{m.Who}", "Schrijf hooguit {0} tekens.", 300)));
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.measure(@batch, @Id, @known, @day, @moment, @marks::jsonb, @answers::jsonb, @now)", new
        {
            batch, child.Id, known, day, moment, marks = Json(marks), answers = Json(answers), now = clock.GetUtcNow(),
        }, ct);
        if (Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write("measure goals", child.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Needs, "", new { enrolment = child.Id, day, marks = marks.Count, answers = answers.Count });
        return Done.It;
    }

    public async Task<Outcome<Done>> UndoAsync(EnrolmentRow child, Guid batch, CancellationToken ct)
    {
        if (!await frame.OneAsync<bool>("select app.undo_measures(@batch, @now)", new { batch, now = clock.GetUtcNow() }, ct))
        {
            return Refusal.Of("Dat kan nu niet meer.");
        }

        journal.Write("take back measurement", child.PupilId is { } pupil ? [pupil] : [], Facets.Identity | Facets.Needs, "", new { enrolment = child.Id, batch });
        return Done.It;
    }

    public static string Json<T>(IReadOnlyList<T> rows) => JsonSerializer.Serialize(rows, JsonSerializerOptions.Web);

    public static Refusal? Why(string why) => why switch
    {
        "no-consent" => Refusal.Of("Er is geen ja op meten. Vraag dat eerst."),
        "future" => new Refusal("Day", "Kies een dag die geweest is, of vandaag."),
        "early" => new Refusal("Day", "Op die dag was een van de doelen er nog niet."),
        _ => KeepGoal.Why(why),
    };
}
