using System.Globalization;
using System.Text;

namespace InBeeld.Capabilities.Pupils.Contract;

/// <summary>
/// Writes a name the way it sounds to a Dutch ear, so that a search forgives spelling: the key of what someone types is
/// compared with the key of what is stored. The key is for comparing only, never for showing.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>capitals and marks off</term><description>Zoë = zoe, Yılmaz = yilmaz, Jørgen = jorgen</description></item>
/// <item><term>ij, ÿ and y one letter, ei and ey one sound</term><description>Dijkstra = Dykstra, Meijer = Meyer = Meier</description></item>
/// <item><term>ph is f, th is t, ch is g (k before r or l), c is s before e, i and y, else k; q is k, x is ks</term>
/// <description>Sophie = Sofie, Thijs = Tijs, Jochem = Jogem, Christa = Krista, Celine = Seline, Carl = Karl, Max = Maks</description></item>
/// <item><term>z is s</term><description>Zanna = Sanna</description></item>
/// <item><term>d and dt at the end are t</term><description>Geraard = Geraart, Schmidt = Schmit</description></item>
/// <item><term>double letters once</term><description>Janssen = Jansen, Aaltje = Altje</description></item>
/// <item><term>prefixes stay words; a hyphen parts words, an apostrophe or a full stop does not</term>
/// <description>"van den Berg" is "van den berg", "Jan-Pieter" is "jan pieter", "d'Hondt" is "dhont", "'t Hart" is "t hart"</description></item>
/// </list>
/// Letters of other scripts stay, without their marks. The key of a key is that key.
/// </remarks>
public static class SearchKey
{
    /// <summary>The key: words of letters and digits with one space between them; empty for text without any.</summary>
    /// <param name="name">Any text, also not tidied; null is as empty.</param>
    public static string Of(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "";
        }

        var words = Letters(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            // One rule may make room for another ("tth" is "th" is "t"), and none makes a word longer for ever.
            string before;
            do
            {
                before = words[i];
                words[i] = Sound(before);
            }
            while (words[i] != before);
        }

        return string.Join(' ', words);
    }

    private static string Letters(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var rune in Decomposed(name).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                Append(text, Rune.ToLowerInvariant(rune));
            }
            else if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation || rune.Value is '/' or ',' or '_')
            {
                text.Append(' ');
            }
        }

        return text.ToString();
    }

    // Half of a surrogate pair, which only damaged text has, becomes a mark of doubt that is no letter.
    private static string Decomposed(string name)
    {
        var whole = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString().Normalize(NormalizationForm.FormKD);
    }

    // Letters that Unicode does not take apart in a letter and a mark.
    private static void Append(StringBuilder text, Rune letter) => text.Append(letter.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "t",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        _ => letter.ToString(),
    });

    private static string Sound(string word)
    {
        var sound = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var next = i + 1 < word.Length ? word[i + 1] : '\0';
            var (letters, taken) = (word[i], next) switch
            {
                ('e', 'i') => ("ey", i + 2 < word.Length && word[i + 2] is 'j' or 'y' ? 3 : 2),
                ('i', 'j') => ("y", 2),
                ('p', 'h') => ("f", 2),
                ('t', 'h') => ("t", 2),
                ('c', 'h') => (i + 2 < word.Length && word[i + 2] is 'r' or 'l' ? "k" : "g", 2),
                ('c', 'k') => ("k", 2),
                ('c', 'e' or 'i' or 'y') => ("s", 1),
                ('c' or 'q', _) => ("k", 1),
                ('x', _) => ("ks", 1),
                ('z', _) => ("s", 1),
                _ => (word[i].ToString(), 1),
            };
            foreach (var letter in letters)
            {
                if (sound.Length == 0 || sound[^1] != letter || !char.IsLetter(letter))
                {
                    sound.Append(letter);
                }
            }

            i += taken - 1;
        }

        // "dt" is one sound; a single "d", as in "d Hondt", is a word of its own.
        if (sound.Length > 1 && sound[^1] == 'd')
        {
            sound[^1] = 't';
        }

        if (sound.Length > 2 && sound[^1] == 't' && sound[^2] == 'd')
        {
            sound.Remove(sound.Length - 2, 1);
        }

        return sound.ToString();
    }
}
