using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Capabilities.Monitor.Indicators.Map;

/// <summary>A school location of the wave and the municipality that was frozen with it.</summary>
internal sealed class PlacedLocation
{
    public Guid Id { get; set; }
    public string Municipality { get; set; } = "";
    public string Province { get; set; } = "";
}

/// <summary>One figure of the locations in one municipality.</summary>
/// <param name="Locations">In the wave, whatever they answered.</param>
internal sealed record MunicipalityFigure(string Name, string Province, int Locations, IndicatorResult Result)
{
    /// <summary>As text, when it may be shown.</summary>
    public string? Exact => Result.Withheld == Withheld.No ? Result.Exact?.ToString() : null;

    /// <summary>"62 %, 31 van 50", or why there is none.</summary>
    public string Words(IndicatorDefinition d, Text text) => Exact is null ? Why(text) : $"{d.Words(Exact)}, {Base(d, text)}";

    public string Why(Text text) => Result.Withheld == Withheld.TooFew ? text["minder dan {0} locaties", MunicipalityFigures.Least] : text["geen cijfer"];

    /// <summary>What it stands on.</summary>
    public string Base(IndicatorDefinition d, Text text) => d.Aggregation is Aggregation.Share or Aggregation.RatioOfSums ? text["{0} van {1}", Exactly.Number(Result.K?.ToString()), Exactly.Number(Result.N?.ToString())] : text.N(Result.Units, "1 locatie", "{0} locaties");
}

/// <summary>
/// A kept figure of the country, taken apart by municipality: the same inputs, so that the parts agree with the whole. Only the researcher sees it; even so nothing is shown of fewer than five locations
/// with a value, because a map is soon on a screen for others. Often one library serves a municipality: it is no threshold for publishing.
/// </summary>
internal static class MunicipalityFigures
{
    public const int Least = 5;

    /// <param name="country">The figure of the country as it is kept.</param>
    /// <param name="locations">All of the wave.</param>
    /// <returns>Per municipality, by name; locations without a municipality are left out.</returns>
    public static IReadOnlyList<MunicipalityFigure> Of(IndicatorFigure country, IEnumerable<PlacedLocation> locations)
    {
        var inputs = country.Inputs.ToDictionary(i => i.Unit, StringComparer.Ordinal);
        return [.. locations.Where(l => l.Municipality.Length > 0).GroupBy(l => (l.Municipality, l.Province)).OrderBy(g => g.Key.Municipality, StringComparer.CurrentCulture).ThenBy(g => g.Key.Province, StringComparer.CurrentCulture)
            .Select(g => new MunicipalityFigure(g.Key.Municipality, g.Key.Province, g.Count(),
                IndicatorEngine.Result(country.Definition, new IndicatorPolicy(Least), [.. g.Select(l => inputs.GetValueOrDefault(WaveData.Id(l.Id))).OfType<IndicatorInput>()])))];
    }
}
