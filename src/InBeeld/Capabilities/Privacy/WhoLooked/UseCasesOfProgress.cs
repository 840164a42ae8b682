namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>What people do with goals and measurements of a child in a programme.</summary>
internal static partial class UseCases
{
    private static readonly Dictionary<string, string> OfProgress = new()
    {
        ["open goals"] = "Las de doelen en metingen van een programma",
        ["keep goal"] = "Maakte of wijzigde een doel van een programma",
        ["stop goal"] = "Stopte een doel van een programma, of liet het weer lopen",
        ["measure goals"] = "Legde vast hoe ver het kind is met zijn doelen",
        ["take back measurement"] = "Nam een meting van een programma terug",
        ["open group progress"] = "Las hoe ver de kinderen van een groep zijn",
        ["open programme figures"] = "Las de cijfers van een programma, zonder namen",
        ["keep module result"] = "Legde vast wat een module van een programma opleverde",
        ["list short scales"] = "Las de korte vragen van programma's",
        ["keep short scale"] = "Maakte of wijzigde een korte vraag van programma's",
        ["choose short scales"] = "Koos welke korte vragen een programma stelt",
        ["open school answers"] = "Las wat de school over een programma heeft gezegd",
        ["answer as school"] = "Legde vast wat de school van het kind ziet, voor een programma",
        ["give test"] = "Gaf een toets van het kind aan een programma, of nam die terug",
    };
}
