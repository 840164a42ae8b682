using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Contact.History;

/// <param name="Id">Made with the form, so that a double tap asks once.</param>
/// <param name="Earlier">The school before.</param>
/// <param name="GroundWords">Which parent agreed, and when; needed when the parents are the ground.</param>
internal sealed record AskHistoryInput(Guid Id, Guid Pupil, Guid? Earlier, string Ground, string GroundWords);

/// <summary>Asks the school before what it knows of a child that joined within the year.</summary>
internal sealed class AskHistory(Frame frame, Journal journal)
{
    public async Task<Outcome<Done>> RunAsync(AskHistoryInput input, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        if (input.Earlier is null)
        {
            refusals.Add(new Refusal("School", "Zoek de vorige school en kies die."));
        }

        if (!HistoryWords.Grounds.Contains(input.Ground))
        {
            refusals.Add(new Refusal("Ground", "Kies waarom het mag."));
        }

        var words = input.GroundWords.Trim();
        if (words.Length > 500 || (words.Length == 0 && input.Ground == HistoryWords.Parents))
        {
            refusals.Add(new Refusal("GroundWords", "Schrijf wie van de ouders het goed vond, en wanneer. Hooguit {0} tekens.", 500));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        switch (await frame.OneAsync<string>("select app.ask_history(@Id, @Pupil, @Earlier, @Ground, @words)", new { input.Id, input.Pupil, input.Earlier, input.Ground, words }, ct))
        {
            case "done":
                journal.Write("ask history", [input.Pupil], Facets.Identity, input.Ground, new { history = input.Id, from = input.Earlier });
                return Done.It;
            case "again":
                return Done.It;
            case "long":
                return Refusal.Of("Dit kind zit hier al langer dan een jaar.");
            case "born":
                return Refusal.Of("Vul eerst de geboortedatum in. Zonder die datum zoekt de vorige school niet.");
            case "school":
                return new Refusal("School", "Kies een andere school die met InBeeld werkt.");
            case "open":
                return new Refusal("School", "Aan deze school is het al gevraagd.");
            case "many":
                return Refusal.Of("Er lopen al drie vragen over dit kind. Wacht op antwoord of trek er een in.");
            default:
                return new Refusal("Gone", "Dit kind is er niet (meer).");
        }
    }
}
