using System.Globalization;

namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>A word, a number in digits or a sign of a sentence.</summary>
/// <param name="Text">As it stands there.</param>
/// <param name="Start">In the sentence.</param>
/// <param name="Digits">It is a number in digits.</param>
internal sealed record Token(string Text, int Start, bool Digits)
{
    public int End => Start + Text.Length;

    public bool Word => char.IsLetter(Text[0]);

    public bool Is(string word) => Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

internal static class Tokens
{
    public static List<Token> Of(string s)
    {
        List<Token> tokens = [];
        for (var i = 0; i < s.Length;)
        {
            var c = s[i];
            var start = i;
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }

            var digits = char.IsAsciiDigit(c);
            if (digits)
                i = NumberEnd(s, i);
            if (digits && (i == s.Length || !(char.IsLetterOrDigit(s[i]) || (s[i] is '/' or '@' or '_' or '-' or '–' && i + 1 < s.Length && char.IsLetterOrDigit(s[i + 1])))))
            {
                tokens.Add(new(s[start..i], start, true));
                continue;
            }

            if (digits || char.IsLetter(c))
            {
                // A word, also with what hangs on it: VO1,4; 2020-2021; tinyurl.com/3ww; zo'n.
                while (i < s.Length && (char.IsLetterOrDigit(s[i]) || (s[i] is '\'' or '’' or '-' or '–' or '_' or '/' or '@' or '.' or ',' && i + 1 < s.Length && char.IsLetterOrDigit(s[i + 1]))))
                    i++;
                tokens.Add(new(s[start..i], start, false));
                continue;
            }

            tokens.Add(new(s[i..++i], start, false));
        }

        return tokens;
    }

    /// <summary>Groups of three with point, comma or a space between them, and decimals.</summary>
    private static int NumberEnd(string s, int i)
    {
        var first = i;
        while (i < s.Length && char.IsAsciiDigit(s[i]))
            i++;
        while (i + 3 < s.Length + 0 && i - first <= 3 && s[i] is ' ' or '\u00A0' or '\u202F' && Three(s, i + 1))
        {
            i += 4;
            while (i + 3 < s.Length && s[i] == s[i - 4] && Three(s, i + 1))
                i += 4;
            break;
        }

        while (i + 1 < s.Length && s[i] is '.' or ',' && char.IsAsciiDigit(s[i + 1]))
        {
            i++;
            while (i < s.Length && char.IsAsciiDigit(s[i]))
                i++;
        }

        return i;
    }

    private static bool Three(string s, int i) =>
        i + 3 <= s.Length && char.IsAsciiDigit(s[i]) && char.IsAsciiDigit(s[i + 1]) && char.IsAsciiDigit(s[i + 2]) && (i + 3 == s.Length || !char.IsLetterOrDigit(s[i + 3]));

    /// <summary>
    /// The number that digits stand for. In Dutch a point with groups of three is of thousands and a comma of decimals; in English the other way round. One sign before exactly three digits that would make
    /// a count broken ("5,386 scholen" in Dutch) is taken for thousands, and said to be assumed. Null: no number.
    /// </summary>
    public static (decimal Value, int Decimals, bool Assumed)? Number(string digits, bool dutch, bool counts)
    {
        var (thousands, point) = dutch ? ('.', ',') : (',', '.');
        var plain = digits.Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u202F", "", StringComparison.Ordinal);
        var assumed = digits.Contains(' ', StringComparison.Ordinal);
        if (plain.Length > 20)
            return null;
        var signs = plain.Where(c => !char.IsAsciiDigit(c)).ToList();
        if (signs.Count == 0)
            return (decimal.Parse(plain, CultureInfo.InvariantCulture), 0, assumed);
        var parts = plain.Split('.', ',');
        var threes = parts.Skip(1).All(p => p.Length == 3) && parts[0].Length <= 3 && parts[0] != "0";
        if (signs.Distinct().Count() == 1 && threes && (signs.Count > 1 || signs[0] == thousands || counts) && (counts || signs[0] == thousands))
            return (decimal.Parse(string.Concat(parts), CultureInfo.InvariantCulture), 0, assumed || (signs.Count == 1 && signs[0] == point));
        // Thousands of one sign and one decimal sign at the end, or only a decimal sign.
        var wholes = parts[..^1];
        if (signs.Count == 1 || (wholes.Skip(1).All(p => p.Length == 3) && signs[..^1].Distinct().Count() == 1 && signs[^1] != signs[0]))
            return parts[^1].Length > 6 ? null : (decimal.Parse(string.Concat(wholes) + "." + parts[^1], CultureInfo.InvariantCulture), parts[^1].Length, assumed || signs[^1] != point);
        return null;
    }
}
