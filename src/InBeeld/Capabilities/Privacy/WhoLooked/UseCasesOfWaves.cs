namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>What is done with the waves of the library monitor. Numbers of libraries and schools; no child stands in it.</summary>
internal static partial class UseCases
{
    private static readonly Dictionary<string, string> OfWaves = new()
    {
        ["make wave"] = "Maakte een peiling van de monitor",
        ["freeze wave"] = "Legde vast wie meedoet aan een peiling",
        ["turn wave"] = "Opende of sloot een peiling",
        ["remind wave"] = "Herinnerde bibliotheken aan een peiling",
        ["export wave"] = "Haalde de antwoorden van een peiling op als bestand",
        ["correct wave answer"] = "Corrigeerde een antwoord in een gesloten peiling",
        ["make wave links"] = "Maakte links voor een peiling",
        ["withdraw wave link"] = "Trok een link voor een peiling in",
        ["keep wave answers"] = "Vulde antwoorden in voor een peiling",
        ["count wave again"] = "Liet InBeeld opnieuw tellen voor een peiling",
        ["give wave part"] = "Gaf een deel van een peiling aan een collega",
        ["finish wave part"] = "Meldde dat een deel van een peiling klaar is",
        ["hand in wave"] = "Leverde een peiling in of haalde die terug",
    };
}
