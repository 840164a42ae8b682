using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Safety.HandOver;

/// <param name="Id">Made with the form, so that a double tap hands over once.</param>
/// <param name="Child">First name or description: a library does not know more, and need not.</param>
internal sealed record HandOverInput(Guid Id, Guid? School, string Child, string Words, string ByName);

/// <summary>A library employee hands a worry to the care professionals of a school in the same municipality, who are told at once.</summary>
internal sealed class HandOverWorry(Frame frame, CurrentUser user, Journal journal)
{
    public async Task<Outcome<Guid>> RunAsync(HandOverInput input, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        if (input.School is null)
        {
            refusals.Add(new Refusal("School", "Kies de school van het kind."));
        }

        Need("Child", input.Child, 300, "Vul de voornaam in, of beschrijf het kind.");
        Need("Words", input.Words, 4000, "Schrijf op waar je je zorgen over maakt.");
        Need("ByName", input.ByName, 200, "Vul je naam in, zodat de school je kan bellen.");
        if (refusals.Count > 0)
        {
            return refusals;
        }

        switch (await frame.OneAsync<string>("select app.hand_over_worry(@Id, @School, @Child, @Words, @ByName)", new { input.Id, input.School, Child = input.Child.Trim(), Words = input.Words.Trim(), ByName = input.ByName.Trim() }, ct))
        {
            case "school":
                return new Refusal("School", "Kies een school in jouw gemeente.");
            case "often":
                return Refusal.Of("Je gaf het laatste uur al tien zorgen door. Bel de school.");
            case "done":
                journal.Write("hand over worry", [], Facets.Safety, "", new { handover = input.Id, input.School, user.OrganisationId });
                break;
        }

        return input.Id;

        void Need(string field, string text, int most, string sentence)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                refusals.Add(new Refusal(field, sentence));
            }
            else if (text.Length > most)
            {
                refusals.Add(new Refusal(field, "Gebruik hooguit {0} tekens.", most));
            }
        }
    }
}
