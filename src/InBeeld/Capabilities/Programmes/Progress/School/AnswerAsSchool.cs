using System.Globalization;
using InBeeld.Capabilities.Programmes.Progress.Goals;
using InBeeld.Capabilities.Programmes.Progress.Measure;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Programmes.Progress.School;

/// <summary>A test as typed; the score and its ends may stay empty, but not one of the three.</summary>
internal sealed class TestFields
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string? Name { get; set; }

    public string? Day { get; set; }

    public string? Outcome { get; set; }

    public string? Score { get; set; }

    public string? Least { get; set; }

    public string? Most { get; set; }

    /// <summary>The parent agrees that school gives this.</summary>
    public bool Agreed { get; set; }

    public static decimal? Decimal(string? typed) => decimal.TryParse(typed?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 100_000 ? decimal.Round(number, 2) : null;

    public List<Refusal> Check(DateOnly today)
    {
        var refusals = new List<Refusal>();
        (Name, Outcome, Score, Least, Most) = (Name?.Trim() ?? "", Outcome?.Trim() ?? "", Score?.Trim() ?? "", Least?.Trim() ?? "", Most?.Trim() ?? "");
        if (Name.Length is 0 or > 80)
        {
            refusals.Add(new Refusal("Name", "Vul de naam van de toets in, hooguit 80 tekens."));
        }

        if (Typed.Day(Day) is not { } day || day > today)
        {
            refusals.Add(new Refusal("TestDay", "Kies een dag die geweest is, of vandaag."));
        }

        if (Outcome.Length is 0 or > 80)
        {
            refusals.Add(new Refusal("Outcome", "Vul in wat eruit kwam, hooguit 80 tekens."));
        }

        if (Score.Length + Least.Length + Most.Length > 0 && !(Decimal(Score) is { } score && Decimal(Least) is { } least && Decimal(Most) is { } most && least < most && score >= least && score <= most))
        {
            refusals.Add(new Refusal("Score", "Vul de score in met de laagste en de hoogste die kan. Of laat alle drie leeg."));
        }

        if (!Agreed)
        {
            refusals.Add(new Refusal("Agreed", "Geef een toets alleen als een ouder dat goed vindt."));
        }

        return refusals;
    }
}

/// <summary>What a school says of its own child to a programme: short questions, and tests it may share.</summary>
internal sealed class AnswerAsSchool(Frame frame, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Done>> AnswerAsync(Guid pupil, Guid enrolment, Guid batch, DateOnly? day, string moment, IReadOnlyList<Said> answers, CancellationToken ct)
    {
        if (day is not { } on || on > clock.Today())
        {
            return new Refusal("Day", "Kies een dag die geweest is, of vandaag.");
        }

        if (answers.Count == 0)
        {
            return Refusal.Of("Kies bij minstens één vraag een antwoord.");
        }

        return Kept(await frame.OneAsync<string>("select app.answer_as_school(@batch, @enrolment, @day, @moment, @answers::jsonb, @now)", new { batch, enrolment, day, moment, answers = MeasureGoals.Json(answers), now = clock.GetUtcNow() }, ct), "answer as school", pupil, enrolment);
    }

    public async Task<Outcome<Done>> UndoAsync(Guid pupil, Guid enrolment, Guid batch, CancellationToken ct) =>
        Kept(await frame.OneAsync<bool>("select app.undo_measures(@batch, @now)", new { batch, now = clock.GetUtcNow() }, ct) ? "" : "no", "take back measurement", pupil, enrolment);

    public async Task<Outcome<Done>> GiveAsync(Guid pupil, Guid enrolment, TestFields f, CancellationToken ct)
    {
        if (f.Check(clock.Today()) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("select app.give_test(@Id, @enrolment, @Name, @day, @Outcome, @score, @least, @most, @now)", new
        {
            f.Id, enrolment, f.Name, day = Typed.Day(f.Day), f.Outcome, score = TestFields.Decimal(f.Score), least = TestFields.Decimal(f.Least), most = TestFields.Decimal(f.Most), now = clock.GetUtcNow(),
        }, ct);
        return why == "many" ? Refusal.Of("Er staan al 50 toetsen. Neem er eerst een terug.") : Kept(why, "give test", pupil, enrolment);
    }

    public async Task<Outcome<Done>> TurnTestAsync(Guid pupil, Guid enrolment, Guid test, bool back, CancellationToken ct) =>
        Kept(await frame.OneAsync<bool>("select app.turn_test(@test, @back, @now)", new { test, back, now = clock.GetUtcNow() }, ct) ? "" : "no", "give test", pupil, enrolment);

    private Outcome<Done> Kept(string? why, string useCase, Guid pupil, Guid enrolment)
    {
        if (why == "no-consent")
        {
            return Refusal.Of("Het gezin zei (nog) geen ja op meten. Vraag dat aan de bibliotheek.");
        }

        if (MeasureGoals.Why(why!) is { } refusal)
        {
            return refusal;
        }

        journal.Write(useCase, [pupil], Facets.Identity | Facets.Needs, "", new { enrolment });
        return Done.It;
    }
}
