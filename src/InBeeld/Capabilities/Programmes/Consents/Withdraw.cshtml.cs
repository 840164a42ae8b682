using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Consents;

/// <summary>Before what was agreed to is taken back: what stops, and what stays.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class WithdrawModel(Frame frame, Journal journal, Text text, KeepConsent keep) : PageModel
{
    [FromRoute(Name = "consent")]
    public Guid Id { get; set; }

    public EnrolmentRow Row { get; private set; } = new();
    public ConsentRow Consent { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Consent.WithdrawnAt is null ? Page() : Redirect($"/programmes/people/{Consent.EnrolmentId}/intake") : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || !await keep.WithdrawAsync(Row, Consent, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["{0}: ingetrokken.", text[ConsentText.KindWord(Consent.Kind)]]);
        return Redirect($"/programmes/people/{Consent.EnrolmentId}/intake");
    }

    public static string GoesSentence(string kind) => kind switch
    {
        "take_part" => "Het kind doet niet meer mee. De plek komt vrij voor wie wacht.",
        "talk_with_school" => "School ziet vanaf nu niet meer hoe het gaat, ook niet wie het kind aanmeldde. Praat er niet meer over met school.",
        "photo" => "Maak geen foto's meer van dit kind en gebruik de oude niet meer.",
        _ => "Vraag en meet vanaf nu niets meer bij dit kind. Wat gemeten is, telt niet meer mee in de cijfers.",
    };

    public static string StaysSentence(string kind) => kind switch
    {
        "take_part" => "Dat het kind was aangemeld en wat er is besproken, blijft staan tot de bewaartijd voorbij is. Later opnieuw meedoen kan.",
        "talk_with_school" => "Het kind houdt zijn plek. Wat school al las, blijft bij school.",
        "photo" => "Het kind houdt zijn plek. Wat al gedrukt is, is niet terug te halen.",
        _ => "Het kind houdt zijn plek. Wat al in een verslag zonder namen staat, blijft daar.",
    };

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await ConsentRow.FindAsync(frame, Id, ct) is not { } consent || await EnrolmentRow.OfAsync(frame, consent.EnrolmentId, ct) is not { } row)
        {
            return false;
        }

        (Row, Consent) = (row, consent);
        journal.Read("open consent", row.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { enrolment = row.Id, consent = Id });
        (ViewData["Title"], ViewData["Menu"]) = (text["{0}: wil {1} dit intrekken?", text[ConsentText.KindWord(consent.Kind)], consent.GivenBy], "/programmes");
        return true;
    }
}
