using InBeeld.Capabilities.Triage.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Triage.Trial;

/// <param name="Version">Of the draft as it was tried: what was not tried is not set.</param>
internal sealed record SetTableInput(Guid Table, int Version, DateOnly? From, string Note);

/// <summary>Lets a draft hold from a day on; the version that holds until then ends the day before. Or takes that back before the day.</summary>
internal sealed class SetTable(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    private sealed record Other(Guid Id, int Number, DateOnly ValidFrom);

    public async Task<Outcome<TriageTable>> RunAsync(SetTableInput input, CancellationToken ct)
    {
        if (await LockAsync(input.Table, ct) is not { } table)
        {
            return Refusal.Of("Dit concept is er niet meer.");
        }

        if (table.State == TriageTable.Live && table.ValidFrom == input.From)
        {
            // A double tap.
            return table;
        }

        if (table.Version != input.Version)
        {
            return Refusals.LostUpdate;
        }

        var from = input.From ?? default;
        var outcome = table.Set(from, clock.Today(), input.Note, user.PersonId, clock.GetUtcNow());
        if (!outcome.Ok)
        {
            return outcome;
        }

        var latest = await frame.OneAsync<Other>("select id, number, valid_from as ValidFrom from triage_table where municipality_id = @OrganisationId and state = 'live' order by valid_from desc limit 1", new { user.OrganisationId }, ct);
        if (latest is not null && latest.ValidFrom >= from)
        {
            return new Refusal("From", "Versie {0} gaat in op {1}. Kies een latere dag.", latest.Number, Kernel.Web.Show.Day(latest.ValidFrom, clock.Today()));
        }

        if (latest is not null)
        {
            await frame.DoAsync("update triage_table set valid_until = @last, version = version + 1 where id = @Id", new { latest.Id, last = from.AddDays(-1) }, ct);
        }

        journal.Write("set triage table", [], Facets.None, "", new { table = table.Id, table.Number, from });
        await db.SaveChangesAsync(ct);
        return table;
    }

    public async Task<Outcome<TriageTable>> TakeBackAsync(Guid id, CancellationToken ct)
    {
        if (await LockAsync(id, ct) is not { } table)
        {
            return Refusal.Of("Dit concept is er niet meer.");
        }

        if (await db.TriageTables.AnyAsync(t => t.MunicipalityId == user.OrganisationId && t.State == TriageTable.Draft, ct))
        {
            return table.State == TriageTable.Draft ? table : Refusal.Of("Er is al een ander concept. Maak dat eerst af.");
        }

        var from = table.ValidFrom;
        var outcome = table.TakeBack(clock.Today());
        if (!outcome.Ok)
        {
            return outcome;
        }

        journal.Write("take back triage table", [], Facets.None, "", new { table = id, table.Number });
        await db.SaveChangesAsync(ct);
        // The version before it goes on.
        await frame.DoAsync("update triage_table set valid_until = null, version = version + 1 where municipality_id = @OrganisationId and state = 'live' and valid_until = @last", new { user.OrganisationId, last = from!.Value.AddDays(-1) }, ct);
        return outcome;
    }

    private async Task<TriageTable?> LockAsync(Guid id, CancellationToken ct)
    {
        await frame.DoAsync("select pg_advisory_xact_lock(471130, hashtext(@OrganisationId::text))", new { user.OrganisationId }, ct);
        await frame.DoAsync("select 1 from triage_table where id = @id and municipality_id = @OrganisationId for update", new { id, user.OrganisationId }, ct);
        return await db.TriageTables.FirstOrDefaultAsync(t => t.Id == id && t.MunicipalityId == user.OrganisationId, ct);
    }
}
