using System.Globalization;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Places.Cleaning;

/// <summary>A toilet, basin or room and its times, as somebody fills them in.</summary>
internal sealed class PointFields
{
    public string? Title { get; set; }
    public string? Kind { get; set; }
    public string? Times { get; set; }

    public TimeOnly[] Clock { get; private set; } = [];

    public List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        Title = Title?.Trim() ?? "";
        if (Title.Length is 0 or > 80)
        {
            refusals.Add(new Refusal("Title", "Vul in wat schoon moet, in hooguit 80 tekens."));
        }

        if (!DoorWords.Kinds.Contains(Kind))
        {
            refusals.Add(new Refusal("Kind", "Kies wat het is."));
        }

        var parts = (Times ?? "").Split([',', ';', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var clock = parts.Select(Read).ToList();
        if (clock.Count is 0 or > 24 || clock.Contains(null))
        {
            refusals.Add(new Refusal("Times", "Vul tijden in, zoals 9.00, 12.30 en 15.00."));
        }
        else
        {
            Clock = [.. clock.Select(t => t!.Value).Distinct().Order()];
        }

        return refusals;
    }

    public static string Typed(IEnumerable<TimeOnly> times) => string.Join(", ", times.Order().Select(t => t.ToString("H.mm", CultureInfo.InvariantCulture)));

    private static TimeOnly? Read(string part) => TimeOnly.TryParseExact(part.Replace('.', ':'), ["H:mm", "HH:mm", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
