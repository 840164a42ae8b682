namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>What researchers and libraries do with the figures of the monitor.</summary>
internal static partial class UseCases
{
    private static readonly Dictionary<string, string> OfFigures = new()
    {
        ["compute wave"] = "Berekende alle cijfers van een peiling",
        ["check figures"] = "Rekende de cijfers van een peiling na",
        ["export figures"] = "Downloadde de cijfers van een peiling",
        ["export stars"] = "Downloadde de sterren van scholen in een peiling",
        ["export dashboard"] = "Downloadde cijfers van de eigen bibliotheek naast groepen",
    };
}
