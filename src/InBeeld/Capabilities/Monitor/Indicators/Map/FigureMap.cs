using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Capabilities.Monitor.Indicators.Map;

/// <summary>An area with its figure.</summary>
/// <param name="Words">In the area; empty: it does not fit, or there is no figure.</param>
/// <param name="Told">All of it, for who points at the area.</param>
/// <param name="Ramp">Its colour, 1 to 5; 0: hatched.</param>
/// <param name="Address">Of the figure; null: it cannot be opened.</param>
internal sealed record FigureArea(Outline Outline, string Words, string Told, int Ramp, string? Address);

/// <summary>A figure on a map. The same stands in a table beside it.</summary>
/// <param name="Missing">Names that have a figure and are not on the map.</param>
/// <param name="Source">Whose boundaries they are; a key of the texts.</param>
internal sealed record FigureMap(Outlines Outlines, IReadOnlyList<FigureArea> Areas, IReadOnlyList<ValueClass> Classes, IReadOnlyList<string> Missing, string Source)
{
    private const string Official = "Grenzen: Kadaster / Centraal Bureau voor de Statistiek, vereenvoudigd.", Invented = "De grenzen zijn verzonnen, net als de gemeenten.";

    /// <summary>By province: the provinces of the Netherlands, or, of provinces that are not there, what their municipalities make together.</summary>
    /// <returns>Null when not one of them can be drawn.</returns>
    public static FigureMap? Of(IReadOnlyList<FigureRow> provinces, IReadOnlyList<Bounded> boundaries, IndicatorDefinition d, Text text)
    {
        var known = provinces.Any(p => ProvinceOutlines.Names.Contains(p.Name, StringComparer.OrdinalIgnoreCase));
        if ((known ? ProvinceOutlines.Drawn : MunicipalityOutlines.ByProvince(boundaries)) is not { } outlines)
        {
            return null;
        }

        var by = provinces.GroupBy(p => known ? ProvinceOutlines.OnMap(p.Name) : p.Name).ToDictionary(g => g.Key, g => g.First());
        var classes = ClassesOf(provinces.Select(p => p.Exact), d);
        return new(outlines, [.. outlines.Areas.Select(o =>
        {
            var row = by.GetValueOrDefault(o.Name);
            var told = row is null ? text["geen cijfer"] : $"{d.Words(row.Exact)}, {row.Base(d, text)}";
            return new FigureArea(o, row is null ? "" : d.Words(row.Exact), $"{row?.Name ?? o.Name}: {told}", classes.Ramp(Rounded(row?.Exact, d)), row?.Address);
        })], classes, [.. by.Where(p => outlines.Areas.All(o => o.Name != p.Key)).Select(p => p.Value.Name)], known ? Official : SourceOf(boundaries));
    }

    /// <summary>By municipality. Half a map would say that elsewhere there is nothing: at least nine of ten municipalities with locations must be on it.</summary>
    public static FigureMap? Of(IReadOnlyList<MunicipalityFigure> figures, IReadOnlyList<Bounded> boundaries, IndicatorDefinition d, Text text)
    {
        var found = Found(figures, boundaries);
        if (figures.Count == 0 || found.Count * 10 < figures.Count * 9 || MunicipalityOutlines.Of(boundaries) is not { } outlines)
        {
            return null;
        }

        var names = boundaries.ToDictionary(b => b.Code, b => b.Name);
        var classes = ClassesOf(figures.Select(f => f.Exact), d);
        string Said(Outline o) => found.GetValueOrDefault(o.Name)?.Exact is { } exact ? d.Words(exact) : "";
        // Words in a few of many areas look like something special.
        var written = outlines.Areas.Count(o => Said(o).Length > 0 && o.Holds(Said(o))) * 2 >= outlines.Areas.Count(o => Said(o).Length > 0);
        return new(outlines, [.. outlines.Areas.Select(o =>
        {
            var figure = found.GetValueOrDefault(o.Name);
            return new FigureArea(o, written && o.Holds(Said(o)) ? Said(o) : "", $"{names[o.Name]}: {(figure is null ? text["geen cijfer"] : figure.Words(d, text))}", classes.Ramp(Rounded(figure?.Exact, d)), null);
        })], classes, [.. figures.Except(found.Values).Select(f => f.Name)], SourceOf(boundaries));
    }

    // By name; of two with the same name the one in the same province.
    private static Dictionary<string, MunicipalityFigure> Found(IReadOnlyList<MunicipalityFigure> figures, IReadOnlyList<Bounded> boundaries)
    {
        var named = boundaries.ToLookup(b => b.Name, StringComparer.OrdinalIgnoreCase);
        var found = new Dictionary<string, MunicipalityFigure>(StringComparer.Ordinal);
        foreach (var figure in figures)
        {
            var own = named[figure.Name].ToList();
            if ((own.Count == 1 ? own[0] : own.Find(b => ProvinceOutlines.OnMap(b.Province) == ProvinceOutlines.OnMap(figure.Province))) is { } on)
            {
                found.TryAdd(on.Code, figure);
            }
        }

        return found;
    }

    private static IReadOnlyList<ValueClass> ClassesOf(IEnumerable<string?> exact, IndicatorDefinition d) => ValueClasses.Of([.. exact.Select(e => Rounded(e, d)).OfType<decimal>()], d.Decimals);

    private static decimal? Rounded(string? exact, IndicatorDefinition d) => Exactly.Read(exact)?.Rounded(d.Decimals).ToDecimal();

    private static string SourceOf(IReadOnlyList<Bounded> boundaries) => boundaries.All(b => b.Source == "demo") ? Invented : Official;
}
