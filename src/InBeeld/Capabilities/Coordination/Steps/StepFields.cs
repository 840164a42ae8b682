using System.Globalization;
using InBeeld.Capabilities.Coordination.DecideSignal;
using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Coordination.Steps;

/// <summary>What somebody fills in of a step.</summary>
internal sealed class StepFields
{
    public string? Kind { get; set; }
    public string? Title { get; set; }
    public Guid? Owner { get; set; }
    public Guid? Companion { get; set; }
    public string? DueOn { get; set; }
    public string? DueAt { get; set; }
    public string? Place { get; set; }

    public DateOnly? Day => DateOnly.TryParseExact(DueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public TimeOnly? Time => TimeOnly.TryParseExact(DueAt, ["HH:mm", "HH:mm:ss", "H:mm", "HH.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <param name="people">Who can have a step.</param>
    /// <param name="least">A new date is not before this day; null: as it was.</param>
    public List<Refusal> Check(IReadOnlyList<LeadChoice> people, DateOnly? least)
    {
        var refusals = new List<Refusal>();
        Title = Title?.Trim() ?? "";
        Place = Place?.Trim() ?? "";
        if (!CaseWords.StepKinds.Contains(Kind))
        {
            refusals.Add(new Refusal("Kind", "Kies wat voor stap het is."));
        }

        if (Title.Length is 0 or > 200)
        {
            refusals.Add(Title.Length == 0 ? new Refusal("Title", "Vul in wat er gebeurt.") : new Refusal("Title", "Dit is langer dan {0} tekens.", 200));
        }

        if (Place.Length > 300)
        {
            refusals.Add(new Refusal("Place", "Dit is langer dan {0} tekens.", 300));
        }

        if (people.All(p => p.MembershipId != Owner))
        {
            refusals.Add(new Refusal("Owner", "Kies wie het doet."));
        }

        if (Companion is { } companion && (companion == Owner || people.All(p => p.MembershipId != companion)))
        {
            refusals.Add(new Refusal("Companion", companion == Owner ? "Kies iemand anders om mee te gaan." : "Kies wie er meegaat uit de lijst."));
        }

        if (Day is not { } day)
        {
            refusals.Add(new Refusal("DueOn", "Vul de dag in."));
        }
        else if (least is { } from && (day < from || day > from.AddYears(2)))
        {
            refusals.Add(new Refusal("DueOn", "Kies een dag vanaf vandaag, binnen twee jaar."));
        }

        if (!string.IsNullOrWhiteSpace(DueAt) && Time is null)
        {
            refusals.Add(new Refusal("DueAt", "Vul de tijd in als 15:30."));
        }

        return refusals;
    }
}

/// <summary>What the form of a step shows.</summary>
internal sealed record StepForm(StepFields Fields, IReadOnlyList<LeadChoice> People, IReadOnlyList<Refusal> Refused);
