using InBeeld.Capabilities.Programmes.Progress.Model;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Progress.Goals;

/// <summary>The form of a goal, as typed.</summary>
internal sealed class GoalFields
{
    public string? Words { get; set; }

    public List<string> Agreed { get; set; } = [];

    public string? FromDay { get; set; }

    /// <summary>-2, -1 or 0.</summary>
    public string? Start { get; set; }

    /// <summary>From -2 to +2.</summary>
    public List<string?> Steps { get; set; } = [];

    public static GoalFields Of(GoalRow goal) => new() { Words = goal.Words, Agreed = [.. goal.AgreedWith], FromDay = Typed.Of(goal.FromDay), Start = StartText(goal.Holds.Start), Steps = [.. goal.Holds.Steps] };

    public static string StartText(int start) => start.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static int? StartOf(string? start) => start switch { "-2" => -2, "-1" => -1, "0" => 0, _ => null };

    public string? Step(int index) => index < Steps.Count ? Steps[index] : null;

    public List<Refusal> Check(DateOnly today)
    {
        var refusals = new List<Refusal>();
        Words = Words?.Trim().ReplaceLineEndings(" ") ?? "";
        // When two versions are shown, the parties come as one value.
        Agreed = [.. Agreed.SelectMany(a => a.Split(',')).Where(a => ProgressWords.Parties.Contains(a)).Distinct()];
        Steps = [.. Enumerable.Range(0, 5).Select(i => Step(i)?.Trim().ReplaceLineEndings(" ") ?? "")];
        if (Words.Length is 0 or > 300)
        {
            refusals.Add(new Refusal("Words", "Schrijf het doel op, in hooguit 300 tekens."));
        }

        if (Agreed.Count == 0)
        {
            refusals.Add(new Refusal("Agreed", "Kies met wie dit is afgesproken."));
        }

        if (Typed.Day(FromDay) is not { } from || from > today || from < today.AddDays(-1100))
        {
            refusals.Add(new Refusal("FromDay", "Kies een dag die geweest is, of vandaag."));
        }

        for (var i = 0; i < 5; i++)
        {
            if (Steps[i]!.Length is 0 or > 200)
            {
                refusals.Add(new Refusal($"Steps[{i}]", "Schrijf deze stap in één zin, hooguit 200 tekens."));
            }
        }

        if (refusals.Count == 0 && Steps.Distinct(StringComparer.OrdinalIgnoreCase).Count() < 5)
        {
            refusals.Add(new Refusal("Steps[0]", "Geef elke stap een eigen zin."));
        }

        if (StartOf(Start) is null)
        {
            refusals.Add(new Refusal("Start", "Kies waar het kind nu staat."));
        }

        return refusals;
    }

    /// <summary>As the form knows it, beside how it stands now.</summary>
    public List<FieldVersions> Beside(GoalFields theirs, Text text) =>
    [
        new("Words", text["Het doel, in eigen woorden"], Words ?? "", theirs.Words ?? ""),
        new("Agreed", text["Met wie afgesproken?"], string.Join(',', Agreed), string.Join(',', theirs.Agreed), all => string.Join(", ", all.Split(',').Select(p => text[ProgressWords.Party(p)].ToString()))),
        new("FromDay", text["Vanaf welke dag?"], FromDay ?? "", theirs.FromDay ?? ""),
        .. Enumerable.Range(0, 5).Select(i => new FieldVersions($"Steps[{i}]", ProgressWords.Sign(i - 2) + ", " + text[ProgressWords.Step(i - 2)], Step(i) ?? "", theirs.Step(i) ?? "")),
        new("Start", text["Waar staat het kind nu?"], Start ?? "", theirs.Start ?? "", start => text[ProgressWords.Step(StartOf(start) ?? -2)]),
    ];
}
