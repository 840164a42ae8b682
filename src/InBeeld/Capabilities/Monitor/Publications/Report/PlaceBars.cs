using InBeeld.Capabilities.Monitor.Indicators;
using InBeeld.Capabilities.Monitor.Publications.Open;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Capabilities.Monitor.Publications.Report;

/// <summary>A bar per province that is shown, from high to low, with the country as a line through them. The same stands in the table below it.</summary>
/// <param name="Key">Of the indicator; no two in one report are the same.</param>
/// <param name="Country">Length of the country's line, or null: it is hidden.</param>
internal sealed record PlaceBars(string Key, string Title, string Sentence, IReadOnlyList<PlaceBar> Bars, double? Country)
{
    /// <summary>Longest bar, in units of the picture.</summary>
    public const double Longest = 180;

    /// <returns>Null when there are no two bars that differ, or when one goes below nothing.</returns>
    public static PlaceBars? Of(IndicatorDefinition d, OpenFigure? country, IReadOnlyList<OpenFigure> provinces, Text text)
    {
        static decimal? Number(OpenFigure? f, IndicatorDefinition d) => f is null or { Hidden: true } ? null : Exactly.Read(f.Exact)?.Rounded(d.Decimals).ToDecimal();
        var shown = provinces.Select(f => (Figure: f, Number: Number(f, d))).Where(f => f.Number is not null).OrderByDescending(f => f.Number).ThenBy(f => f.Figure.Place, StringComparer.CurrentCulture).ToList();
        var (most, middle) = (Math.Max(shown.Max(f => f.Number) ?? 0, Number(country, d) ?? 0), Number(country, d));
        if (shown.Count < 2 || shown[0].Number == shown[^1].Number || shown[^1].Number < 0)
        {
            return null;
        }

        var full = d.Percent ? Math.Max(100, most) : most;
        var (label, said) = (text.Language == "en" ? d.LabelEn : d.LabelNl, string.Join(", ", shown.Select(f => $"{f.Figure.Place} {f.Figure.Value(d, text)}")));
        return new(d.Key, text["{0}, per provincie", label], middle is null ? said : text["{0}. Heel Nederland: {1}.", said, country!.Value(d, text)],
            [.. shown.Select(f => new PlaceBar(f.Figure.Place, f.Figure.Value(d, text), Length(f.Number!.Value)))], middle is { } m ? Length(m) : null);

        double Length(decimal value) => Math.Round((double)(value / full) * Longest, 1);
    }
}

/// <summary>One bar.</summary>
/// <param name="Length">0 to <see cref="PlaceBars.Longest"/>.</param>
internal sealed record PlaceBar(string Place, string Words, double Length);
