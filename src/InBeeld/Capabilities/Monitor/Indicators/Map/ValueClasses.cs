using InBeeld.Statistics.Indicators;

namespace InBeeld.Capabilities.Monitor.Indicators.Map;

/// <summary>Values between which an area gets one colour; both ends belong to it, and classes never touch.</summary>
/// <param name="Ramp">1 to 5: which colour, from little to much.</param>
internal sealed record ValueClass(int Ramp, decimal From, decimal To);

/// <summary>Divides values as people read them, rounded, into at most five classes that are as wide as each other.</summary>
internal static class ValueClasses
{
    private const int Most = 5;

    /// <param name="values">Rounded to so many decimals.</param>
    /// <param name="decimals">Of the indicator.</param>
    /// <returns>From low to high; empty without values.</returns>
    public static IReadOnlyList<ValueClass> Of(IReadOnlyCollection<decimal> values, int decimals)
    {
        if (values.Count == 0)
        {
            return [];
        }

        var unit = 1m;
        for (var i = 0; i < decimals; i++)
        {
            unit /= 10;
        }

        var (least, steps) = (values.Min(), decimal.Round((values.Max() - values.Min()) / unit) + 1);
        var count = (int)Math.Min(Most, steps);
        decimal Begin(int i) => least + (decimal.Floor(steps * i / count) * unit);
        return [.. Enumerable.Range(0, count).Select(i => new ValueClass(count == 1 ? 3 : 1 + (int)Math.Round(i * (Most - 1m) / (count - 1), MidpointRounding.AwayFromZero), Begin(i), Begin(i + 1) - unit))];
    }

    /// <summary>The colour of a value; 0: there is no value.</summary>
    public static int Ramp(this IReadOnlyList<ValueClass> classes, decimal? value) => value is { } v ? classes.First(c => v <= c.To).Ramp : 0;

    /// <summary>"12 – 24 %".</summary>
    public static string Words(this ValueClass of, IndicatorDefinition d)
    {
        string Number(decimal value) => value.ToString("N" + d.Decimals.ToString(System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.CurrentCulture);
        return (of.From == of.To ? Number(of.From) : $"{Number(of.From)} – {Number(of.To)}") + (d.Percent ? " %" : "");
    }
}
