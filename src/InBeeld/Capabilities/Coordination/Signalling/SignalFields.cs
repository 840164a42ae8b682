using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Coordination.Signalling;

/// <summary>The questions that everybody who signals answers, as they were filled in.</summary>
internal sealed class SignalFields
{
    public const int Long = 4000;

    public static readonly IReadOnlyList<string> Knows = ["yes", "soon", "no", "unknown"];
    public static readonly IReadOnlyList<string> Thoughts = ["neighbourhood", "youth", "attendance", "childcare", "place", "device", "mentor", "programme"];

    public string? Reason { get; set; }
    public int? Urgency { get; set; }
    public string? Words { get; set; }
    public string? Did { get; set; }
    public string? ThinksOf { get; set; }
    public string? FamilyKnows { get; set; }
    public string? FamilyWhy { get; set; }

    /// <summary>The same was signalled just before; send it all the same.</summary>
    public bool Again { get; set; }

    public IEnumerable<Refusal> Check()
    {
        if (!CaseWords.Kinds.Contains(Reason ?? ""))
        {
            yield return new Refusal("Reason", "Kies waar het om gaat.");
        }

        if (!CaseWords.Urgencies.Contains(Urgency ?? 0))
        {
            yield return new Refusal("Urgency", "Kies hoe snel iemand moet kijken.");
        }

        if (string.IsNullOrWhiteSpace(Words))
        {
            yield return new Refusal("Words", "Schrijf op wat er speelt.");
        }

        foreach (var (name, value, most) in new[] { ("Words", Words, Long), ("Did", Did, Long), ("FamilyWhy", FamilyWhy, 1000) })
        {
            if (value?.Length > most)
            {
                yield return new Refusal(name, "Gebruik hooguit {0} tekens.", most);
            }
        }

        if (!Knows.Contains(FamilyKnows ?? ""))
        {
            yield return new Refusal("FamilyKnows", "Kies of het gezin ervan weet.");
        }
        else if (FamilyKnows == "no" && string.IsNullOrWhiteSpace(FamilyWhy))
        {
            yield return new Refusal("FamilyWhy", "Schrijf op waarom het gezin het niet weet.");
        }

        if (ThinksOf is { Length: > 0 } what && !Thoughts.Contains(what))
        {
            yield return new Refusal("ThinksOf", "Kies aan wie of wat je denkt.");
        }
    }

    public static string FamilyWord(string knows) => knows switch { "yes" => "Ja", "soon" => "Nog niet, maar binnenkort wel", "no" => "Nee", _ => "Dat weet ik niet" };
}
