using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Coordination.CaseList;

/// <summary>A case as a line of the working list.</summary>
internal sealed class CaseRow
{
    public Guid Id { get; set; }
    public long Number { get; set; }
    public int Version { get; set; }
    public Guid? PupilId { get; set; }
    public string? GivenName { get; set; }
    public string? Prefix { get; set; }
    public string? Surname { get; set; }
    public DateOnly? BirthDate { get; set; }
    public string Kind { get; set; } = "";
    public int Urgency { get; set; }
    public string State { get; set; } = "";
    public string LeadState { get; set; } = "";
    public DateOnly? LeadAnswerBy { get; set; }
    public Guid PartyId { get; set; }
    public string Party { get; set; } = "";
    public string Person { get; set; } = "";
    public bool Gone { get; set; }
    public string? StandsIn { get; set; }
    public DateOnly? NextDue { get; set; }
    public string? NextTitle { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string Outcome { get; set; } = "";

    /// <summary>The child, as long as one may know the name; else the number of the case.</summary>
    public string Called(Text text) => Surname is null ? text["Zaak {0}", Number] : new PersonName(GivenName ?? "", Prefix ?? "", Surname).Full;

    /// <summary>", 10 jaar".</summary>
    public string Age(Text text, DateOnly today) => Years(BirthDate, today) is { } years ? ", " + text.N(years, "1 jaar", "{0} jaar") : "";

    public static int? Years(DateOnly? born, DateOnly today) => born is { } day ? today.Year - day.Year - (today < day.AddYears(today.Year - day.Year) ? 1 : 0) : null;

    public int DaysOpen(DateOnly today) => (ClosedAt is { } closed ? Kernel.Amsterdam.Day(closed) : today).DayNumber - Kernel.Amsterdam.Day(OpenedAt).DayNumber;

    /// <summary>The next date: "Te laat, 3 dagen", "Vandaag", "do 26 nov".</summary>
    public string When(Text text, DateOnly today) => NextDue is not { } due ? text["Geen stap gepland"]
        : due < today ? text.N(today.DayNumber - due.DayNumber, "1 dag te laat", "{0} dagen te laat")
        : due == today ? text["Vandaag"] : Show.Day(due, today);

    public string? Shape(DateOnly today) => Lateness.Shape(NextDue, today);
}
