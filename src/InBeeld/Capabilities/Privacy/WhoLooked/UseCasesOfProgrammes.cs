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
        ["open enrolment"] = "Opende wat de bibliotheek van het kind weet voor een programma",
        ["move enrolment"] = "Zette een stap voor het kind in een programma",
    };
}
