using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Pupils.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Pupils.Helpers;

/// <param name="Version">The version the form was shown with; null for a new helper.</param>
internal sealed record SaveHelperInput(Child Child, Guid Helper, int? Version, ToldOfHelper Told);

/// <summary>Adds, changes or ends somebody of another organisation who helps the family.</summary>
internal sealed class SaveHelper(InBeeldDb db, Journal journal, TimeProvider clock)
{
    public async Task<Outcome<Helper>> RunAsync(SaveHelperInput input, CancellationToken ct)
    {
        var known = await FindAsync(input.Child, input.Helper, ct);
        Outcome<Helper> outcome;
        if (input.Version is { } version)
        {
            if (known is null)
            {
                return Refusal.Of("Deze hulpverlener staat niet meer bij dit kind.");
            }

            if (known.Version != version)
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
            outcome = Helper.Add(input.Helper, input.Child.Id, input.Told, clock.Today());
            if (outcome.Ok)
            {
                db.Helpers.Add(outcome.Value);
            }
        }

        return outcome.Ok ? await SaveAsync(outcome.Value, input.Child, input.Version is null ? "add helper" : "change helper", ct) : outcome;
    }

    public async Task<Outcome<Helper>> EndAsync(Child child, Guid helper, bool goOn, CancellationToken ct)
    {
        if (await FindAsync(child, helper, ct) is not { } known)
        {
            return Refusal.Of("Deze hulpverlener staat niet meer bij dit kind.");
        }

        if (goOn == (known.Ends is null))
        {
            return known;
        }

        if (goOn)
        {
            known.GoOn();
        }
        else
        {
            known.End(clock.Today());
        }

        return await SaveAsync(known, child, goOn ? "helper goes on" : "end helper", ct);
    }

    private Task<Helper?> FindAsync(Child child, Guid helper, CancellationToken ct) => db.Helpers.FirstOrDefaultAsync(h => h.Id == helper && h.PupilId == child.Id, ct);

    private async Task<Outcome<Helper>> SaveAsync(Helper helper, Child child, string useCase, CancellationToken ct)
    {
        journal.Write(useCase, [child.Id], Facets.Care, "", new { helper = helper.Id });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Refusals.LostUpdate;
        }

        return helper;
    }
}
