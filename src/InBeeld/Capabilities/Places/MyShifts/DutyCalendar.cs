using System.Globalization;
using System.Text;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Places.MyShifts;

/// <summary>Shifts as a file for a calendar (RFC 5545). No names of colleagues or children stand in it.</summary>
internal static class DutyCalendar
{
    public static byte[] Of(IEnumerable<DutyRow> duties, string library, Text text, DateTimeOffset now)
    {
        var lines = new List<string> { "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//InBeeld//Rooster//NL", "CALSCALE:GREGORIAN", "METHOD:PUBLISH" };
        foreach (var d in duties)
        {
            lines.AddRange(["BEGIN:VEVENT", $"UID:{d.Id}@inbeeld", $"DTSTAMP:{Utc(now)}", $"DTSTART:{Utc(d.Starts)}", $"DTEND:{Utc(d.Ends)}", $"SUMMARY:{Escaped(text[StaffWords.Kind(d.Kind)] + ": " + d.Room)}", $"LOCATION:{Escaped(library)}", "END:VEVENT"]);
        }

        lines.Add("END:VCALENDAR");
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(Folded)));
    }

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string words) => words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // At most 75 octets in a line; what follows begins with a space.
    private static string Folded(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 74)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        return folded.Append("\r\n").ToString();
    }
}
