using System.Globalization;

namespace InBeeld.Capabilities.Monitor.Answering;

/// <summary>Numbers as people type them, with a comma or a point for decimals and either for thousands.</summary>
internal static class TypedNumber
{
    /// <summary>No more signs are looked at.</summary>
    public const int MostSigns = 24;

    /// <summary>
    /// With both signs the last one begins the decimals. With one sign, once: three digits after it are a thousand unless three or more decimals are asked or it begins with nought; anything else is decimals.
    /// More than once it divides thousands, and each group has three digits. Null: not a number.
    /// </summary>
    public static decimal? Read(string typed, int decimals)
    {
        var plain = typed.Replace("\u00A0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("%", "", StringComparison.Ordinal);
        var minus = plain.StartsWith('-') || plain.StartsWith('−');
        plain = minus ? plain[1..] : plain;
        if (plain.Length is 0 or > MostSigns || !plain.All(c => char.IsAsciiDigit(c) || c is ',' or '.') || !char.IsAsciiDigit(plain[0]) || !char.IsAsciiDigit(plain[^1]))
        {
            return null;
        }

        var (last, signs) = (plain.LastIndexOfAny([',', '.']), plain.Count(c => c is ',' or '.'));
        var both = plain.Contains(',', StringComparison.Ordinal) && plain.Contains('.', StringComparison.Ordinal);
        var divides = signs == 1 ? plain.Length - last - 1 == 3 && decimals < 3 && plain[0] != '0' && last <= 3 : signs > 1 && !both;
        var (whole, rest) = last < 0 || divides ? (plain, "") : (plain[..last], plain[(last + 1)..]);
        var groups = whole.Split(',', '.');
        if (groups.Length > 1 && (groups[0].Length > 3 || groups.Skip(1).Any(g => g.Length != 3) || whole.Contains(',', StringComparison.Ordinal) && whole.Contains('.', StringComparison.Ordinal)))
        {
            return null;
        }

        return decimal.TryParse($"{string.Concat(groups)}.{rest}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? minus ? -number : number : null;
    }

    public static int Decimals(decimal number) => number == Math.Truncate(number) ? 0 : (number / 1.0000000000000000000000000000m).Scale;
}
