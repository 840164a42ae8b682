using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>
/// A key for a pupil from a list without pupil numbers. The same name and birth date always give the same key, so that
/// the next import finds the pupil back, whatever the capitals, marks, spaces or columns the name is spread over.
/// </summary>
internal static class DerivedKey
{
    /// <summary>"~" and twenty hexadecimal digits. No secret: who knows the name and the birth date can compute it.</summary>
    /// <param name="nameParts">The parts of the name in the order in which they are said.</param>
    /// <param name="birthDate">Null when not given: then two pupils of one name get one key, and the second is rejected.</param>
    public static string Of(IEnumerable<string?> nameParts, DateOnly? birthDate)
    {
        var text = new StringBuilder();
        foreach (var c in string.Concat(nameParts).Normalize(NormalizationForm.FormKD))
        {
            // Marks of Latin letters come and go with the program; in other scripts some marks are letters, and stay.
            if (char.IsLetterOrDigit(c) || (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpacingCombiningMark))
            {
                text.Append(char.ToLowerInvariant(c));
            }
            else if (char.IsSurrogate(c))
            {
                text.Append(c);
            }
        }

        text.Append('|').Append(birthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))).AsSpan(0, 20).ToString();
    }
}
