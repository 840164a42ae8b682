namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>What a library does with the network around its programmes. No child stands in it; people of partners do.</summary>
internal static partial class UseCases
{
    private static readonly Dictionary<string, string> OfPartners = new()
    {
        ["list partners"] = "Opende de partners van de bibliotheek",
        ["open partner"] = "Opende een partner van de bibliotheek",
        ["export network"] = "Haalde het netwerk van de bibliotheek op als bestand",
        ["open network record"] = "Opende een formulier over het netwerk van de bibliotheek",
        ["keep network record"] = "Maakte of wijzigde iets in het netwerk van de bibliotheek",
        ["remove network record"] = "Haalde iets weg uit het netwerk van de bibliotheek",
        ["put back network record"] = "Zette iets terug in het netwerk van de bibliotheek",
        ["open partner person"] = "Opende de gegevens van iemand bij een partner",
        ["leave partner person"] = "Legde vast dat iemand bij een partner vertrekt of blijft",
        ["erase partner person"] = "Haalde de gegevens van iemand bij een partner weg",
        ["open partner contacts"] = "Opende het contact met partners",
        ["log partner contact"] = "Noteerde contact met een partner",
        ["remove partner contact"] = "Haalde contact met een partner weg of zette het terug",
        ["finish partner step"] = "Legde vast dat een stap met een partner gedaan is",
        ["list partner tasks"] = "Opende de taken in het netwerk",
        ["finish partner task"] = "Legde vast dat een taak in het netwerk gedaan is",
        ["list partner agreements"] = "Opende de afspraken met partners",
        ["open partner agreement"] = "Opende een afspraak met een partner",
        ["open partner document"] = "Opende het document van een afspraak",
        ["keep partner document"] = "Bewaarde of verwijderde het document van een afspraak",
        ["end partner agreement"] = "Stopte een afspraak met een partner of liet die doorlopen",
        ["renew partner agreement"] = "Verlengde een afspraak met een partner",
        ["open network"] = "Opende het netwerk van de programma's",
        ["open programme network"] = "Opende het netwerk van een programma",
        ["list partner policies"] = "Opende het beleid waarbij programma's passen",
        ["open cover"] = "Keek hoe ver de programma's reiken",
    };
}
