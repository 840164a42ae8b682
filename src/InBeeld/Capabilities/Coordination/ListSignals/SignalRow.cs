using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Coordination.ListSignals;

/// <summary>A signal as it stands in a list of the municipality.</summary>
internal sealed class SignalRow
{
    /// <summary>Columns and joins; the child is that of the school, or as who signalled says.</summary>
    public const string Columns = """
        s.id, s.state, s.source, s.reason, s.words, s.urgency, s.decide_by, s.at, s.routed, s.pupil_id, coalesce(p.given_name, s.given_name) as given_name, coalesce(p.prefix, s.prefix) as prefix,
        coalesce(p.surname, s.surname) as surname, coalesce(p.birth_date, s.birth_date) as birth_date, coalesce(o.name, '') as organisation, jsonb_array_length(s.tried) as attempts,
        s.absence is not null as has_absence, s.case_id, s.end_reason, s.intake_by is not null as brought_in
        """;

    public const string From = "signal s left join pupil p on p.id = s.pupil_id left join organisation o on o.id = s.organisation_id";

    public Guid Id { get; set; }
    public string State { get; set; } = "";
    public string Source { get; set; } = "";
    public string Reason { get; set; } = "";
    public string Words { get; set; } = "";
    public short Urgency { get; set; }
    public DateTimeOffset DecideBy { get; set; }
    public DateTimeOffset At { get; set; }
    public string Routed { get; set; } = "";
    public Guid? PupilId { get; set; }
    public string? GivenName { get; set; }
    public string? Prefix { get; set; }
    public string? Surname { get; set; }
    public DateOnly? BirthDate { get; set; }
    public string Organisation { get; set; } = "";
    public int Attempts { get; set; }
    public bool HasAbsence { get; set; }
    public Guid? CaseId { get; set; }
    public string EndReason { get; set; } = "";
    public bool BroughtIn { get; set; }

    public PersonName Name => new(GivenName ?? "", Prefix ?? "", Surname ?? "");

    public int? Age(DateOnly today) => Years(BirthDate, today);

    /// <returns>Whole years on a day; null when the birth date is not known.</returns>
    public static int? Years(DateOnly? born, DateOnly today) => born is { } day ? today.Year - day.Year - (today < day.AddYears(today.Year - day.Year) ? 1 : 0) : null;

    public string Short => Words.Length > 240 ? Words[..240] + "…" : Words;
}
