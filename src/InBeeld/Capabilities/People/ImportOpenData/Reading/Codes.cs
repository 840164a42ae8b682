using System.Text.RegularExpressions;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>The codes of DUO and CBS, with what spreadsheets do to them undone: a lost leading zero comes back. Null: not such a code.</summary>
internal static partial class Codes
{
    /// <summary>"00AP", four characters.</summary>
    public static string? Institution(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        // "1AB" was 01AB; "0AP" was 00AP.
        return InstitutionForm().IsMatch(code) ? code.PadLeft(4, '0') : null;
    }

    /// <summary>"16AH00". The location may be whole, or two digits beside the institution's code, or one ("0") when the zero was lost.</summary>
    public static string? Location(string location, string? institution)
    {
        var code = location.Trim().ToUpperInvariant();
        var parts = LocationForm().Match(code);
        if (parts.Success)
        {
            return parts.Groups[1].Value.PadLeft(4, '0') + parts.Groups[2].Value.PadLeft(2, '0');
        }

        return ShortLocation().IsMatch(code) && institution is not null && Institution(institution) is { } brin ? brin + code.PadLeft(2, '0') : null;
    }

    /// <summary>Municipality: "285", "0285" and "GM0285" are 0285.</summary>
    public static string? Municipality(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        code = code.StartsWith("GM", StringComparison.Ordinal) ? code[2..] : code;
        return code.Length is > 0 and <= 4 && code.All(char.IsAsciiDigit) ? code.PadLeft(4, '0') : null;
    }

    /// <summary>Competent authority: five digits.</summary>
    public static string? Board(string text)
    {
        var code = text.Trim();
        return code.Length is > 0 and <= 5 && code.All(char.IsAsciiDigit) ? code.PadLeft(5, '0') : null;
    }

    /// <summary>A region code of two digits.</summary>
    public static string Region(string text)
    {
        var code = text.Trim();
        return code.Length == 1 && char.IsAsciiDigit(code[0]) ? "0" + code : code;
    }

    /// <summary>"9306 TC"; what is no Dutch postcode stays as it was.</summary>
    public static string Postcode(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        var parts = PostcodeForm().Match(code);
        return parts.Success ? $"{parts.Groups[1].Value} {parts.Groups[2].Value}" : code;
    }

    [GeneratedRegex(@"^\d{1,2}[A-Z]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex InstitutionForm();

    [GeneratedRegex(@"^(\d{1,2}[A-Z]{2})(\d{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex LocationForm();

    [GeneratedRegex(@"^\d{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortLocation();

    [GeneratedRegex(@"^(\d{4}) ?([A-Z]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex PostcodeForm();
}
