using InBeeld.Capabilities.Programmes.Join;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Bring;

/// <summary>Brings a child of another organisation to a programme. The answer never says whether the library or a school knows the child.</summary>
internal sealed class BringChild(Frame frame, Journal journal, TimeProvider clock, Text text)
{
    public async Task<Outcome<Done>> RunAsync(Guid id, Guid programme, JoinFields f, IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        f.Who = "third";
        var refusals = f.Check(criteria, clock.Today(), text, known: true);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var why = await frame.OneAsync<string>("""
            select app.bring_child(@id, @programme, @GivenName, @Prefix, @Surname, @born, @School, @year, @Contact, @Phone, @Email, @Speaks, @Wish, @yes, @SortKey, @now)
            """, new { id, programme, f.GivenName, f.Prefix, f.Surname, born = Typed.Day(f.Born), f.School, year = Typed.Number(f.Year), f.Contact, f.Phone, f.Email, f.Speaks, f.Wish, yes = f.Yes.ToArray(), f.Name.SortKey, now = clock.GetUtcNow() }, ct);
        if (why != "")
        {
            return Refusal.Of(why == "already" ? "Jij hebt dit kind al aangemeld." : "Dit programma is dicht. Kijk of er een ander past.");
        }

        journal.Write("bring to programme", [], Facets.Identity | Facets.Contact, "", new { programme, enrolment = id });
        return Done.It;
    }
}
