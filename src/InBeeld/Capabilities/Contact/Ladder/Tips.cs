namespace InBeeld.Capabilities.Contact.Ladder;

/// <summary>A short tip that helps to reach a family: its icon and its sentence, a key of the texts, with the word of a language when it names one (itself a key).</summary>
internal sealed record Tip(string Icon, string Sentence, string? Language = null);

/// <summary>Which tips fit a child. Source: the toolbox of Hogeschool Rotterdam (March 2020), on contact with all families and on lowering the threshold.</summary>
internal static class Tips
{
    /// <param name="needs">Kinds of needs that the reader may see.</param>
    /// <param name="homeLanguages">Dutch words of the languages of the contact persons, other than Dutch.</param>
    /// <param name="attempts">Attempts since the family was last reached.</param>
    /// <param name="rung">The kind of the proposed rung, or null.</param>
    public static IEnumerable<Tip> For(IReadOnlyCollection<string> needs, IReadOnlyCollection<string> homeLanguages, int attempts, string? rung = null)
    {
        if (attempts > 0)
        {
            yield return new Tip("phone", "Bel met het nummer van school. Een onbekend nummer nemen ouders vaak niet op.");
        }

        if (homeLanguages.Count > 0)
        {
            yield return new Tip("language", "Bel met een tolk, of laat iemand bellen die {0} spreekt.", homeLanguages.First());
        }
        else if (needs.Contains("parents_no_dutch"))
        {
            yield return new Tip("language", "Bel met een tolk, of laat iemand bellen die de thuistaal spreekt.");
        }

        if (needs.Contains("no_device") || needs.Contains("no_connection"))
        {
            yield return new Tip("box", "Breng een pakket op papier. Bel daarna of het lukt.");
        }

        if (needs.Contains("little_help"))
        {
            yield return new Tip("talk", "Luister goed, vraag door en leg uit wat het kind gaat doen.");
        }

        if (rung is not null)
        {
            yield return new Tip(Rungs.Icon(rung), OfRung(rung));
        }
    }

    private static string OfRung(string kind) => kind switch
    {
        "care" => "De zorgcoördinator weet welke hulpverleners het gezin al kennen.",
        "municipality" => "Vertel wat de school al deed. Vraag of het wijkteam het gezin kent.",
        "door" => "Ga met twee mensen. Laat een briefje achter in de thuistaal.",
        "network" => "Denk aan familie, buren, de sportclub en de bibliotheek.",
        _ => "Als thuis leren niet lukt, is een plek op school veilig en rustig.",
    };
}
