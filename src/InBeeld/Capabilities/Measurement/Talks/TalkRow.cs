using System.Globalization;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Measurement.Talks;

/// <summary>An appointment to speak with somebody in a round.</summary>
internal sealed class TalkRow
{
    public Guid Id { get; set; }
    public Guid MeasurementId { get; set; }
    public Guid RoundId { get; set; }
    public Guid RespondentId { get; set; }
    public int RoundNumber { get; set; }
    public string Role { get; set; } = "";
    public int Number { get; set; }
    public string Label { get; set; } = "";
    public DateOnly Day { get; set; }
    public TimeOnly Time { get; set; }
    public int Minutes { get; set; }
    public string Way { get; set; } = "";
    public string Place { get; set; } = "";
    public string State { get; set; } = "";
    public DateOnly? WasDay { get; set; }
    public TimeOnly? WasTime { get; set; }
    public int Notes { get; set; }
    public bool Agreed { get; set; }
    public bool Withdrawn { get; set; }

    public bool Moved => WasDay is not null;

    public string Clock => Time.ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "nl" ? "HH.mm" : "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The rows as t.</summary>
    public const string Sql = """
        select t.id, t.measurement_id, t.round_id, t.respondent_id, o.number as round_number, r.role, r.number, r.label, t.day, t.time, t.minutes, t.way, t.place, t.state, t.was_day, t.was_time,
          (select count(*)::integer from measurement_note n where n.talk_id = t.id) as notes, app.measurement_agreed(r.id) as agreed, r.withdrawn_at is not null as withdrawn
        from measurement_talk t join measurement_respondent r on r.id = t.respondent_id and r.removed_at is null join measurement_round o on o.id = t.round_id
        """;
}

/// <summary>Talks as a file for a calendar: the role and where, never who.</summary>
internal static class TalkCalendar
{
    public static string Of(IEnumerable<TalkRow> talks, string measurement, Text text, DateTimeOffset now) => CalendarText.Of(talks.Select(t =>
    {
        var starts = Amsterdam.At(t.Day, t.Time);
        return new CalendarEvent(t.Id, starts, starts.AddMinutes(t.Minutes), text["Gesprek met {0}", text[MeasurementWords.SignedWord(t.Role)]], t.Place.Length > 0 ? t.Place : text[MeasurementWords.WayWord(t.Way)], measurement, t.State == "cancelled");
    }), measurement, now);
}
