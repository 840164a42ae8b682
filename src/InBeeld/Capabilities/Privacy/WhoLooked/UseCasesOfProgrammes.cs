namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>What people of a library, a school, a family or a partner do with programmes.</summary>
internal static partial class UseCases
{
    private static readonly Dictionary<string, string> OfProgrammes = new()
    {
        ["list programmes"] = "Opende de lijst met programma's",
        ["open programme"] = "Opende een programma",
        ["keep programme"] = "Maakte of wijzigde een programma",
        ["turn programme"] = "Opende of sloot een programma",
        ["choose programme"] = "Keek welk programma bij het kind past",
        ["refer to programme"] = "Meldde het kind aan voor een programma",
        ["school leaves programme"] = "Legde vast dat een school niet meer meedoet aan een programma",
        ["ask demand"] = "Vroeg scholen hoeveel kinderen ze willen sturen",
        ["answer demand"] = "Zei hoeveel kinderen de school wil sturen",
        ["publish programme"] = "Deelde een programma met andere bibliotheken",
        ["copy programme"] = "Nam een programma van een andere bibliotheek over",
        ["bring to programme"] = "Meldde een kind aan namens een andere organisatie",
        ["open enrolment"] = "Opende wat de bibliotheek van het kind weet voor een programma",
        ["list programme groups"] = "Opende de groepen van een programma",
        ["keep programme module"] = "Maakte of wijzigde een module van een programma",
        ["keep programme group"] = "Maakte of wijzigde een groep van een programma",
        ["open programme group"] = "Opende een groep van een programma",
        ["place in programme group"] = "Zette het kind in een groep van een programma",
        ["take from programme group"] = "Haalde het kind uit een groep van een programma",
        ["open session"] = "Opende een bijeenkomst van een programma",
        ["keep attendance"] = "Legde vast of het kind bij een programma was",
        ["undo attendance"] = "Zette terug wie er bij een programma was",
        ["move sessions"] = "Verplaatste bijeenkomsten van een programma",
        ["finish programme task"] = "Legde vast wat het bellen over een programma opleverde",
        ["print certificate"] = "Opende het certificaat van het kind",
        ["move enrolment"] = "Zette een stap voor het kind in een programma",
        ["join programme"] = "Iemand meldde zich zelf aan voor een programma",
        ["print flyer"] = "Opende een flyer van een programma",
        ["compare participants"] = "Keek of twee kinderen bij de bibliotheek hetzelfde kind zijn",
        ["merge participants"] = "Legde vast dat twee kinderen bij de bibliotheek hetzelfde kind zijn",
        ["open intake"] = "Las het gesprek over een programma",
        ["keep intake"] = "Schreef op wat er over een programma is besproken",
        ["open consent"] = "Keek waar het kind of een ouder ja op zei",
        ["note consent"] = "Legde vast waar het kind of een ouder ja op zei",
        ["withdraw consent"] = "Trok toestemming in",
        ["list consent texts"] = "Las de teksten over toestemming",
        ["write consent text"] = "Schreef een nieuwe tekst over toestemming",
    };
}
