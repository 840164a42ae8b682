using System.Globalization;
using InBeeld.Kernel;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Model;

/// <summary>Rows typed as lines, the parts divided by a bar: "ja | Ja | Yes | 2".</summary>
internal static class Lines
{
    private const int Most = 1000;

    public static List<string[]> Of(string? typed) =>
        [.. (typed ?? "").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).Take(Most).Select(l => l.Split('|').Select(p => p.Trim()).ToArray())];

    public static string At(this string[] line, int i) => i < line.Length ? line[i] : "";

    public static string Text(IEnumerable<IEnumerable<string>> rows) => string.Join('\n', rows.Select(r => string.Join(" | ", r)));

    /// <summary>"1,5" or "1.5"; nothing for what is empty; a refusal for anything else.</summary>
    public static decimal? Number(string? typed, string field, List<Refusal> refusals)
    {
        var text = typed?.Trim().Replace(',', '.') ?? "";
        if (text.Length == 0)
        {
            return null;
        }

        if (text.Length <= 20 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        refusals.Add(new Refusal(field, "“{0}” is geen getal. Schrijf zoiets als 12 of 12,5.", text.Length > 20 ? text[..20] : text));
        return null;
    }

    public static string Of(decimal? number) => number is { } n ? n.ToString("0.####", CultureInfo.CurrentCulture) : "";

    /// <summary>What the check says of one row, at the fields of the form.</summary>
    /// <param name="path">Such as "items[3]".</param>
    public static IEnumerable<Refusal> Refusals(this IEnumerable<QuestionnaireFault> faults, string path, Kernel.Web.Text text, Func<QuestionnaireFault, string> field) => faults
        .Where(f => f.Path == path || f.Path.StartsWith(path + ".", StringComparison.Ordinal) || f.Path.StartsWith(path + "[", StringComparison.Ordinal))
        .Select(f => new Refusal(field(f), "{0}", QuestionWords.Whole(f with { Key = "", Path = f.Path == path ? "" : f.Key }, text)));
}
