using System.Text.RegularExpressions;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Model;

/// <summary>Says when a question is asked the way people say it. Only what can be said in one breath; anything else stays as it was written.</summary>
internal static partial class ConditionWords
{
    public static string Of(string expression, Questionnaire q, Text t)
    {
        if (Some().Match(expression) is { Success: true } some && q.ItemOf(some.Groups["key"].Value) is { } several)
        {
            return t["bij “{0}” iets is gekozen", several.Label.In(t.Language)];
        }

        if (Plain().Match(expression) is not { Success: true } plain || q.ItemOf(plain.Groups["key"].Value) is not { } item)
        {
            return expression;
        }

        var (label, sign, number, code) = (item.Label.In(t.Language), plain.Groups["sign"].Value, plain.Groups["number"].Value, plain.Groups["code"].Value);
        return (item.Kind, sign, number) switch
        {
            (ItemKind.YesNo, "=", "1") => t["“{0}” met ja is beantwoord", label],
            (ItemKind.YesNo, "=", "0") => t["“{0}” met nee is beantwoord", label],
            (ItemKind.Number, ">", not "") => t["bij “{0}” meer dan {1} staat", label, number],
            (ItemKind.Number, "<", not "") => t["bij “{0}” minder dan {1} staat", label, number],
            (ItemKind.Choice, "=", "") when item.Options.FirstOrDefault(o => o.Code == code) is { } option => t["bij “{0}” “{1}” is gekozen", label, option.Label.In(t.Language)],
            (ItemKind.Choice, "!=", "") when item.Options.FirstOrDefault(o => o.Code == code) is { } option => t["bij “{0}” iets anders dan “{1}” is gekozen", label, option.Label.In(t.Language)],
            _ => expression,
        };
    }

    [GeneratedRegex(@"^\s*(\[(?<key>[a-z0-9-]+)\]|(?<key>[a-z0-9]+))\s*(?<sign>=|!=|<|>)\s*('(?<code>[^']*)'|(?<number>[0-9]+))\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^\s*count\(\s*\[?(?<key>[a-z0-9-]+)\]?\s*\)\s*>\s*0\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Some();
}
