using System.Text.RegularExpressions;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>
/// The year codes of EDEXML: "0" to "8" (primary; 0 is the toddler group), "11" to "16" (secondary year 1 to 6),
/// "S" and "V" (special education, primary and secondary), "B" and "D" (babies, toddlers), "N" (neither), "H" (former).
/// </summary>
internal static partial class YearGroups
{
    /// <summary>The code, or null for "C" (the year differs per pupil), nothing, and anything unknown.</summary>
    public static string? OfEdexml(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        { Length: 1 } code when code[0] is >= '0' and <= '8' or 'S' or 'V' or 'B' or 'D' or 'N' or 'H' => code,
        { Length: 2 } code when code[0] == '1' && code[1] is >= '1' and <= '6' => code,
        _ => null,
    };

    /// <summary>
    /// The code from a cell such as "5", "groep 5", "leerjaar 3" or "13". In secondary education a single digit from
    /// 1 to 6 is the secondary year.
    /// </summary>
    public static string? OfCell(string? text, bool secondary)
    {
        var match = Cell().Match(text ?? "");
        if (!match.Success)
        {
            return OfEdexml(text);
        }

        var digits = match.Groups["year"].Value;
        return OfEdexml(secondary && digits.Length == 1 && digits[0] is >= '1' and <= '6' ? "1" + digits : digits);
    }

    /// <summary>The year in the name of a class such as "6A", "Groep 5" or (secondary) "3HV2"; null when in doubt ("7/8").</summary>
    public static string? OfGroupName(string name, bool secondary)
    {
        var match = GroupName().Match(name);
        return match.Success ? OfCell(match.Groups["year"].Value, secondary) : null;
    }

    [GeneratedRegex(@"^\s*(?:jaargroep|groep|leerjaar|klas|jaar|year|grade|group)?\s*(?<year>[0-9]{1,2})(?:[.,]0+)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cell();

    [GeneratedRegex(@"^\s*(?:groep|klas|class|group)?\s*(?<year>[1-8])\s*\p{L}{0,4}[0-9]?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GroupName();
}
