using System.Globalization;
using System.Text;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Tidies text that people typed without touching how they spell a name.</summary>
internal static class NameText
{
    /// <summary>In characters as people count them (Unicode code points).</summary>
    public const int MaxLength = 200;

    /// <summary>Readers may stop collecting here: what is longer than this is too long after any tidying.</summary>
    public const int MaxRaw = 4096;

    /// <summary>
    /// Trims, makes every run of white space one space, composes letters with their marks (NFC), and drops invisible
    /// direction marks, which could make one name look like another. All letters and diacritics stay.
    /// </summary>
    /// <returns>The text (null when nothing is left) and, when it cannot be used, why.</returns>
    public static (string? Text, Reason? Wrong) Clean(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
        {
            return (null, null);
        }

        if (raw.Length >= MaxRaw)
        {
            return (null, new Reason(ReasonCode.NameTooLong, MaxLength));
        }

        var text = new StringBuilder(raw.Length);
        var space = false;
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (IsSpace(c))
            {
                space = text.Length > 0;
                continue;
            }

            if (IsInvisible(c))
            {
                continue;
            }

            if (char.IsControl(c) || IsLoneSurrogate(raw, i))
            {
                return (null, new Reason(ReasonCode.ControlCharacters));
            }

            if (space)
            {
                text.Append(' ');
                space = false;
            }

            text.Append(c);
        }

        if (text.Length == 0)
        {
            return (null, null);
        }

        var clean = text.ToString().Normalize(NormalizationForm.FormC);
        return Runes(clean) > MaxLength
            ? (null, new Reason(ReasonCode.NameTooLong, MaxLength))
            : (clean, null);
    }

    /// <summary>The tidied text, or null when there is none or it cannot be used.</summary>
    public static string? OrNull(string? raw) => Clean(raw).Text;

    /// <summary>No control characters and no half of a surrogate pair, which no database takes.</summary>
    public static bool IsPrintable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || IsLoneSurrogate(text, i))
            {
                return false;
            }
        }

        return true;
    }

    private static int Runes(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    // Tabs and line ends are how files wrap text; other control characters are a sign of a broken file.
    private static bool IsSpace(char c) => c is '\t' or '\n' or '\r' || char.GetUnicodeCategory(c)
        is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // Direction marks, zero-width space, byte order mark, soft hyphen. The zero-width (non-)joiner stays: Persian and
    // the scripts of India need it to spell.
    private static bool IsInvisible(char c) => c is '\u200E' or '\u200F' or '\u061C' or '\u200B' or '\uFEFF' or '\u00AD'
        or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsLoneSurrogate(string text, int i) => char.IsHighSurrogate(text[i])
        ? i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])
        : char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1]));
}
