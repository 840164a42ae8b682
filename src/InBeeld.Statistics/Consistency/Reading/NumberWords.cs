using System.Collections.Frozen;

namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>Numbers in words: "vijfduizend", "tweehonderdvijftig", "drieëntwintig", "seven", "five" (thousand).</summary>
internal static class NumberWords
{
    private static readonly FrozenDictionary<string, int> Small = new Dictionary<string, int>
    {
        ["één"] = 1, ["een"] = 1, ["twee"] = 2, ["drie"] = 3, ["vier"] = 4, ["vijf"] = 5, ["zes"] = 6, ["zeven"] = 7, ["acht"] = 8, ["negen"] = 9, ["tien"] = 10, ["elf"] = 11, ["twaalf"] = 12, ["dertien"] = 13,
        ["veertien"] = 14, ["vijftien"] = 15, ["zestien"] = 16, ["zeventien"] = 17, ["achttien"] = 18, ["negentien"] = 19,
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int> Tens = new Dictionary<string, int>
    {
        ["twintig"] = 20, ["dertig"] = 30, ["veertig"] = 40, ["vijftig"] = 50, ["zestig"] = 60, ["zeventig"] = 70, ["tachtig"] = 80, ["negentig"] = 90,
        ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null: no number. "een" and "one" are numbers only where the caller knows.</summary>
    public static long? Value(string word)
    {
        if (word.Length is < 2 or > 60)
            return null;
        if (Scale(word) is { } scale)
            return scale;
        foreach (var (name, worth) in Scales)
        {
            var at = word.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            var before = at == 0 ? 1 : Value(word[..at]);
            var after = at + name.Length == word.Length ? 0 : Value(word[(at + name.Length)..]);
            return before is > 0 and < 1000 && after < worth ? (before * worth) + after : null;
        }

        if (Small.TryGetValue(word, out var small))
            return small;
        if (Tens.TryGetValue(word, out var tens))
            return tens;
        foreach (var (name, worth) in Tens)
        {
            // drieëntwintig, vijfentwintig, twenty-five
            if (word.EndsWith(name, StringComparison.OrdinalIgnoreCase) && word[..^name.Length] is { Length: > 3 } left && (left.EndsWith("en", StringComparison.OrdinalIgnoreCase) || left.EndsWith("ën", StringComparison.OrdinalIgnoreCase))
                && Small.TryGetValue(left[..^2], out var unit) && unit < 10)
                return worth + unit;
            if (word.StartsWith(name + "-", StringComparison.OrdinalIgnoreCase) && Small.TryGetValue(word[(name.Length + 1)..], out unit) && unit < 10)
                return worth + unit;
        }

        return null;
    }

    /// <summary>Of "duizend", "miljoen", "thousand", "million", "hundred".</summary>
    public static long? Scale(string word) => word.ToUpperInvariant() switch
    {
        "DUIZEND" or "THOUSAND" => 1_000,
        "MILJOEN" or "MLN" or "MILLION" => 1_000_000,
        "HONDERD" or "HUNDRED" => 100,
        _ => null,
    };

    /// <summary>3 of "derde", "thirds"; or null.</summary>
    public static int? Part(string word) => word.ToUpperInvariant() switch
    {
        "DERDE" or "THIRD" or "THIRDS" => 3,
        "KWART" or "QUARTER" or "QUARTERS" or "VIERDE" => 4,
        "VIJFDE" or "FIFTH" or "FIFTHS" => 5,
        "ZESDE" or "SIXTH" or "SIXTHS" => 6,
        "ZEVENDE" or "SEVENTH" or "SEVENTHS" => 7,
        "ACHTSTE" or "EIGHTH" or "EIGHTHS" => 8,
        "NEGENDE" or "NINTH" or "NINTHS" => 9,
        "TIENDE" or "TENTH" or "TENTHS" => 10,
        _ => null,
    };

    private static readonly (string Name, long Worth)[] Scales = [("duizend", 1_000), ("honderd", 100)];
}
