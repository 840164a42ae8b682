using System.Globalization;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Stars;

namespace InBeeld.Statistics.National;

/// <summary>
/// Constructed answers of 140 libraries and their school locations that satisfy the national figures of 2020-2021 as far as these can be true together. They are not the answers of the study:
/// libraries and locations are invented, only their totals are published. How they are made and what was chosen stands in docs/national-2020-2021.md.
/// Source of the figures: the article on the two studies of the KB by Van de Burgt and Van de Hoek and by Van den Dool and Van de Hoek (2022).
/// </summary>
public static class NationalData
{
    /// <summary>The wave.</summary>
    public const string Wave = "2020-2021";

    /// <summary>Of school locations.</summary>
    public const string LocationLevel = "location";

    /// <summary>Of libraries.</summary>
    public const string LibraryLevel = "library";

    internal const int Libraries = 140;

    private static readonly string[] Provinces = ["Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg", "Noord-Brabant", "Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland"];

    /// <summary>140 libraries, 6,872 primary locations.</summary>
    public static AnswerSet Primary() => NationalPrimary.Make();

    /// <summary>140 libraries of which 138 have one of 1,962 secondary locations.</summary>
    public static AnswerSet Secondary() => NationalSecondary.Make();

    /// <summary>The indicators of the primary study.</summary>
    public static IReadOnlyList<IndicatorDefinition> PrimaryIndicators() => Read("primary");

    /// <summary>The indicators of the secondary study.</summary>
    public static IReadOnlyList<IndicatorDefinition> SecondaryIndicators() => Read("secondary");

    /// <summary>Ten items of four points on five fields, written for these answers; items "star_1" to "star_10".</summary>
    public static StarChecklist Checklist()
    {
        string[] fields = ["collection", "activities", "advice", "programmes", "agreements"];
        var (checklist, _) = StarChecklist.Of([.. Enumerable.Range(0, NationalSecondary.StarItems).Select(i => new StarItem(StarItem(i), fields[i / 2], NationalSecondary.StarMaximum, [1, 2, 3]))]);
        return checklist!;
    }

    internal static string StarItem(int i) => string.Create(CultureInfo.InvariantCulture, $"star_{i + 1}");

    internal static string Library(int i) => string.Create(CultureInfo.InvariantCulture, $"lib-{i + 1:000}");

    internal static string Location(int library, int i) => string.Create(CultureInfo.InvariantCulture, $"{Library(library)}-{i + 1:000}");

    /// <summary>How large a library is: between 40 and 136, without a pattern that anybody would take for real.</summary>
    internal static long Weight(int library) => 40 + (((library * library * 7) + (library * 13)) % 97);

    /// <summary>The country, provinces, libraries and their locations. Which library is in which province is invented.</summary>
    internal static List<Unit> Units(int[] locations)
    {
        var none = new Dictionary<string, string>();
        var units = new List<Unit> { new("nl", "Nederland", "country", "", none) };
        units.AddRange(Provinces.Select((p, i) => new Unit(string.Create(CultureInfo.InvariantCulture, $"prov-{i + 1:00}"), p, "province", "nl", none)));
        for (var i = 0; i < Libraries; i++)
        {
            var province = i % Provinces.Length;
            var features = new Dictionary<string, string> { ["province"] = Provinces[province], ["sizeClass"] = locations[i] switch { <= 35 => "small", <= 60 => "medium", _ => "large" } };
            units.Add(new(Library(i), string.Create(CultureInfo.InvariantCulture, $"Bibliotheek {i + 1}"), LibraryLevel, string.Create(CultureInfo.InvariantCulture, $"prov-{province + 1:00}"), features));
        }

        for (var i = 0; i < Libraries; i++)
        {
            for (var l = 0; l < locations[i]; l++)
                units.Add(new(Location(i, l), string.Create(CultureInfo.InvariantCulture, $"School {i + 1}-{l + 1}"), LocationLevel, Library(i), none));
        }

        return units;
    }

    private static IReadOnlyList<IndicatorDefinition> Read(string name)
    {
        using var stream = typeof(NationalData).Assembly.GetManifestResourceStream($"InBeeld.Statistics.National.{name}.json") ?? throw new InvalidOperationException($"{name} is not in the library");
        using var reader = new StreamReader(stream);
        var (read, errors) = IndicatorReading.Of(reader.ReadToEnd());
        return errors.Count == 0 ? read : throw new InvalidOperationException(errors[0]);
    }
}
