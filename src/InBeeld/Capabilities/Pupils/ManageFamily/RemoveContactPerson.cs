using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Pupils.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Pupils.ManageFamily;

/// <summary>Takes somebody off the family's list, or puts them back.</summary>
internal sealed class RemoveContactPerson(InBeeldDb db, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<ContactPerson>> RunAsync(Child child, Guid person, bool back, CancellationToken ct)
    {
        var known = await db.ContactPersons.FirstOrDefaultAsync(c => c.Id == person && c.FamilyId == child.FamilyId, ct);
        if (known is null)
        {
            return Refusal.Of("Deze persoon staat niet meer bij dit gezin.");
        }

        if (back == (known.RemovedAt is null))
        {
            // Done already, by the first of two taps or by a colleague.
            return known;
        }

        if (back)
        {
            known.PutBack();
        }
        else
        {
            known.Remove(clock.GetUtcNow());
        }

        journal.Write(back ? "put back contact person" : "remove contact person", [child.Id], Facets.Contact, "", new { person });
        await db.SaveChangesAsync(ct);
        return known;
    }
}
