using InBeeld.Kernel.Web;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>A wave as it stands; without its units.</summary>
internal sealed class WaveRow
{
    public const string Select = "select w.id, w.institute_id, w.questionnaire_key, w.questionnaire_version, w.name, w.kind, w.school_year, w.number, w.opens_on, w.closes_on, w.state, w.opened_at, w.closed_at, w.reminded_at, w.version";

    public Guid Id { get; set; }
    public Guid InstituteId { get; set; }
    public string QuestionnaireKey { get; set; } = "";
    public int QuestionnaireVersion { get; set; }
    public string Name { get; set; } = "";

    /// <summary>school-year or measurement.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The year in which the school year begins.</summary>
    public int SchoolYear { get; set; }

    /// <summary>Of a measurement: 0 is before, 1 the first after.</summary>
    public int? Number { get; set; }

    public DateOnly OpensOn { get; set; }
    public DateOnly ClosesOn { get; set; }

    /// <summary>draft, open or closed.</summary>
    public string State { get; set; } = "";

    public DateTimeOffset? OpenedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public DateTimeOffset? RemindedAt { get; set; }
    public int Version { get; set; }

    /// <summary>The version of the questionnaire as it was frozen; only where it was asked for.</summary>
    public string Definition { get; set; } = "";

    public Questionnaire Questionnaire => QuestionnaireReader.Read(Definition).Questionnaire ?? throw new InvalidOperationException($"The questionnaire of wave {Id} cannot be read");

    /// <summary>Whether libraries can answer on this day.</summary>
    public bool Takes(DateOnly today) => State == "open" && today >= OpensOn && today <= ClosesOn;

    /// <summary>"2025-2026".</summary>
    public static string Year(int schoolYear) => $"{schoolYear}-{schoolYear + 1}";

    public string When(Text text) => Number switch
    {
        null => text["schooljaar {0}", Year(SchoolYear)],
        0 => text["nulmeting, schooljaar {0}", Year(SchoolYear)],
        { } n => text["peiling {0}, schooljaar {1}", n, Year(SchoolYear)],
    };

    /// <summary>A key of the texts.</summary>
    public static string StateWord(string state) => state switch
    {
        "draft" => "In de maak",
        "open" => "Open voor antwoorden",
        _ => "Gesloten voor antwoorden",
    };

    public static string Icon(string state) => state switch
    {
        "draft" => "note",
        "open" => "clock",
        _ => "lock",
    };
}
