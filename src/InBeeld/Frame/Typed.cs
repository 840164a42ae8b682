using System.Globalization;
using InBeeld.Kernel;

namespace InBeeld.Frames;

/// <summary>Days, times and numbers as they are typed.</summary>
internal static class Typed
{
    public static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static TimeOnly? Time(string? typed) => TimeOnly.TryParseExact(typed?.Trim().Replace('.', ':'), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static int? Number(string? typed) => int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

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
