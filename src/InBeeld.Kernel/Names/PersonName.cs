using System.Globalization;
using System.Text;

namespace InBeeld.Kernel.Names;

/// <summary>A name the Dutch way: the prefix ("van den") stands between given name and surname, and does not count in sorting.</summary>
public readonly record struct PersonName(string Given, string Prefix, string Surname)
{
    public string Full => string.Join(' ', new[] { Given, Prefix, Surname }.Where(part => !string.IsNullOrWhiteSpace(part)));

    /// <summary>"Berg, Noor van den": for lists that are read by surname.</summary>
    public string BySurname => Surname.Length == 0 ? Given : $"{Surname}, {string.Join(' ', new[] { Given, Prefix }.Where(part => part.Length > 0))}";

    /// <summary>Two letters for the round mark: first of the given name, first of the surname.</summary>
    public string Letters => string.Concat(new[] { Given, Surname }.Where(part => part.Length > 0).Select(part => StringInfo.GetNextTextElement(part).ToUpperInvariant()));

    /// <summary>Lower case, without diacritics, surname before given name: sorts with any bytewise collation.</summary>
    public string SortKey => $"{Plain(Surname.Length == 0 ? Given : Surname)} {Plain(Surname.Length == 0 ? "" : Given)} {Plain(Prefix)}".TrimEnd();

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
        }

        return plain.ToString();
    }
}
