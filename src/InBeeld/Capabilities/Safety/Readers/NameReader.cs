using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Capabilities.Safety.Readers;

/// <param name="Membership">Of whoever is to read along: the role in which they will.</param>
internal sealed record NameReaderInput(Guid Record, Guid Pupil, Guid? Membership, string Reason);

/// <summary>Names a professional who reads a record along, with the reason, and takes a name away. Somebody always stays.</summary>
internal sealed class NameReader(Frame frame, CurrentUser user, Journal journal)
{
    public async Task<Outcome<Done>> NameAsync(NameReaderInput input, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var reason = input.Reason.Trim();
        var candidate = input.Membership is null ? null : await frame.OneAsync<Guid?>("select person_id from app.safety_candidates(@Record) where membership_id = @Membership", new { input.Record, input.Membership }, ct);
        if (candidate is null)
        {
            // Named already, by a double tap or a colleague: that is what was asked.
            if (input.Membership is not null && await frame.OneAsync<bool>("select exists (select 1 from safety_reader where record_id = @Record and membership_id = @Membership and ends is null)", new { input.Record, input.Membership }, ct))
            {
                return Done.It;
            }

            refusals.Add(new Refusal("Membership", "Kies wie dit ook moet lezen."));
        }

        if (reason.Length < 10)
        {
            refusals.Add(new Refusal("Reason", "Schrijf op waarom diegene dit moet lezen, in minstens {0} tekens.", 10));
        }
        else if (reason.Length > 1000)
        {
            refusals.Add(new Refusal("Reason", "Gebruik hooguit {0} tekens.", 1000));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        await frame.DoAsync("insert into safety_reader (record_id, person_id, membership_id, added_by, reason) values (@Record, @candidate, @Membership, @PersonId, @reason) on conflict do nothing",
            new { input.Record, candidate, input.Membership, user.PersonId, reason }, ct);
        // No name and no child in the notice: it is shown on a home page, that others may be looking at too.
        await frame.DoAsync("select app.tell(@candidate, null, null, 'safety-reader', null, @link, '[]')", new { candidate, link = $"/safety/{input.Record}" }, ct);
        journal.Write("name safety reader", [input.Pupil], Facets.Safety, reason, new { safety = input.Record, membership = input.Membership });
        return Done.It;
    }

    public async Task<Outcome<Done>> RemoveAsync(Guid record, Guid pupil, Guid reader, CancellationToken ct)
    {
        await frame.DoAsync("savepoint readers", null, ct);
        try
        {
            if (await frame.DoAsync("update safety_reader set ends = now(), ended_by = @PersonId where id = @reader and record_id = @record and ends is null", new { user.PersonId, reader, record }, ct) > 0)
            {
                journal.Write("remove safety reader", [pupil], Facets.Safety, "", new { safety = record, reader });
            }
            else if (await frame.OneAsync<bool>("select exists (select 1 from safety_reader where id = @reader and record_id = @record and ends is null)", new { reader, record }, ct))
            {
                return Refusal.Of("Alleen wie dit dossier begon haalt iemand van buiten weg.");
            }
        }
        catch (PostgresException last) when (last.SqlState == "IB009")
        {
            await frame.DoAsync("rollback to savepoint readers", null, ct);
            return Refusal.Of("Iemand moet dit dossier lezen. Haal er eerst een ander bij.");
        }

        return Done.It;
    }
}
