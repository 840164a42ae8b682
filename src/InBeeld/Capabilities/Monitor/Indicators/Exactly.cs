using System.Globalization;
using System.Numerics;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Capabilities.Monitor.Indicators;

/// <summary>Fractions as they are kept ("157/2"), and as people read them: rounded once.</summary>
internal static class Exactly
{
    public static Fraction? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return Fraction.Of(BigInteger.Parse(slash < 0 ? text : text[..slash], CultureInfo.InvariantCulture), slash < 0 ? BigInteger.One : BigInteger.Parse(text[(slash + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>With the decimals of the indicator, and its sign for percent. Null: a line.</summary>
    public static string Words(this IndicatorDefinition definition, string? exact) => Read(exact) is { } value ? Number(value, definition.Decimals) + (definition.Percent ? " %" : "") : "–";

    /// <summary>Of a library that answers yes or no for itself: that word, and no percentage.</summary>
    public static string Own(this IndicatorDefinition definition, string? exact, Text text) =>
        definition.YesNo() && Read(exact) is { } value ? text[value.Sign > 0 ? "ja" : "nee"] : definition.Words(exact);

    public static bool YesNo(this IndicatorDefinition definition) => definition is { Aggregation: Aggregation.Share, Level: "library" };

    public static string Number(Fraction value, int decimals) =>
        value.Rounded(decimals).ToDecimal() is { } plain ? plain.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture) : value.ToFixed(decimals);

    public static string Number(string? exact, int decimals = 0) => Read(exact) is { } value ? Number(value, decimals) : "–";
}
