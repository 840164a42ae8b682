using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Funds.Paid;

/// <summary>Which claims of a fund that were sent: the chosen ones, or (null) all of a programme that were sent in these days.</summary>
internal sealed record SentClaims(Guid Fund, Guid[]? Chosen, Guid? Programme, DateOnly? First, DateOnly? Last);

/// <summary>Puts many claims on paid in one step, each for the amount that was sent. Somebody saw how many and how much: when that is not so any more, nothing is done.</summary>
internal sealed class PayClaims(Frame frame, Journal journal, TimeProvider clock)
{
    public static readonly Refusal Changed = new("Seen", "Er is intussen iets veranderd. Er is niets vastgelegd. Kijk naar het nieuwe bedrag.");

    /// <param name="batch">Made with the form, so that a double tap is one step.</param>
    public async Task<Outcome<Done>> RunAsync(Guid batch, SentClaims sent, int seen, long cents, CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.pay_claims(@Fund, @batch, @Chosen, @Programme, @First, @Last, @seen, @cents, @now)", new { sent.Fund, batch, sent.Chosen, sent.Programme, sent.First, sent.Last, seen, cents, now = clock.GetUtcNow() }, ct);
        // The second tap of a double one: it was done and journalled.
        if (why != "")
        {
            return why == "again" ? Done.It : Changed;
        }

        journal.Write("pay claims", await OfBatchAsync(sent.Fund, batch, ct), Facets.Identity, "", new { fund = sent.Fund, batch, claims = seen, cents });
        return Done.It;
    }

    /// <returns>How many are sent and not paid again.</returns>
    public async Task<int> UndoAsync(Guid fund, Guid batch, CancellationToken ct)
    {
        var pupils = await OfBatchAsync(fund, batch, ct);
        var hit = await frame.OneAsync<int>("select app.unpay_claims(@fund, @batch, @now)", new { fund, batch, now = clock.GetUtcNow() }, ct);
        if (hit > 0)
        {
            journal.Write("undo pay claims", pupils, Facets.Identity, "", new { fund, batch, claims = hit });
        }

        return hit;
    }

    private Task<List<Guid>> OfBatchAsync(Guid fund, Guid batch, CancellationToken ct) =>
        frame.ListAsync<Guid>("select distinct p.pupil_id from fund_claim c join enrolment e on e.id = c.enrolment_id join participant p on p.id = e.participant_id where c.fund_id = @fund and c.batch_id = @batch and p.pupil_id is not null", new { fund, batch }, ct);
}
