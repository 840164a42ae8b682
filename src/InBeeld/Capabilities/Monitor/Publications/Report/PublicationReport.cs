using InBeeld.Capabilities.Monitor.Indicators;
using InBeeld.Capabilities.Monitor.Publications.Open;
using InBeeld.Frames.Documents;
using InBeeld.Kernel;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Capabilities.Monitor.Publications.Report;

/// <summary>The report of a publication: per subject what was asked, what came out for the country, and how the provinces differ. Only of what was published, so nothing that is hidden can stand in it. Pure.</summary>
internal static class PublicationReport
{
    public static List<DocumentPart> Of(OpenRow row, IReadOnlyList<OpenFigure> figures, Text text)
    {
        var set = row.Set;
        var of = figures.Where(f => f.Level is "country" or "province").ToLookup(f => f.Indicator, StringComparer.Ordinal);
        var parts = new List<DocumentPart> { DocumentPart.Head(1, row.Title(text.Language != "en")), DocumentPart.Says(text["{0}, {1}, editie {2}", row.Institute, Show.ShortDay(Amsterdam.Day(row.At), DateOnly.MinValue), row.Edition]) };
        var chapters = set.Groups.Select(g => (Group: g, Indicators: set.Indicators.Where(i => i.Group == g.Key && of[i.Definition.Key].Any()).ToList())).Where(c => c.Indicators.Count > 0).ToList();
        var first = chapters.Select(c => c.Indicators.Find(i => Country(of[i.Definition.Key]) is { Hidden: false, Why: "" })).OfType<IndicatorOfSet>().Select(i => Line(i, Country(of[i.Definition.Key])!, text)).ToList();
        if (first.Count > 0)
        {
            parts.Add(DocumentPart.Head(2, text["In het kort"]));
            parts.Add(new DocumentPart { Items = first });
        }

        foreach (var (group, indicators) in chapters)
        {
            parts.Add(DocumentPart.Head(2, group.Label.In(text.Language)));
            foreach (var i in indicators)
            {
                Chapter(parts, i, [.. of[i.Definition.Key]], text);
            }
        }

        parts.Add(DocumentPart.Head(2, text["Over deze cijfers"]));
        parts.Add(DocumentPart.Says(row.Rules(text)));
        parts.Add(DocumentPart.Says(text["Dit rapport is gemaakt uit de gepubliceerde cijfers zelf: er staat niets in wat daar verborgen is. Vrij te gebruiken (CC0 1.0). Over alle cijfers samen deze SHA-256: {0}", row.Sha256]));
        return parts;
    }

    private static OpenFigure? Country(IEnumerable<OpenFigure> figures) => figures.FirstOrDefault(f => f.Level == "country");

    private static string Label(IndicatorOfSet i, Text text) => text.Language == "en" ? i.Definition.LabelEn : i.Definition.LabelNl;

    private static string Line(IndicatorOfSet i, OpenFigure f, Text text) => $"{Label(i, text)}: {f.Value(i.Definition, text)}{(f.Base(i.Definition, text) is { Length: > 0 } stands ? $" ({stands})" : "")}.";

    private static void Chapter(List<DocumentPart> parts, IndicatorOfSet i, List<OpenFigure> figures, Text text)
    {
        var (country, provinces) = (Country(figures), figures.FindAll(f => f.Level == "province" && f.Why.Length == 0));
        parts.Add(DocumentPart.Head(3, Label(i, text)));
        parts.Add(DocumentPart.Says(i.Words.In(text.Language)));
        parts.Add(DocumentPart.Says(string.Join(' ', Sentences(i.Definition, country, provinces, text))));
        if (provinces.Exists(f => !f.Hidden))
        {
            var rows = new List<OpenFigure>(country is null ? provinces : [country, .. provinces]);
            var unknown = rows.Exists(f => f.Unknown is > 0);
            parts.Add(DocumentPart.Of(Label(i, text), [[text["Plaats"], text["Waarde"], text["Waarvan"], .. unknown ? [text["Onbekend"]] : Array.Empty<string>()], .. rows.Select(f => Row(f, i.Definition, unknown, text))]) with
            {
                Numbers = true,
                Picture = PlaceBars.Of(i.Definition, country, provinces, text) is { } bars ? ("/Capabilities/Monitor/Publications/Report/_Bars.cshtml", bars) : null,
            });
        }
    }

    private static string[] Row(OpenFigure f, IndicatorDefinition d, bool unknown, Text text) =>
        [f.Level == "country" ? text["Nederland"] : f.Place, f.Value(d, text), f.Base(d, text) is { Length: > 0 } stands ? stands : "–", .. unknown ? [f.Unknown is { } u ? Show.Number(u) : "–"] : Array.Empty<string>()];

    private static IEnumerable<string> Sentences(IndicatorDefinition d, OpenFigure? country, List<OpenFigure> provinces, Text text)
    {
        if (country is { Hidden: true })
        {
            yield return text["Het cijfer van Nederland is verborgen."];
        }
        else if (country is null or { Why.Length: > 0 })
        {
            yield return text["Hierop heeft niemand geantwoord."];
        }
        else
        {
            yield return country.Base(d, text) is { Length: > 0 } stands ? text["In heel Nederland is het {0} ({1}).", country.Value(d, text), stands] : text["In heel Nederland is het {0}.", country.Value(d, text)];
            if (country.Unknown is > 0 and var unknown)
            {
                yield return text.N((int)unknown, "Van 1 is het niet bekend.", "Van {0} is het niet bekend.");
            }
        }

        var told = provinces.FindAll(f => !f.Hidden);
        var (low, high) = (told.MinBy(f => Exactly.Read(f.Exact)), told.MaxBy(f => Exactly.Read(f.Exact)));
        if (told.Count > 1 && low!.Value(d, text) == high!.Value(d, text))
        {
            yield return text["In alle {0} provincies die te zien zijn is dat {1}.", told.Count, low.Value(d, text)];
        }
        else if (told.Count > 1)
        {
            yield return text["Van de {0} provincies die te zien zijn is het cijfer het laagst in {1} ({2}) en het hoogst in {3} ({4}).", told.Count, Places(told, low!, d, text), low!.Value(d, text), Places(told, high!, d, text), high!.Value(d, text)];
        }

        if (provinces.Count > told.Count)
        {
            yield return told.Count == 0 ? text["Van de provincies is het cijfer verborgen."] : text.N(provinces.Count - told.Count, "Van 1 provincie is het cijfer verborgen.", "Van {0} provincies is het cijfer verborgen.");
        }
    }

    // As people read it: who rounds to the same is as high.
    private static string Places(List<OpenFigure> told, OpenFigure one, IndicatorDefinition d, Text text) => string.Join(", ", told.Where(f => f.Value(d, text) == one.Value(d, text)).Select(f => f.Place));
}
