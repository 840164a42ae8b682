using System.Text.Json;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Coordination.Signalling;

/// <summary>The absence report of an mbo college: since when, how much, what was offered, and what is wrong with the reason.</summary>
internal sealed class Absence
{
    public static readonly IReadOnlyList<string> Reasons = ["missing", "unclear"];

    public DateOnly? Since { get; set; }
    public int? Hours { get; set; }
    public string? Support { get; set; }
    public string? ValidReason { get; set; }

    public IEnumerable<Refusal> Check(DateOnly today)
    {
        if (Since is not { } since || since > today || since < today.AddYears(-2))
        {
            yield return new Refusal("Since", "Vul in sinds wanneer de leerling weg is.");
        }

        if (Hours is not (>= 1 and <= 60))
        {
            yield return new Refusal("Hours", "Vul in hoeveel uur per week de leerling mist.");
        }

        if (string.IsNullOrWhiteSpace(Support))
        {
            yield return new Refusal("Support", "Schrijf op welke hulp de leerling kreeg aangeboden.");
        }
        else if (Support.Length > 2000)
        {
            yield return new Refusal("Support", "Gebruik hooguit {0} tekens.", 2000);
        }

        if (!Reasons.Contains(ValidReason ?? ""))
        {
            yield return new Refusal("ValidReason", "Kies wat er met de reden is.");
        }
    }

    public string Json() => JsonSerializer.Serialize(new { Since, Hours, Support = Support!.Trim(), ValidReason }, JsonSerializerOptions.Web);

    public static string ReasonWord(string reason) => reason == "missing" ? "Er is geen geldige reden bekend" : "De reden is niet duidelijk";
}
