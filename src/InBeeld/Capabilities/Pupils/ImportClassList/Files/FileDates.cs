using System.Globalization;
using System.Text.RegularExpressions;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Reads days as files write them. Nothing is guessed: what fits no form is unreadable.</summary>
internal static partial class FileDates
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>A day in XML: 2016-03-14, with or without a zone or a time behind it, which are left off.</summary>
    public static DateOnly? Iso(string text)
    {
        var match = IsoDay().Match(text);
        return match.Success ? Day(match, latestYear: 2000) : null;
    }

    /// <summary>
    /// A day in a table: 2016-03-14, 20160314, 14-03-2016, 14/3/2016, 14.3.16, 14 maart 2016, 14 mrt 2016, a day number
    /// of Excel (42443), each with or without a time behind it. The day always comes before the month, as in the
    /// Netherlands. Two digits for the year mean the last such year up to the latest year that makes sense.
    /// </summary>
    public static DateOnly? Cell(string text, int latestYear)
    {
        text = text.Trim();
        foreach (var form in (Regex[])[IsoDay(), CompactDay(), DutchDay(), NamedMonth()])
        {
            var match = form.Match(text);
            if (match.Success)
            {
                return Day(match, latestYear);
            }
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            ? ExcelDay(serial, since1904: false)
            : null;
    }

    /// <summary>The day of an Excel day number between 1954 and 2119; outside that it is some other number.</summary>
    public static DateOnly? ExcelDay(double serial, bool since1904)
    {
        // Excel counts 29 February 1900, which never was; counting from 30 December 1899 is right from March 1900 on.
        var days = Math.Floor(serial) + (since1904 ? 1462 : 0);
        return days is >= 20_000 and <= 80_000 ? new DateOnly(1899, 12, 30).AddDays((int)days) : null;
    }

    /// <summary>A moment in XML; without a zone it is Dutch time.</summary>
    public static DateTimeOffset? Moment(string? text)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces, out var moment)
            || moment.Year is < 1900 or > 2200)
        {
            return null;
        }

        return moment.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(moment, Amsterdam.GetUtcOffset(moment)).ToUniversalTime()
            : new DateTimeOffset(moment).ToUniversalTime();
    }

    private static DateOnly? Day(Match match, int latestYear)
    {
        var year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        if (match.Groups["y"].Length == 2)
        {
            year += latestYear / 100 * 100;
            year -= year > latestYear ? 100 : 0;
        }

        var month = match.Groups["name"] is { Success: true } name
            ? MonthOf(name.Value)
            : int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
        var day = int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static int MonthOf(string name) => name.ToLowerInvariant() switch
    {
        "jan" or "januari" or "january" => 1,
        "feb" or "februari" or "february" => 2,
        "mrt" or "maart" or "mar" or "march" => 3,
        "apr" or "april" => 4,
        "mei" or "may" => 5,
        "jun" or "juni" or "june" => 6,
        "jul" or "juli" or "july" => 7,
        "aug" or "augustus" or "august" => 8,
        "sep" or "sept" or "september" => 9,
        "okt" or "oct" or "oktober" or "october" => 10,
        "nov" or "november" => 11,
        "dec" or "december" => 12,
        _ => 0,
    };

    private const string Time = @"(?:[T\s]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?\s*$";

    [GeneratedRegex(@"^\s*(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})" + Time, RegexOptions.CultureInvariant)]
    private static partial Regex IsoDay();

    [GeneratedRegex(@"^(?<y>(?:19|20)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex CompactDay();

    [GeneratedRegex(@"^(?<d>[0-9]{1,2})(?<s>[-/.])(?<m>[0-9]{1,2})\k<s>(?<y>[0-9]{4}|[0-9]{2})" + Time, RegexOptions.CultureInvariant)]
    private static partial Regex DutchDay();

    [GeneratedRegex(@"^(?<d>[0-9]{1,2})[-\s]+(?<name>[a-zA-Z]{3,9})\.?[-\s]+(?<y>[0-9]{4}|[0-9]{2})" + Time, RegexOptions.CultureInvariant)]
    private static partial Regex NamedMonth();
}
