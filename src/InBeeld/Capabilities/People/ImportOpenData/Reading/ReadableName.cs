using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>Names that are published in capitals, as people write them. A name with small letters was written with care and stays.</summary>
internal static partial class ReadableName
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    private static readonly SearchValues<char> Vowels = SearchValues.Create("AEIOUY");

    private static readonly HashSet<string> SmallInPlaces = ["AAN", "BIJ", "DE", "DEN", "DER", "EN", "HET", "IN", "LE", "OP", "TEN", "TER", "VAN", "OVER", "CA"];
    private static readonly HashSet<string> SmallInSchools = [.. SmallInPlaces, "DES", "MET", "OM", "TE", "TOT", "VOOR", "NAAR", "ONDER"];

    // Kinds of school and of conviction that stand before a name.
    private static readonly HashSet<string> Abbreviations =
    [
        "OBS", "CBS", "RKBS", "PCBS", "PCB", "KBS", "ABBS", "BBS", "BS", "GBS", "IBS", "RK", "PC", "SBO", "SO", "VSO", "SBAO", "IKC", "KC", "MFA", "DOK",
        "RSG", "CSG", "OSG", "KSG", "SG", "ROC", "AOC", "VMBO", "HAVO", "VWO", "MAVO", "PRO", "ISK", "AZC", "ZML", "ZMLK", "ZMOK", "MLK", "LOM", "MBO", "HBO", "ICBS", "OPB", "PIBS",
        "II", "III", "IV", "VI", "VII", "VIII", "IX", "NT", "RS", "ASVO", "BSO", "JPS", "KJS",
    ];

    // In what CBS calls the municipality or province of two places of one name.
    private static readonly Dictionary<string, string> Provinces = new()
    {
        ["GN"] = "Gn", ["FR"] = "Fr", ["DR"] = "Dr", ["OV"] = "Ov", ["FLE"] = "Fl", ["GLD"] = "Gld", ["UT"] = "Ut", ["NH"] = "NH", ["ZH"] = "ZH", ["ZLD"] = "Z", ["NB"] = "NB", ["LB"] = "L",
    };

    public static string Place(string text)
    {
        var name = Clean(text);
        return HasSmall(name) ? name : Places(name, SmallInPlaces);
    }

    /// <summary>A municipality: as a place. The file of municipalities knows better (accents, "Nuenen, Gerwen en Nederwetten").</summary>
    public static string Municipality(string text) => Place(text);

    public static string School(string text)
    {
        var name = Clean(text);
        return HasSmall(name) || name.All(c => !char.IsLetter(c)) ? name : Words(name, SmallInSchools, keepAbbreviations: true);
    }

    /// <summary>One line, single spaces, no control characters; a masked value ("&lt;5") is no value.</summary>
    public static string Clean(string text)
    {
        var clean = Spaces().Replace(text, " ").Trim();
        return Masked().IsMatch(clean) ? "" : clean;
    }

    private static string Places(string name, HashSet<string> small)
    {
        if (Municipal().Match(name) is { Success: true } gem)
        {
            return $"{Places(gem.Groups[1].Value, small)} (gem. {Places(gem.Groups[2].Value, small)})";
        }

        var last = name.LastIndexOf(' ');
        if (last > 0 && Provinces.TryGetValue(name[(last + 1)..], out var province))
        {
            return $"{Places(name[..last], small)} ({province})";
        }

        return Words(Apostrophe().Replace(Shortened().Replace(name, " AAN DEN "), BeforeName), small, keepAbbreviations: false);
    }

    // "S GRAVENHAGE" lost its apostrophe and hyphen; "'S GRAVENMOER" is written so.
    private static string BeforeName(Match match) => match.Value switch
    {
        "S " or "'S-" or "’S-" => "'s-",
        ['S', ..] or [_, 'S', ..] => "'s ",
        _ => "'t ",
    };

    private static string Words(string name, HashSet<string> small, bool keepAbbreviations)
    {
        var first = true;
        return Word().Replace(name, match =>
        {
            var word = match.Value;
            var begins = first;
            first = false;
            // The s of 's and the t of 't.
            if (word is "S" or "T" or "s" or "t" && match.Index > 0 && name[match.Index - 1] is '\'' or '’')
            {
                return word.ToLowerInvariant();
            }

            if (keepAbbreviations && (Abbreviations.Contains(word) || !word.AsSpan().ContainsAny(Vowels)))
            {
                return word;
            }

            return !begins && small.Contains(word) && !Hyphen(name, match.Index) ? word.ToLowerInvariant() : Capital(word);
        });
    }

    // "Nieuw-Den Helder": after a hyphen a small word is part of a name.
    private static bool Hyphen(string name, int index) => index > 0 && name[index - 1] == '-';

    private static string Capital(string word)
    {
        var lower = word.ToLower(Dutch);
        if (char.IsDigit(lower[0]))
        {
            return lower;
        }

        return lower.StartsWith("ij", StringComparison.Ordinal) ? "IJ" + lower[2..] : char.ToUpper(lower[0], Dutch) + lower[1..];
    }

    private static bool HasSmall(string name) => name.Any(char.IsLower);

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^<\s*\d+$")]
    private static partial Regex Masked();

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}/]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(.+?) GEM\.? (.+)$")]
    private static partial Regex Municipal();

    // "S GRAVENHAGE", "'S-GRAVENHAGE", "'S GRAVENMOER"; "T ZAND", "'T ZAND".
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}'’])['’]?[ST][ -](?=\p{L}{2})")]
    private static partial Regex Apostrophe();

    [GeneratedRegex(" A/?D ")]
    private static partial Regex Shortened();
}
