namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Takes whole names apart with the prefixes (tussenvoegsels) of Dutch names.</summary>
internal static class DutchNames
{
    // The words of the official table of prefixes (Landelijke tabel 36 of the population register), word by word, with
    // the usual abbreviations. Longer ones such as "van den" are several of them in a row.
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "'s", "'t", "'n", "a", "aan", "abou", "abu", "af", "al", "am", "an", "auf", "aus", "aven", "bar", "bei", "bel", "ben",
        "bij", "bin", "bint", "boven", "buiten", "d'", "da", "dal", "dalla", "das", "de", "degli", "dei", "del", "della", "den",
        "der", "des", "di", "die", "do", "don", "dos", "du", "e", "el", "het", "i", "im", "in", "l'", "la", "las", "le", "les",
        "li", "lo", "los", "met", "mac", "na", "o'", "onder", "op", "over", "s'", "t'", "te", "ten", "ter", "tho", "thoe", "thor",
        "to", "toe", "tot", "uijt", "uit", "unter", "v", "v.", "v.d.", "v/d", "vd", "van", "vande", "vanden", "vander", "ver",
        "vom", "von", "voor", "vor", "y", "zu", "zum", "zur",
    };

    private static readonly char[] Comma = [','];

    /// <summary>
    /// "Noor van den Berg", "Berg, Noor van den" and "Berg, van den, Noor" all give (Noor, van den, Berg). Without a prefix
    /// the last word is the surname; a single word is a given name. Only prefixes in small letters count, since "Van" and
    /// "Le" are names as well, unless the whole name is in capitals.
    /// </summary>
    /// <param name="name">Tidied text: single spaces, none around it.</param>
    /// <returns>Parts that are not there are null; a name of any words gives at least one part.</returns>
    public static (string? Given, string? Prefix, string? Surname) Split(string name)
    {
        var parts = name.Split(Comma, 3, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var capitals = InCapitals(name);
        switch (parts)
        {
            case [var surname, var prefix, var given]:
                return (given, prefix, surname);
            case [var surname, var rest]:
                var words = rest.Split(' ');
                var from = words.Length;
                while (from > 0 && IsPrefix(words[from - 1], capitals))
                {
                    from--;
                }

                return (Join(words[..from]), Join(words[from..]), surname);
            case [var whole]:
                return SplitInOrder(whole.Split(' '), capitals);
            default:
                return (null, null, null);
        }
    }

    /// <summary>"van den Berg" and "Berg, van den" give (van den, Berg); other surnames stay whole.</summary>
    public static (string? Prefix, string Surname) SplitSurname(string surname)
    {
        var capitals = InCapitals(surname);
        var parts = surname.Split(Comma, 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts is [var before, var after] && after.Split(' ').All(word => IsPrefix(word, capitals)))
        {
            return (after, before);
        }

        var words = surname.Split(' ');
        var count = CountPrefixes(words, 0, capitals);
        return (Join(words[..count]), string.Join(' ', words[count..]));
    }

    private static (string? Given, string? Prefix, string? Surname) SplitInOrder(string[] words, bool capitals)
    {
        for (var at = 1; at < words.Length - 1; at++)
        {
            var count = CountPrefixes(words, at, capitals);
            if (count > 0)
            {
                return (Join(words[..at]), Join(words[at..(at + count)]), Join(words[(at + count)..]));
            }
        }

        // "Noor Jansen-de Vries": the surname begins at the word that carries the prefix of its second half.
        var half = Array.FindIndex(words, 1 % words.Length, word => word.Contains('-', StringComparison.Ordinal)
            && IsPrefix(word[(word.LastIndexOf('-') + 1)..], capitals));
        var last = half > 0 ? half : Math.Max(1, words.Length - 1);
        return (Join(words[..last]), null, Join(words[last..]));
    }

    // The last word is never a prefix: something must be the name.
    private static int CountPrefixes(string[] words, int from, bool capitals)
    {
        var at = from;
        while (at < words.Length - 1 && IsPrefix(words[at], capitals))
        {
            at++;
        }

        return at - from;
    }

    private static bool IsPrefix(string word, bool capitals)
    {
        var plain = word.Replace('’', '\'').Replace('`', '\'');
        return Words.Contains(capitals ? plain.ToLowerInvariant() : plain);
    }

    private static bool InCapitals(string name) => name.Any(char.IsUpper) && !name.Any(char.IsLower);

    private static string? Join(string[] words) => words.Length == 0 ? null : string.Join(' ', words);
}
