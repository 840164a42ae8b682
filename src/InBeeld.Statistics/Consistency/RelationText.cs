using System.Globalization;
using System.Numerics;

namespace InBeeld.Statistics.Consistency;

/// <summary>Reads "union = a + b - overlap", "2 * a &lt;= b + 3", "a &lt; b". Names: letters, digits, _ and . ; other names between double quotes, or as they stand in a statement.</summary>
internal static class RelationText
{
    private const int MostTerms = 100;
    private const long MostFactor = 1_000_000;

    /// <summary>The terms on the left less those on the right, and what stands between.</summary>
    internal sealed record Sum(Dictionary<string, BigInteger> Terms, BigInteger Number, string Compare);

    /// <summary>Null and the reason when it cannot be read. The known names by their first letter.</summary>
    public static Sum? Read(string text, ILookup<char, string> known, out string trouble)
    {
        trouble = "";
        var sum = new Sum([], 0, "");
        var (at, sign, side, compare, terms) = (0, 1, 1, "", 0);
        BigInteger? factor = null;
        var wantsTerm = true;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length)
                break;
            var c = text[at];
            if (c is '+' or '-' && factor is null)
            {
                sign = c == '-' ? -sign : sign;
                wantsTerm = true;
                at++;
                continue;
            }

            if (!wantsTerm)
            {
                var op = Operators.FirstOrDefault(o => string.CompareOrdinal(text, at, o, 0, o.Length) == 0);
                if (op is null)
                    return Trouble(out trouble, $"after the term, at character {at + 1}, must stand +, - or one of = <= >= < >");
                if (compare != "")
                    return Trouble(out trouble, "only one of = <= >= < > may stand in it");
                (compare, side, sign, wantsTerm) = (op, -1, 1, true);
                at += op.Length;
                continue;
            }

            if (++terms > MostTerms)
                return Trouble(out trouble, $"there are more than {MostTerms} terms");
            if (char.IsAsciiDigit(c) && Named(text, at, known) is not { Length: > 0 })
            {
                var start = at;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                    at++;
                if (at - start > 13 || !long.TryParse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > CheckLimits.Number)
                    return Trouble(out trouble, "a number is over 1,000,000,000,000");
                while (at < text.Length && text[at] == ' ')
                    at++;
                if (at < text.Length && text[at] == '*')
                {
                    if (factor is not null || number > MostFactor)
                        return Trouble(out trouble, "a factor must be one whole number of at most 1,000,000");
                    (factor, at) = (number, at + 1);
                    continue;
                }

                if (factor is not null)
                    return Trouble(out trouble, "a factor must stand before a name");
                sum = sum with { Number = sum.Number + (side * sign * number) };
            }
            else
            {
                var name = c == '"' ? Quoted(text, at) : Named(text, at, known);
                if (name.Length == 0)
                    return Trouble(out trouble, $"at character {at + 1} must stand a name or a whole number");
                at += name.Length + (c == '"' ? 2 : 0);
                sum.Terms[name] = sum.Terms.GetValueOrDefault(name) + (side * sign * (factor ?? 1));
            }

            (factor, wantsTerm, sign) = (null, false, 1);
        }

        return wantsTerm || compare == "" ? Trouble(out trouble, compare == "" ? "one of = <= >= < > must stand in it" : "it ends before the last term") : sum with { Compare = compare };
    }

    private static readonly string[] Operators = ["==", "<=", ">=", "≤", "≥", "=", "<", ">"];

    private static Sum? Trouble(out string trouble, string what)
    {
        trouble = what;
        return null;
    }

    private static string Quoted(string text, int at) => text.IndexOf('"', at + 1) is var end and > 0 ? text[(at + 1)..end] : "";

    /// <summary>The longest known name that starts here and ends at the end of a word, else the word.</summary>
    private static string Named(string text, int at, ILookup<char, string> known)
    {
        var best = known[text[at]].Where(k => string.CompareOrdinal(text, at, k, 0, k.Length) == 0 && (at + k.Length == text.Length || !Part(text[at + k.Length]) || !Part(k[^1])))
            .MaxBy(k => k.Length);
        if (best is not null)
            return best;
        var end = at;
        while (end < text.Length && Part(text[end]))
            end++;
        return end > at && (char.IsLetter(text[at]) || text[at] == '_') ? text[at..end] : "";
    }

    private static bool Part(char c) => char.IsLetterOrDigit(c) || c is '_' or '.';
}
