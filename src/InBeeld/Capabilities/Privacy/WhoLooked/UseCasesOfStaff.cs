namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>What people of a library do with rosters, shifts and help at schools, and schools with supervision.</summary>
internal static partial class UseCases
{
    private static readonly Dictionary<string, string> OfStaff = new()
    {
        ["open roster"] = "Opende het rooster van de bibliotheek",
        ["propose roster"] = "Maakte een voorstel voor het rooster",
        ["drop roster proposal"] = "Gooide een voorstel voor het rooster weg",
        ["put roster in force"] = "Liet een rooster gelden",
        ["open roster slot"] = "Keek wie er op een tijd werkt",
        ["change roster slot"] = "Paste aan wie er op een tijd werkt",
        ["ask for supervision"] = "Vroeg scholen om begeleiding",
        ["open library team"] = "Opende de lijst met medewerkers van de bibliotheek",
        ["open library worker"] = "Opende wat een medewerker kan",
        ["change library worker"] = "Wijzigde wat een medewerker kan",
        ["list question rounds"] = "Opende de vraagrondes",
        ["open question round"] = "Las de antwoorden van medewerkers",
        ["begin question round"] = "Begon een vraagronde",
        ["remind question round"] = "Herinnerde aan een vraagronde",
        ["close question round"] = "Sloot een vraagronde",
        ["open question round again"] = "Opende een vraagronde weer",
        ["open own answer"] = "Opende het eigen antwoord",
        ["answer question round"] = "Gaf antwoord in een vraagronde",
        ["open own shifts"] = "Opende de eigen diensten",
        ["claim shift"] = "Nam een dienst",
        ["give up shift"] = "Gaf een dienst op",
        ["keep shift"] = "Hield een dienst toch",
        ["ask swap"] = "Vroeg om te ruilen",
        ["swap shift"] = "Ruilde een dienst",
        ["decline swap"] = "Ruilde niet",
        ["open who is away"] = "Keek wie niet kan komen",
        ["report away"] = "Meldde dat iemand niet kan komen",
        ["undo away"] = "Meldde dat iemand weer kan komen",
        ["open bookings above capacity"] = "Keek voor welke kinderen er geen plek meer is",
        ["cancel bookings above capacity"] = "Liet een plek in de bibliotheek vervallen",
        ["list advisers"] = "Opende de hulp op scholen",
        ["ask adviser"] = "Vroeg een school om akkoord voor hulp",
        ["answer adviser"] = "Gaf antwoord over hulp van de bibliotheek",
        ["end adviser"] = "Stopte de hulp op een school",
        ["open help from the library"] = "Opende de hulp van de bibliotheek",
        ["offer supervision"] = "Bood begeleiding in de bibliotheek",
        ["promise supervision"] = "Zegde begeleiding toe",
        ["take back supervision"] = "Nam begeleiding terug",
    };
}
