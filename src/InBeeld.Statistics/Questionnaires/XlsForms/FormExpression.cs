using System.Text;
using System.Text.RegularExpressions;

namespace InBeeld.Statistics.Questionnaires.XlsForms;

/// <summary>Translates a condition of a form, word by word; what has no translation makes the whole untranslated.</summary>
internal static partial class FormExpression
{
    /// <summary>Null when it cannot be said.</summary>
    /// <param name="text">In the words of XLSForm.</param>
    /// <param name="self">Key that "." stands for; "" where it means nothing.</param>
    /// <param name="names">From the names of the form to keys.</param>
    /// <param name="choices">From the codes of the form to codes here.</param>
    public static string? Of(string text, string self, FormNames names, FormChoices choices)
    {
        if (text.Length > 2000)
            return null;
        var words = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var match = Word().Match(text, at);
            if (!match.Success || match.Index != at || Say(match, self, names, choices) is not { } said)
                return null;
            words.Add(said);
            at += match.Length;
        }

        return Empties(words);
    }

    private static string? Say(Match word, string self, FormNames names, FormChoices choices)
    {
        if (word.Groups["name"] is { Success: true, Value: var name })
            return names.Of(name) is { } key ? $"[{key}]" : null;
        if (word.Groups["self"].Success)
            return self.Length > 0 ? $"[{self}]" : null;
        if (word.Groups["text"] is { Success: true, Value: var quoted })
            return $"'{choices.Code(quoted[1..^1]).Replace("'", "''", StringComparison.Ordinal)}'";
        if (word.Groups["call"] is { Success: true, Value: var call })
        {
            return call.TrimEnd('(').Trim() switch
            {
                "selected" => "includes(",
                "count-selected" => "count(",
                "not" => "not (",
                "round" => "round(",
                "if" => "if(",
                "and" => "and (",
                "or" => "or (",
                _ => null,
            };
        }

        return word.Value switch
        {
            "div" => "/",
            "true()" => "true",
            "false()" => "false",
            "and" or "or" => word.Value,
            _ when word.Groups["word"].Success => null,
            _ => word.Value,
        };
    }

    // Nothing filled in is a state here, not an empty text.
    private static string Empties(List<string> words)
    {
        var said = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            if (i + 2 < words.Count && words[i][0] == '[' && words[i + 1] is "=" or "!=" && words[i + 2] == "''")
            {
                said.Append(words[i + 1] == "=" ? "(not known(" : "(known(").Append(words[i]).Append(")) ");
                i += 2;
                continue;
            }

            said.Append(words[i]).Append(' ');
        }

        return said.ToString().Trim();
    }

    [GeneratedRegex("""\G(?:\$\{(?<name>[^}]{1,100})\}|(?<text>'[^']*'|"[^"]*")|(?<number>\d+(?:\.\d+)?)|true\(\)|false\(\)|(?<call>[A-Za-z][\w-]*\s*\()|(?<word>[A-Za-z][\w-]*)|<=|>=|!=|[=<>+\-*(),]|(?<self>\.))""", RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Word();
}
