using InBeeld.Frames;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Programmes.Groups;

/// <summary>A group as somebody fills it in; the days and times only when it is new.</summary>
internal sealed class GroupFields
{
    public Guid? Module { get; set; }
    public string? Name { get; set; }
    public string? Capacity { get; set; } = "12";
    public Guid? Guide { get; set; }
    public Guid? Room { get; set; }
    public string? Location { get; set; }
    public string? FirstDay { get; set; }
    public string? From { get; set; } = "15:30";
    public string? To { get; set; } = "17:00";
    public string? Sessions { get; set; }

    public List<Refusal> Check(bool isNew, DateOnly today)
    {
        (Name, Location) = (Name?.Trim() ?? "", Room is null ? Location?.Trim() ?? "" : "");
        var refusals = new List<Refusal>();
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(field, sentence, args));
            }
        }

        When(Name.Length is 0 or > 80, "Name", "Geef de groep een naam van hooguit 80 tekens.");
        When(Typed.Number(Capacity) is not (>= 1 and <= 500), "Capacity", "Vul een aantal in van 1 tot en met 500.");
        When(Guide is null, "Guide", "Kies wie de groep begeleidt.");
        When(Location.Length > 120, "Location", "Schrijf hooguit {0} tekens.", 120);
        if (isNew)
        {
            When(Module is null, "Module", "Kies een module.");
            When(Typed.Day(FirstDay) is not { } day || day < today.AddDays(-90) || day > today.AddYears(2), "FirstDay", "Kies de eerste dag, hooguit drie maanden terug.");
            var (from, to) = (Typed.Time(From), Typed.Time(To));
            When(from is null || to is null || to <= from || to - from > TimeSpan.FromHours(10), "From", "Vul een begin en een eind in. Een bijeenkomst duurt hooguit tien uur.");
            When(Typed.Number(Sessions) is not (>= 1 and <= 60), "Sessions", "Vul een aantal in van 1 tot en met 60.");
        }

        return refusals;
    }
}
