using System.Text.Json;
using InBeeld.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InBeeld.Capabilities.Safety.Model;

/// <summary>What is filled in for a step. <c>Consulted</c>: somebody's function, not what they said.</summary>
internal sealed record StepAnswers(DateOnly? DoneOn, string Words, string Consulted, string SafeHome, DateOnly? SafeHomeOn, bool Anonymous, string Reference, string Outcome);

/// <summary>A step of the meldcode that was taken.</summary>
internal sealed class SafetyStep
{
    public const int MostWords = 8000;

    private SafetyStep()
    {
    }

    public Guid Id { get; private init; }
    public Guid RecordId { get; private init; }
    public short Step { get; private init; }
    public DateOnly DoneOn { get; private set; }
    public string Words { get; private set; } = "";
    public string Consulted { get; private set; } = "";
    public string SafeHome { get; private set; } = "";
    public DateOnly? SafeHomeOn { get; private set; }
    public bool Anonymous { get; private set; }
    public string Reference { get; private set; } = "";
    public string Outcome { get; private set; } = "";
    public Guid ByPerson { get; private set; }
    public DateTimeOffset At { get; private set; }
    public int Version { get; private set; } = 1;

    /// <param name="weighed">What step 4 came to, or empty.</param>
    public static Outcome<SafetyStep> Take(Guid id, Guid record, short step, StepAnswers answers, string weighed, Guid by, DateTimeOffset now)
    {
        var taken = new SafetyStep { Id = id, RecordId = record, Step = step };
        var refusals = Wrong(step, answers, weighed, Amsterdam.Day(now));
        if (refusals.Count > 0)
        {
            return refusals;
        }

        taken.Fill(answers, by, now);
        return taken;
    }

    /// <summary>Says it better; the version before is kept by <see cref="SafetyStepHistory"/>.</summary>
    public Outcome<SafetyStep> Correct(StepAnswers answers, string weighed, Guid by, DateTimeOffset now)
    {
        var refusals = Wrong(Step, answers, weighed, Amsterdam.Day(now));
        if (refusals.Count > 0)
        {
            return refusals;
        }

        Fill(answers, by, now);
        Version++;
        return this;
    }

    public bool Says(StepAnswers answers) => Now == Trimmed(Step, answers);

    public string AsJson() => JsonSerializer.Serialize(new { DoneOn, Words, Consulted, SafeHome, SafeHomeOn, Anonymous, Reference, Outcome, ByPerson, At, Version }, JsonSerializerOptions.Web);

    private StepAnswers Now => new(DoneOn, Words, Consulted, SafeHome, SafeHomeOn, Anonymous, Reference, Outcome);

    private void Fill(StepAnswers given, Guid by, DateTimeOffset now)
    {
        var answers = Trimmed(Step, given);
        (DoneOn, Words, Consulted, Outcome) = (answers.DoneOn!.Value, answers.Words, answers.Consulted, answers.Outcome);
        (SafeHome, SafeHomeOn, Anonymous, Reference) = (answers.SafeHome, answers.SafeHomeOn, answers.Anonymous, answers.Reference);
        (ByPerson, At) = (by, now);
    }

    // What a step does not ask is not kept.
    private static StepAnswers Trimmed(short step, StepAnswers a)
    {
        var called = step == 2 ? a.SafeHomeOn is not null : step == 5 && Meldcode.Reports(a.Outcome);
        return new StepAnswers(a.DoneOn, a.Words.Trim(), step == 2 ? a.Consulted.Trim() : "", called ? a.SafeHome.Trim() : "", called ? a.SafeHomeOn : null,
            step == 2 && called && a.Anonymous, step == 5 && called ? a.Reference.Trim() : "", Meldcode.Outcomes(step).Contains(a.Outcome) ? a.Outcome : "");
    }

    private static List<Refusal> Wrong(short step, StepAnswers a, string weighed, DateOnly today)
    {
        var wrong = new List<Refusal>();
        if (a.DoneOn is null || a.DoneOn > today)
        {
            wrong.Add(new Refusal("DoneOn", "Vul in op welke dag je dit deed, vandaag of eerder."));
        }

        if (step == 2 && a.SafeHomeOn is null && string.IsNullOrWhiteSpace(a.Consulted))
        {
            wrong.Add(new Refusal("Consulted", "Vul in met wie je overlegde: een collega, Veilig Thuis of allebei."));
        }

        if (Meldcode.Outcomes(step) is { Count: > 0 } choices && !choices.Contains(a.Outcome))
        {
            wrong.Add(new Refusal("Outcome", "Kies wat het is."));
        }

        if (step == 5 && Meldcode.Reports(a.Outcome) && a.SafeHomeOn is null)
        {
            wrong.Add(new Refusal("SafeHomeOn", "Vul in op welke dag je meldde bij Veilig Thuis."));
        }

        if (a.SafeHomeOn > today)
        {
            wrong.Add(new Refusal("SafeHomeOn", "Deze dag ligt in de toekomst."));
        }

        if (string.IsNullOrWhiteSpace(a.Words) && NeedsWords(step, a.Outcome, weighed) is { } sentence)
        {
            wrong.Add(sentence);
        }

        foreach (var (field, text, most) in new[] { ("Words", a.Words, MostWords), ("Consulted", a.Consulted, 200), ("SafeHome", a.SafeHome, 200), ("Reference", a.Reference, 60) })
        {
            if (text.Length > most)
            {
                wrong.Add(new Refusal(field, "Gebruik hooguit {0} tekens.", most));
            }
        }

        return wrong;
    }

    private static Refusal? NeedsWords(short step, string outcome, string weighed) => (step, outcome) switch
    {
        (1, _) => new Refusal("Words", "Schrijf op wat je zag of hoorde."),
        (3, Meldcode.NotSafe) => new Refusal("Words", "Schrijf op waarom een gesprek nu niet veilig is."),
        (4, _) => new Refusal("Words", "Schrijf op hoe je tot deze weging komt."),
        (5, "help" or "neither") when Meldcode.Unsafe(weighed) => new Refusal("Words", "Je weegt het als onveilig. Schrijf op waarom je niet meldt."),
        (5, "neither") => new Refusal("Words", "Schrijf op waarom je niets doet."),
        _ => null,
    };
}

/// <summary>How a step read before it was corrected.</summary>
internal sealed class SafetyStepHistory
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid StepId { get; init; }
    public Guid RecordId { get; init; }
    public string Was { get; init; } = "{}";
    public DateTimeOffset ReplacedAt { get; init; }
    public Guid ReplacedBy { get; init; }
}

internal sealed class SafetyStepMapping : IEntityTypeConfiguration<SafetyStep>
{
    public void Configure(EntityTypeBuilder<SafetyStep> step)
    {
        step.HasKey(s => s.Id);
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Version).IsConcurrencyToken();
    }
}

internal sealed class SafetyStepHistoryMapping : IEntityTypeConfiguration<SafetyStepHistory>
{
    public void Configure(EntityTypeBuilder<SafetyStepHistory> history)
    {
        history.HasKey(h => h.Id);
        history.Property(h => h.Id).ValueGeneratedNever();
        history.Property(h => h.Was).HasColumnType("jsonb");
    }
}
