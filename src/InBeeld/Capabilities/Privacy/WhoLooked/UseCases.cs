using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>
/// What the lines of the journal say in plain words: the name of a use case, as the code writes it, and its Dutch sentence (a key of the texts).
/// A test reads all code and fails on a use case about children that has no sentence here.
/// </summary>
internal static class UseCases
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["open class list"] = "Opende de klassenlijst",
        ["export class list"] = "Maakte een bestand van de klassenlijst",
        ["open school overview"] = "Opende het overzicht van de school",
        ["export school overview"] = "Maakte een bestand van het overzicht",
        ["export board overview"] = "Maakte een bestand van het overzicht",
        ["export municipality overview"] = "Maakte een bestand van het overzicht",
        ["search a child"] = "Zocht op naam",
        ["open card"] = "Opende de kaart",
        ["open contact"] = "Opende een contact",
        ["log contact"] = "Legde contact vast",
        ["log contact with a group"] = "Legde contact met de hele groep vast",
        ["correct contact"] = "Verbeterde een contact",
        ["withdraw contact"] = "Trok een contact in",
        ["undo contact"] = "Maakte een contact ongedaan",
        ["open level"] = "Keek hoeveel aandacht het kind krijgt",
        ["set level"] = "Koos hoeveel aandacht het kind krijgt",
        ["open absence"] = "Keek of het kind afwezig is",
        ["set absence"] = "Meldde het kind afwezig",
        ["end absence"] = "Meldde het kind weer aanwezig",
        ["open ladder"] = "Opende het voorstel voor een volgende stap",
        ["open ladder proposals"] = "Opende de lijst met volgende stappen",
        ["decide ladder"] = "Besloot over een volgende stap",
        ["undo ladder decision"] = "Maakte een besluit ongedaan",
        ["open family"] = "Opende het gezin",
        ["open contact person"] = "Opende een contactpersoon",
        ["add contact person"] = "Voegde een contactpersoon toe",
        ["change contact person"] = "Wijzigde een contactpersoon",
        ["remove contact person"] = "Haalde een contactpersoon weg",
        ["put back contact person"] = "Zette een contactpersoon terug",
        ["change reach note"] = "Wijzigde hoe het gezin te bereiken is",
        ["search siblings"] = "Zocht een broer of zus",
        ["search sibling at another school"] = "Zocht een broer of zus op een andere school",
        ["link family"] = "Koppelde een broer of zus",
        ["unlink family"] = "Maakte een broer of zus los",
        ["open needs"] = "Opende wat er speelt",
        ["change needs"] = "Wijzigde wat er speelt",
        ["undo change of needs"] = "Zette terug wat er speelt",
        ["open helpers"] = "Opende wie het gezin helpt",
        ["open helper"] = "Opende een hulpverlener",
        ["add helper"] = "Voegde een hulpverlener toe",
        ["change helper"] = "Wijzigde een hulpverlener",
        ["end helper"] = "Schreef op dat een hulpverlener klaar is",
        ["helper goes on"] = "Schreef op dat een hulpverlener verder helpt",
        ["open worry form"] = "Begon een zorg te melden",
        ["flag worry"] = "Meldde een zorg",
        ["open worries"] = "Opende de lijst met zorgen",
        ["open my worries"] = "Las de eigen gemelde zorgen",
        ["open worry"] = "Opende een zorg",
        ["take worry"] = "Pakte een zorg op",
        ["put back worry"] = "Zette een zorg weer open",
        ["answer worry"] = "Beantwoordde een zorg",
        ["finish worry"] = "Rondde een zorg af",
        ["open care overview"] = "Opende het overzicht voor zorg",
        ["open who can see"] = "Keek wie het kind kan zien",
        ["open who looked"] = "Keek wie naar het kind keek",
        ["search for emergency access"] = "Zocht een kind voor spoedtoegang",
        ["take emergency access"] = "Nam spoedtoegang",
        ["end emergency access"] = "Beëindigde spoedtoegang",
        ["open emergency access"] = "Opende de eigen spoedtoegang",
        ["open access"] = "Hield toezicht op de toegang",
        ["search the journal"] = "Zocht in het logboek",
        ["search a child for the journal"] = "Zocht een kind om in het logboek te kijken",
        ["open cases"] = "Opende de lijst met zaken",
        ["export cases"] = "Maakte een bestand van de lijst met zaken",
        ["search a case"] = "Zocht een zaak op naam",
        ["choose who gets cases"] = "Koos wie zaken krijgt",
        ["give cases"] = "Gaf zaken aan iemand anders",
        ["open steps of a colleague"] = "Opende de stappen van een collega",
        ["move steps"] = "Gaf stappen aan iemand anders",
        ["open my day"] = "Opende de eigen dag",
        ["open visits"] = "Opende de lijst met bezoeken",
        ["read guidelines"] = "Las de richtlijnen voor een bezoek",
        ["open transfer form"] = "Begon een overdracht",
        ["ask transfer"] = "Vroeg een andere gemeente de zaak over te nemen",
        ["accept transfer"] = "Nam een zaak over",
        ["refuse transfer"] = "Nam een zaak niet over",
        ["withdraw transfer"] = "Trok een overdracht in",
        ["open transfers"] = "Opende de lijst met overdrachten",
        // Without children in them; the privacy officer meets these in the journal.
        ["sign in"] = "Logde in",
        ["sign out"] = "Logde uit",
        ["choose role"] = "Koos een andere rol",
        ["end session"] = "Beëindigde een sessie",
        ["end other sessions"] = "Beëindigde de andere sessies",
        ["change password"] = "Wijzigde het wachtwoord",
        ["change own details"] = "Wijzigde de eigen gegevens",
        ["set norm"] = "Wijzigde de afspraken van de school",
        ["read notice"] = "Las een bericht",
        ["load the demo"] = "Laadde de demo",
    };

    public static IReadOnlyCollection<string> Known => Words.Keys;

    public static IEnumerable<string> Sentences => Words.Values;

    /// <summary>A refused request is told as such, whatever it asked for; a use case without a sentence is shown by its name.</summary>
    public static string Sentence(string useCase, string kind, Text text) => kind == "refused" ? text["Vroeg iets dat niet mocht"] : Words.TryGetValue(useCase, out var sentence) ? text[sentence] : useCase;
}
