using System.Globalization;
using System.Text.RegularExpressions;
using InBeeld.Kernel;

namespace InBeeld.Frames;

/// <summary>Days, times and numbers as they are typed.</summary>
internal static partial class Typed
{
    public static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static TimeOnly? Time(string? typed) => TimeOnly.TryParseExact(typed?.Trim().Replace('.', ':'), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static int? Number(string? typed) => int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An amount in euro as whole cents: "1.234,56", "1234,5", "1234.56", "€ 12"; nothing for anything else. A point before three digits divides thousands, as people write here.</summary>
    public static long? Cents(string? typed)
    {
        var plain = typed?.Replace("€", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) ?? "";
        if (plain.Length > 16 || !Amount().IsMatch(plain))
        {
            return null;
        }

        var cents = plain.Length > 3 && plain[^3] is ',' or '.' ? 2 : plain.Length > 2 && plain[^2] is ',' or '.' ? 1 : 0;
        var digits = string.Concat(plain.Where(char.IsAsciiDigit));
        return long.Parse(digits, CultureInfo.InvariantCulture) * (cents switch { 2 => 1, 1 => 10, _ => 100 });
    }

    public static string OfCents(long? cents) => cents is { } c ? $"{c / 100},{c % 100:00}" : "";

    /// <summary>Cents within bounds, or nothing; adds a refusal for anything else.</summary>
    public static long? Cents(string field, string? typed, bool needed, long least, long most, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(typed) && !needed)
        {
            return null;
        }

        if (Cents(typed) is { } cents && cents >= least && cents <= most)
        {
            return cents;
        }

        refusals.Add(Cents(typed) is null ? new Refusal(field, "Schrijf een bedrag, zoals 1.234,56.") : new Refusal(field, "Vul een bedrag in van {0} tot en met {1}.", Kernel.Web.Show.Cents(least), Kernel.Web.Show.Cents(most)));
        return null;
    }

    [GeneratedRegex(@"^(\d{1,3}(\.\d{3})+|\d+)(,\d{1,2})?$|^(\d{1,3}(,\d{3})+|\d+)\.\d{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();

    public static string Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Of(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    public static string Of(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>A number within bounds, or nothing; adds a refusal for anything else.</summary>
    public static int? Number(string field, string? typed, int most, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (Number(typed) is { } number && number <= most)
        {
            return number;
        }

        refusals.Add(new Refusal(field, "Vul een aantal in van 0 tot en met {0}, of laat dit leeg.", most));
        return null;
    }
}
