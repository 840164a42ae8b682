using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Contact.Worries;

/// <param name="Id">Made with the form, so that a double tap is the same worry.</param>
/// <param name="Child">A child of the own school.</param>
internal sealed record FlagWorryInput(Guid Id, Child Child, string Words, int Urgency);

/// <summary>Hands a worry to the care professionals of the school, who are told at once.</summary>
internal sealed class FlagWorry(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Worry>> RunAsync(FlagWorryInput input, CancellationToken ct)
    {
        if (await db.Worries.FindAsync([input.Id], ct) is { } first)
        {
            return first;
        }

        var outcome = Worry.Flag(input.Id, input.Child.Id, input.Child.SchoolId, input.Words, input.Urgency, user.PersonId, clock.GetUtcNow());
        if (!outcome.Ok)
        {
            return outcome;
        }

        db.Worries.Add(outcome.Value);
        journal.Write("flag worry", [input.Child.Id], Facets.Care, "", new { worry = input.Id, input.Urgency });
        await db.SaveChangesAsync(ct);
        // No name in the notice: it is shown on a home page, that others may be looking at too.
        await frame.DoAsync("select app.tell(null, @SchoolId, 'care', 'worry', @Id, @link, jsonb_build_array(@urgency, @group))",
            new { input.Child.SchoolId, input.Child.Id, link = $"/worries/{input.Id}", urgency = input.Urgency.ToString(System.Globalization.CultureInfo.InvariantCulture), group = input.Child.GroupName ?? "" }, ct);
        return outcome;
    }
}
