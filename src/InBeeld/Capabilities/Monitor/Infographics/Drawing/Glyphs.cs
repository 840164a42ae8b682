using System.Globalization;
using System.Text;

namespace InBeeld.Capabilities.Monitor.Infographics.Drawing;

/// <summary>Text and the size at which it fits.</summary>
/// <param name="Lines">None when there is no text.</param>
/// <param name="Size">Of the letters.</param>
/// <param name="Apart">Lines stand so far apart, in sizes.</param>
internal sealed record Fitted(IReadOnlyList<string> Lines, double Size, double Apart = Fitted.Lead)
{
    public const double Lead = 1.3;

    public double Height => Lines.Count == 0 ? 0 : Size * (1 + (Lines.Count - 1) * Apart);
}

/// <summary>
/// How wide text is, without a browser: advance widths in thousandths of the size, measured from Atkinson Hyperlegible Next 400 and 700 without kerning. With kerning text is a little
/// narrower (0.5 % on a title), so what fits by these fits on paper. An accented letter is as wide as its letter; a letter of another script counts as the widest.
/// </summary>
internal static class Glyphs
{
    private const int First = ' ';

    // What is not in the font comes from another one.
    private const int Elsewhere = 1000;

    private static readonly int[] Normal =
    [
        280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548, 576, 614, 588, 598, 510,
        615, 595, 210, 210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569, 552, 694, 694, 392, 512, 631, 541, 824, 693, 714,
        592, 724, 614, 592, 558, 690, 593, 856, 623, 575, 607, 317, 387, 344, 552, 372, 243, 525, 566, 485, 564, 538, 314, 558,
        550, 252, 245, 492, 262, 845, 550, 548, 566, 574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344, 237, 344, 555,
    ];

    private static readonly int[] Bold =
    [
        313, 303, 390, 765, 610, 969, 725, 210, 335, 335, 485, 595, 271, 373, 272, 440, 659, 440, 579, 600, 624, 608, 626, 537,
        624, 571, 272, 272, 569, 612, 569, 547, 781, 678, 643, 658, 689, 597, 566, 718, 701, 425, 561, 664, 552, 858, 717, 747,
        629, 757, 650, 610, 607, 686, 644, 886, 685, 650, 618, 340, 440, 344, 582, 400, 288, 552, 596, 510, 596, 563, 365, 593,
        571, 300, 259, 555, 318, 882, 571, 576, 596, 599, 376, 508, 376, 567, 530, 740, 540, 521, 506, 381, 254, 381, 537,
    ];

    private static readonly Dictionary<char, (int Normal, int Bold)> Others = new()
    {
        ['\u00a0'] = (280, 313),
        ['\u00b7'] = (240, 294),
        ['\u00d7'] = (532, 536),
        ['\u00df'] = (582, 621),
        ['\u00e6'] = (866, 878),
        ['\u0131'] = (252, 300),
        ['\u00c6'] = (891, 966),
        ['\u00f8'] = (548, 576),
        ['\u00d8'] = (714, 747),
        ['\u2013'] = (504, 501),
        ['\u2014'] = (824, 832),
        ['\u2018'] = (236, 269),
        ['\u2019'] = (236, 269),
        ['\u201c'] = (399, 479),
        ['\u201d'] = (399, 479),
        ['\u2026'] = (670, 781),
        ['\u20ac'] = (664, 678),
        ['\u2212'] = (606, 595),
    };

    /// <param name="text">One line.</param>
    /// <param name="size">In units of the drawing.</param>
    /// <param name="bold">Weight 700, otherwise 400.</param>
    /// <param name="spacing">Added after each letter.</param>
    public static double Width(string text, double size, bool bold = false, double spacing = 0)
    {
        var thousandths = 0;
        var letters = 0;
        foreach (var letter in text)
        {
            thousandths += Of(letter, bold);
            letters++;
        }

        return thousandths * size / 1000 + letters * spacing;
    }

    /// <summary>Lines no wider than asked, breaking at blanks, and within a word only when the word alone is too wide. What does not fit in the last line ends in an ellipsis.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, bool bold, int most, out bool cut, double spacing = 0)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            while (rest.Length > 0)
            {
                var tried = line.Length == 0 ? rest : $"{line} {rest}";
                if (Width(tried, size, bold, spacing) <= width)
                {
                    (line, rest) = (tried, "");
                }
                else if (line.Length > 0)
                {
                    lines.Add(line);
                    line = "";
                }
                else
                {
                    var part = Begin(rest, width, size, bold, spacing, "");
                    lines.Add(part);
                    rest = rest[part.Length..];
                }
            }
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        cut = lines.Count > most;
        if (cut)
        {
            var last = Begin(string.Join(' ', lines.Skip(most - 1)), width, size, bold, spacing, "…").TrimEnd();
            lines.RemoveRange(most - 1, lines.Count - most + 1);
            lines.Add(last + "…");
        }

        return lines;
    }

    /// <summary>As large as fits in so many lines, between two sizes; at the smallest size it is cut, and the table has the whole.</summary>
    public static Fitted Fit(string text, double width, double largest, double smallest, bool bold = false, int lines = 1, double spacing = 0)
    {
        var size = largest;
        while (true)
        {
            var wrapped = Wrap(text, width, size, bold, lines, out var cut, spacing * size / largest);
            // A word that is broken is worse than small letters.
            var broken = text.Split(' ').Any(word => Width(word, size, bold, spacing * size / largest) > width);
            if (!cut && !broken && wrapped.Count > 1 && Width(wrapped[^1], size, bold) < width * Widow)
            {
                return Tidied(text, width, size, smallest, bold, wrapped, spacing / largest);
            }

            if ((!cut && !broken) || size <= smallest)
            {
                return new(wrapped, size);
            }

            size = Math.Max(smallest, size * 0.96);
        }
    }

    // A last line shorter than this part of the width looks like a mistake.
    private const double Widow = 0.2;

    /// <summary>One line less when the letters need to be only a little smaller for it, otherwise lines that are about as long as each other.</summary>
    private static Fitted Tidied(string text, double width, double size, double smallest, bool bold, IReadOnlyList<string> lines, double spacing)
    {
        var smaller = Math.Max(smallest, size * 0.93);
        var fewer = Wrap(text, width, smaller, bold, lines.Count, out _, spacing * smaller);
        if (fewer.Count < lines.Count)
        {
            return new(fewer, smaller);
        }

        var (even, narrow) = (lines, width);
        for (var i = 0; i < 12; i++)
        {
            narrow *= 0.95;
            var tried = Wrap(text, narrow, size, bold, int.MaxValue, out _, spacing * size);
            if (tried.Count > lines.Count || text.Split(' ').Any(word => Width(word, size, bold, spacing * size) > narrow))
            {
                break;
            }

            even = tried;
        }

        return new(even, size);
    }

    private static string Begin(string text, double width, double size, bool bold, double spacing, string after)
    {
        var left = width - Width(after, size, bold, spacing);
        var count = 0;
        foreach (var letter in text)
        {
            left -= Of(letter, bold) * size / 1000 + spacing;
            if (left < 0)
            {
                break;
            }

            count++;
        }

        // At least one, otherwise it never ends; and never half of a pair.
        count = Math.Max(1, count);
        if (count < text.Length && char.IsHighSurrogate(text[count - 1]))
        {
            count = count == 1 ? 2 : count - 1;
        }

        return text[..count];
    }

    private static int Of(char letter, bool bold)
    {
        var widths = bold ? Bold : Normal;
        if (letter is >= (char)First and <= '~')
        {
            return widths[letter - First];
        }

        if (Others.TryGetValue(letter, out var other))
        {
            return bold ? other.Bold : other.Normal;
        }

        if (char.IsSurrogate(letter))
        {
            return Elsewhere;
        }

        var bare = letter.ToString().Normalize(NormalizationForm.FormD)[0];
        return bare is >= (char)First and <= '~' ? widths[bare - First] : CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark ? 0 : Elsewhere;
    }
}
