using System.Globalization;
using System.Text;

namespace InBeeld.Frames.Exports;

/// <param name="Id">The same thing keeps the same id, so that a calendar changes it and does not add it twice.</param>
/// <param name="Summary">What stands in the calendar.</param>
/// <param name="Cancelled">Shown as cancelled by calendars that know it.</param>
internal sealed record CalendarEvent(Guid Id, DateTimeOffset Starts, DateTimeOffset Ends, string Summary, string Location, string Description, bool Cancelled = false);

/// <summary>
/// Writes iCalendar (RFC 5545): lines end in CRLF and are folded at 75 octets without breaking a letter, texts are escaped, times are UTC, so that no
/// table of a time zone is needed and the change of the clock is right in every calendar.
/// </summary>
internal static class CalendarText
{
    private const int Octets = 75;

    public static string Of(IEnumerable<CalendarEvent> events, string name, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//InBeeld//Plekken//NL");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "X-WR-CALNAME:" + Escape(name));
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        foreach (var e in events)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, $"UID:{e.Id}@inbeeld");
            Line(text, "DTSTAMP:" + Utc(now));
            Line(text, "DTSTART:" + Utc(e.Starts));
            Line(text, "DTEND:" + Utc(e.Ends));
            Line(text, "SUMMARY:" + Escape(e.Summary));
            if (e.Location.Length > 0)
            {
                Line(text, "LOCATION:" + Escape(e.Location));
            }

            if (e.Description.Length > 0)
            {
                Line(text, "DESCRIPTION:" + Escape(e.Description));
            }

            Line(text, e.Cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    public static string Escape(string text) =>
        new StringBuilder(text.ReplaceLineEndings("\n")).Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\n", "\\n").ToString();

    /// <summary>As lines of at most 75 octets; the next ones begin with a blank.</summary>
    public static string Fold(string line)
    {
        var (folded, used) = (new StringBuilder(line.Length + 8), 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > Octets)
            {
                folded.Append("\r\n ");
                used = 1;
            }

            folded.Append(rune.ToString());
            used += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }

    private static void Line(StringBuilder text, string line) => text.Append(Fold(line)).Append("\r\n");

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
