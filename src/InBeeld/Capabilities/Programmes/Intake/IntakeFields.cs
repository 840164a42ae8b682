using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Frames;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Programmes.Intake;

/// <summary>The first talk as somebody fills it in: when and where, who comes, what was said.</summary>
internal sealed class IntakeFields
{
    public string? Day { get; set; }
    public string? Time { get; set; }
    public string? Place { get; set; }

    /// <summary>yes, no; empty: not known yet.</summary>
    public string? Parent { get; set; }

    public string? Interpreter { get; set; }
    public Dictionary<string, string?> Answers { get; set; } = [];
    public string? Note { get; set; }
    public string? Done { get; set; }

    public static IntakeFields Of(IntakeRow row) => new()
    {
        Day = row.MeetsAt is { } at ? Typed.Of(Amsterdam.Day(at)) : "",
        Time = row.MeetsAt is { } moment ? Typed.Of(TimeOnly.FromDateTime(Amsterdam.Local(moment).DateTime)) : "",
        Place = row.Place,
        Parent = row.ParentThere switch { true => "yes", false => "no", _ => "" },
        Interpreter = row.Interpreter,
        Answers = row.Answered.ToDictionary(a => a.Key, a => (string?)a.Value),
        Note = row.Note,
        Done = row.DoneAt is null ? "" : "yes",
    };

    public DateTimeOffset? MeetsAt => Typed.Day(Day) is { } day && Typed.Time(Time) is { } time ? Amsterdam.At(day, time) : null;

    public string Answer(string question) => Answers.GetValueOrDefault(question) ?? "";

    /// <param name="stood">The day as it was kept; it may lie in the past.</param>
    /// <param name="today">The day on which somebody fills this in.</param>
    public List<Refusal> Check(DateOnly? stood, DateOnly today)
    {
        static string Trimmed(string? typed) => typed?.Trim().ReplaceLineEndings("\n") ?? "";
        (Day, Time, Place, Note, Interpreter, Parent, Done) = (Trimmed(Day), Trimmed(Time), Trimmed(Place), Trimmed(Note), Trimmed(Interpreter), Parent is "yes" or "no" ? Parent : "", Done == "yes" ? Done : "");
        Answers = TalkGuide.Questions.ToDictionary(q => q, q => (string?)Trimmed(Answer(q)));
        var refusals = new List<Refusal>();
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(field, sentence, args));
            }
        }

        var day = Typed.Day(Day);
        When((Day.Length > 0 && day is null) || (day is null && Time.Length > 0) || (day != stood && (day < today.AddYears(-1) || day > today.AddYears(1))), "Day", "Kies een dag voor het gesprek.");
        When((Time.Length > 0 && Typed.Time(Time) is null) || (Time.Length == 0 && day is not null), "Time", "Kies hoe laat het gesprek begint.");
        When(Place.Length > 120, "Place", "Schrijf hooguit {0} tekens.", 120);
        When(Interpreter.Length > 0 && !HomeLanguages.All.Contains(Interpreter), "Interpreter", "Kies een taal uit de lijst.");
        foreach (var question in TalkGuide.Questions)
        {
            When(Answer(question).Length > TalkGuide.Longest, $"Answers[{question}]", "Schrijf hooguit {0} tekens.", TalkGuide.Longest);
        }

        When(Note.Length > 2000, "Note", "Schrijf hooguit {0} tekens.", 2000);
        return refusals;
    }
}
