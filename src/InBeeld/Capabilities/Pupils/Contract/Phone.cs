namespace InBeeld.Capabilities.Pupils.Contract;

/// <summary>A phone number as people write it, as an address a phone can call.</summary>
internal static class Phone
{
    public static string Link(string number) => "tel:" + string.Concat(number.Replace("(0)", "", StringComparison.Ordinal).Where(c => char.IsAsciiDigit(c) || c == '+'));
}
