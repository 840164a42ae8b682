namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>What people of a library do with the money of programmes.</summary>
internal static partial class UseCases
{
    private static readonly Dictionary<string, string> OfFunds = new()
    {
        ["list funds"] = "Opende het geld van de programma's",
        ["open fund"] = "Opende een geldbron en voor wie die betaalt",
        ["keep fund"] = "Maakte of wijzigde een geldbron",
        ["turn fund"] = "Sloot of opende een geldbron",
        ["keep price"] = "Wijzigde wat meedoen aan een programma kost",
        ["open programme money"] = "Keek wie er voor een programma betaalt",
        ["open child money"] = "Keek wie er voor het kind kan betalen",
        ["note evidence"] = "Schreef op wat er gezien is voor een geldbron",
        ["remove evidence"] = "Haalde weg wat er gezien is voor een geldbron",
        ["commit claim"] = "Zegde geld toe voor het kind",
        ["open claim"] = "Opende een bijdrage voor het kind",
        ["move claim"] = "Zette een stap met een bijdrage voor het kind",
        ["list child money"] = "Bekeek per kind wie betaalt",
        ["open sent claims"] = "Keek welke bijdragen op betaling wachten",
        ["pay claims"] = "Legde vast dat bijdragen betaald zijn",
        ["undo pay claims"] = "Zette betaalde bijdragen terug op gedeclareerd",
        ["send claims"] = "Legde vast dat bijdragen gedeclareerd zijn",
        ["plan funds"] = "Rekende uit wie wat betaalt",
        ["stop plan funds"] = "Stopte een berekening van wie wat betaalt",
        ["open fund plan"] = "Opende een voorstel van wie wat betaalt",
        ["apply fund plan"] = "Zegde geld toe volgens een voorstel",
        ["undo fund plan"] = "Draaide een voorstel van wie wat betaalt terug",
        ["open fund account"] = "Opende de verantwoording van een geldbron",
        ["export fund account"] = "Downloadde bijdragen van een geldbron, zonder namen",
    };
}
