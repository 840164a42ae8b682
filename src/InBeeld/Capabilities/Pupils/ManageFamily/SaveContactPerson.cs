using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Pupils.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Pupils.ManageFamily;

/// <param name="Child">A child of the own school.</param>
/// <param name="Person">Made with the form, so that a double tap is the same person.</param>
/// <param name="Version">The version the form was shown with; null for a new person.</param>
internal sealed record SaveContactPersonInput(Child Child, Guid Person, int? Version, ToldOfPerson Told);

/// <summary>Adds or changes somebody of the family whom the school can reach.</summary>
internal sealed class SaveContactPerson(Frame frame, InBeeldDb db, Journal journal)
{
    public async Task<Outcome<ContactPerson>> RunAsync(SaveContactPersonInput input, CancellationToken ct)
    {
        var family = await frame.OneAsync<Guid>("select app.family_of(@child)", new { child = input.Child.Id }, ct);
        var known = await db.ContactPersons.FirstOrDefaultAsync(c => c.Id == input.Person, ct);
        Outcome<ContactPerson> outcome;
        if (input.Version is { } version)
        {
            if (known is null || known.FamilyId != family)
            {
                return Refusal.Of("Deze persoon staat niet meer bij dit gezin.");
            }

            if (known.Version != version || known.RemovedAt is not null)
            {
                return Refusals.LostUpdate;
            }

            outcome = known.Change(input.Told);
        }
        else if (known is not null)
        {
            return known;
        }
        else
        {
            var last = await db.ContactPersons.Where(c => c.FamilyId == family).Select(c => (int?)c.Position).MaxAsync(ct) ?? 0;
            outcome = ContactPerson.Add(input.Person, family, last + 1, input.Told);
            if (outcome.Ok)
            {
                db.ContactPersons.Add(outcome.Value);
            }
        }

        if (!outcome.Ok)
        {
            return outcome;
        }

        journal.Write(input.Version is null ? "add contact person" : "change contact person", [input.Child.Id], Facets.Contact, "", new { person = input.Person });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Refusals.LostUpdate;
        }

        return outcome;
    }
}
