using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Programmes.Refer;

/// <param name="Call">The contact person who agreed to be called; null: nobody's phone goes along.</param>
internal sealed record Referral(Guid Id, Guid Programme, Guid Pupil, string Wish, Guid[] SaidYes, Guid? Call);

/// <summary>Brings a child of the own school to a programme, when it fits. The library gets the name, birth date, year and school, and whom to call.</summary>
internal sealed class ReferPupil(Frame frame, Journal journal, TimeProvider clock, Text text)
{
    public async Task<Outcome<Done>> RunAsync(Referral r, IReadOnlyList<Criterion> criteria, Facts child, CancellationToken ct)
    {
        if (r.Wish.Length > 1000)
        {
            return new Refusal("Wish", "Schrijf hooguit {0} tekens.", 1000);
        }

        var not = criteria.Select(c => c.NotYet(child with { SaidYes = r.SaidYes }, clock.Today(), text)).OfType<Refusal>().ToList();
        if (not.Count > 0)
        {
            return not;
        }

        var why = await frame.OneAsync<string>("select app.refer_pupil(@Id, @Programme, @Pupil, @Wish, @SaidYes, @Call, @now)", new { r.Id, r.Programme, r.Pupil, r.Wish, r.SaidYes, r.Call, now = clock.GetUtcNow() }, ct);
        // The second tap of a double one.
        if (why == "same")
        {
            return Done.It;
        }

        if (why != "")
        {
            return Refusal.Of(why switch
            {
                "already" => "Dit kind is al aangemeld voor dit programma.",
                "closed" => "Dit programma is dicht. Kijk of er een ander past.",
                _ => "Dit kind staat niet (meer) op jullie school.",
            });
        }

        journal.Write("refer to programme", [r.Pupil], Facets.Identity, "", new { programme = r.Programme, enrolment = r.Id, call = r.Call is not null });
        return Done.It;
    }
}
