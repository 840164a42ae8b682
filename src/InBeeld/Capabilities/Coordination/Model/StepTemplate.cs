namespace InBeeld.Capabilities.Coordination.Model;

/// <param name="Kind">Of the step.</param>
/// <param name="Title">Dutch, a key of the texts: shown in the language of the reader, until somebody changes it.</param>
/// <param name="After">So many school days after the decision.</param>
internal sealed record StepTemplate(string Kind, string Title, int After)
{
    /// <summary>What is usually done, per kind of case; the lead changes it at will.</summary>
    public static IReadOnlyList<StepTemplate> For(string kind) => kind switch
    {
        "not_reached" => [new("phone", "Bel het gezin", 1), new("door", "Ga langs", 2), new("talk", "Praat met kind en ouder", 5), new("follow", "Kijk hoe het gaat", 15)],
        "absent" => [new("phone", "Bel leerling en ouder", 1), new("talk", "Praat over wat nodig is", 4), new("agree", "Spreek af met school", 7), new("follow", "Kijk hoe het gaat", 15)],
        "no_school" or "arrival" => [new("phone", "Bel het gezin", 2), new("agree", "Zoek een school", 5), new("inform", "Laat het gezin de school weten", 8), new("follow", "Kijk hoe het gaat", 20)],
        "home" => [new("talk", "Overleg met wie meldde", 1), new("door", "Ga langs", 2), new("agree", "Maak afspraken met het gezin", 5), new("follow", "Kijk hoe het gaat", 10)],
        "learning" or "help" => [new("phone", "Bel het gezin", 2), new("agree", "Regel plek of hulp", 5), new("follow", "Kijk hoe het gaat", 15)],
        _ => [new("phone", "Bel het gezin", 2), new("follow", "Kijk hoe het gaat", 15)],
    };
}
