using System.Globalization;
using System.Text;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>Finds columns by name, in any order. "BEVOEGD GEZAG NUMMER", "bevoegd_gezag_nummer" and "Bevoegd-gezag nummer" are one name.</summary>
internal sealed class Columns
{
    private readonly Dictionary<string, int> places = [];

    public Columns(IReadOnlyList<string> header)
    {
        Count = header.Count;
        for (var i = 0; i < header.Count; i++)
        {
            // The first of two columns with one name counts.
            places.TryAdd(Plain(header[i]), i);
        }
    }

    public int Count { get; }

    public bool Has(params string[] names) => Find(names) is not null;

    public bool HasBegin(string name) => places.Keys.Any(k => k.StartsWith(name, StringComparison.Ordinal));

    /// <summary>The place of the first of these names that the header has.</summary>
    public int? Find(params string[] names)
    {
        foreach (var name in names)
        {
            if (places.TryGetValue(name, out var place))
            {
                return place;
            }
        }

        return null;
    }

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                plain.Append(char.ToUpperInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }
}
