namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>What a library does to measure an initiative. People stand in it by role and number.</summary>
internal static partial class UseCases
{
    private static readonly Dictionary<string, string> OfMeasurement = new()
    {
        ["list measurements"] = "Opende de metingen van initiatieven",
        ["open measurement"] = "Opende een meting, met wie er gesproken wordt",
        ["open measurement record"] = "Opende een formulier van een meting",
        ["keep measurement record"] = "Maakte of wijzigde iets in een meting",
        ["remove measurement record"] = "Haalde iets weg uit een meting",
        ["put back measurement record"] = "Zette iets terug in een meting",
        ["turn measurement"] = "Sloot een meting of opende die weer",
        ["open measurement round"] = "Opende een ronde van een meting",
        ["open measurement talk"] = "Las de aantekeningen van een gesprek in een meting",
        ["keep measurement notes"] = "Schreef op wat iemand zei in een meting",
        ["turn measurement talk"] = "Legde vast of een gesprek in een meting doorging",
        ["open measurement respondent"] = "Opende wie er gesproken is in een meting, met de toestemming",
        ["note measurement consent"] = "Legde toestemming voor een meting vast",
        ["withdraw measurement consent"] = "Trok toestemming voor een meting in en verwijderde wat er is gezegd",
        ["open measurement design"] = "Opende de opzet van een meting",
        ["change measurement design"] = "Wijzigde de opzet van een meting",
        ["copy measurement design"] = "Nam de opzet van een meting over",
        ["open measurement fragment"] = "Opende een stuk van wat iemand zei in een meting",
        ["keep measurement fragment"] = "Bewaarde een stuk van wat iemand zei in een meting",
        ["code measurement fragment"] = "Gaf een stuk van wat iemand zei een code",
        ["open measurement coding"] = "Opende de fragmenten van een meting",
        ["open measurement blocks"] = "Opende de bouwstenen van een meting",
        ["judge measurement blocks"] = "Beoordeelde een bouwsteen in een meting",
        ["open measurement findings"] = "Opende de bevindingen van een meting",
        ["open measurement aspects"] = "Opende de kenmerken van een initiatief",
        ["keep measurement aspects"] = "Schreef de kenmerken van een initiatief op",
        ["compare measurements"] = "Zette twee initiatieven naast elkaar",
        ["open measurement progress"] = "Vergeleek twee rondes van een meting",
        ["open measurement report"] = "Opende het verslag van een meting",
        ["open measurement sharing"] = "Keek met wie een meting gedeeld is",
        ["share measurement"] = "Deelde een meting of stopte met delen",
    };
}
