namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>What researchers and libraries do with the library monitor. No child stands in it.</summary>
internal static partial class UseCases
{
    private static readonly Dictionary<string, string> OfMonitor = new()
    {
        ["make questionnaire"] = "Maakte een vragenlijst",
        ["change questionnaire"] = "Wijzigde een vragenlijst",
        ["publish questionnaire"] = "Publiceerde een vragenlijst",
    };
}
