using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Problem;

/// <summary>What somebody sees instead of a page: in plain words, with the status of the answer kept.</summary>
[OpenToAll("A useful sentence when a page is refused or not found")]
[IgnoreAntiforgeryToken]
internal sealed class ProblemModel(CurrentUser user) : PageModel
{
    public string Heading { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    public void OnGet(int code) => Explain(code);

    public void OnPost(int code) => Explain(code);

    private void Explain(int code)
    {
        Response.StatusCode = code is >= 400 and < 600 ? code : 404;
        (Heading, Sentence) = code switch
        {
            403 when user.Is(Role.Enforcement) => ("Dit kun je niet openen", "InBeeld is er voor zorg. Wie handhaaft, kan geen dossiers van kinderen openen."),
            403 => ("Dit kun je niet openen", "Deze pagina hoort niet bij jouw rol. Vraag je zorgcoördinator of je beheerder."),
            413 => ("Dit is te groot", "Het bestand of formulier is groter dan mag."),
            429 => ("Te vaak geprobeerd", "Wacht even en probeer het dan opnieuw."),
            400 => ("Dit verzoek klopt niet", "Ga terug en probeer het opnieuw."),
            _ => ("Niet gevonden", "Deze pagina bestaat niet, of je hebt er geen toegang toe."),
        };
    }
}
