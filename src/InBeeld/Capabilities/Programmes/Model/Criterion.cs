using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Model;

/// <summary>What is known of a child when somebody brings it to a programme.</summary>
/// <param name="Level">primary, secondary, special, mbo; empty: not known.</param>
/// <param name="YearGroup">1 to 8 primary, 11 and up secondary.</param>
/// <param name="SaidYes">The questions that were answered with yes.</param>
internal sealed record Facts(string Level, int? YearGroup, DateOnly? Born, IReadOnlyCollection<Guid> SaidYes);

/// <summary>For whom a programme is: one rule, or one question that must be answered with yes.</summary>
internal class Criterion
{
    private const string NotFor = "Nog niet, want dit is voor: {0}.";

    public Guid Id { get; set; }
    public string Kind { get; set; } = "";
    public int? Least { get; set; }
    public int? Most { get; set; }
    public string[] Levels { get; set; } = [];
    public string Question { get; set; } = "";

    /// <summary>What the rule asks, for people.</summary>
    public string Says(Text text) => Kind switch
    {
        "level" => string.Join(", ", Levels.Select(l => text[ProgrammeWords.Level(l)].ToString())),
        "year" => Range(text, ProgrammeWords.Year),
        "age" => Least is { } a && Most is { } b ? text["{0} tot en met {1} jaar", a, b] : Least is { } least ? text["vanaf {0} jaar", least] : text["tot en met {0} jaar", Most!.Value],
        _ => Question,
    };

    /// <summary>Why a child does not fit yet; null: it fits. What is not known never stands in the way: that is asked at the first talk.</summary>
    public Refusal? NotYet(Facts child, DateOnly today, Text text) => Kind switch
    {
        "level" when child.Level.Length > 0 && !Levels.Contains(child.Level) => Refusal.Of(NotFor, Says(text)),
        "year" when child.YearGroup is { } year && (year < Least || year > Most) => Refusal.Of(NotFor, Says(text)),
        "age" when child.Born is { } born && (AgeOn(born, today) < Least || AgeOn(born, today) > Most) => Refusal.Of(NotFor, Says(text)),
        "question" when !child.SaidYes.Contains(Id) => new Refusal($"q-{Id}", "Nog niet, want hier staat geen ja bij: {0}", Question),
        _ => null,
    };

    /// <summary>Whole years on a day; who was born on 29 February has a birthday on 1 March in other years.</summary>
    public static int AgeOn(DateOnly born, DateOnly day) => day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);

    private string Range(Text text, Func<int, Text, string> word) =>
        Least is { } a && Most is { } b ? a == b ? word(a, text) : text["{0} tot en met {1}", word(a, text), word(b, text)] : Least is { } least ? text["vanaf {0}", word(least, text)] : text["tot en met {0}", word(Most!.Value, text)];
}
