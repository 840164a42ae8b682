using InBeeld.Capabilities.Triage.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Triage.Tables;

/// <param name="Was">The row as the form was shown with it, as text; empty for a new one.</param>
internal sealed record PutRowInput(Guid Table, TriageRow Row, string Was);

/// <summary>Writes the next version of the rules: a copy of those that hold, changed row by row.</summary>
internal sealed class WriteDraft(Frame frame, InBeeldDb db, CurrentUser user, Journal journal, TimeProvider clock)
{
    private static readonly Refusal Gone = Refusal.Of("Dit concept is er niet meer.");

    /// <summary>The draft of the own municipality; made when there is none, so that a double tap is one draft.</summary>
    public async Task<Guid> StartAsync(CancellationToken ct)
    {
        await frame.DoAsync("select pg_advisory_xact_lock(471130, hashtext(@OrganisationId::text))", new { user.OrganisationId }, ct);
        if (await db.TriageTables.FirstOrDefaultAsync(t => t.MunicipalityId == user.OrganisationId && t.State == TriageTable.Draft, ct) is { } known)
        {
            return known.Id;
        }

        var now = await TableInForce.OfAsync(frame, user.OrganisationId, clock.Today(), ct);
        var number = await frame.OneAsync<int>("select coalesce(max(number), 0) + 1 from triage_table where municipality_id = @OrganisationId", new { user.OrganisationId }, ct);
        var draft = TriageTable.CopyOf(now.Rules, user.OrganisationId, number, user.PersonId, clock.GetUtcNow());
        db.TriageTables.Add(draft);
        journal.Write("start triage table", [], Facets.None, "", new { table = draft.Id, draft.Number });
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }

    /// <returns>Refused as a lost update when a colleague changed or removed this row since the form was shown.</returns>
    public Task<Outcome<TriageTable>> PutAsync(PutRowInput input, CancellationToken ct) => ChangeAsync(input.Table, "write triage row", draft =>
    {
        var row = draft.Rules.Rows.FirstOrDefault(r => r.Id == input.Row.Id);
        // The same row twice: a double tap.
        return Stamp(row) != input.Was && Stamp(row) != Stamp(input.Row) ? Refusals.LostUpdate : draft.Put(input.Row, user.PersonId, clock.GetUtcNow());
    }, ct);

    public Task<Outcome<TriageTable>> RemoveAsync(Guid table, Guid row, CancellationToken ct) => ChangeAsync(table, "remove triage row", draft => draft.Remove(row, user.PersonId, clock.GetUtcNow()), ct);

    public Task<Outcome<TriageTable>> PutBackAsync(Guid table, Guid row, CancellationToken ct) => ChangeAsync(table, "put back triage row", draft => draft.PutBack(row, user.PersonId, clock.GetUtcNow()), ct);

    /// <param name="version">Of the draft as it was shown: what a colleague wrote since is not thrown away with it.</param>
    public async Task<Outcome<Done>> DiscardAsync(Guid table, int version, CancellationToken ct)
    {
        if (await frame.OneAsync<string>("select state from triage_table where id = @table and municipality_id = @OrganisationId for update", new { table, user.OrganisationId }, ct) is not { } state)
        {
            return Gone;
        }

        if (state != TriageTable.Draft)
        {
            return Refusal.Of("Deze versie is al ingegaan. Schrijf een nieuwe versie.");
        }

        if (!await frame.OneAsync<bool>("select app.discard_triage_draft(@table, @version)", new { table, version }, ct))
        {
            return Refusals.LostUpdate;
        }

        journal.Write("discard triage table", [], Facets.None, "", new { table });
        return Done.It;
    }

    public Task<Outcome<TriageTable>> MoveAsync(Guid table, Guid row, bool up, CancellationToken ct) => ChangeAsync(table, "move triage row", draft => draft.Move(row, up, user.PersonId, clock.GetUtcNow()), ct);

    /// <summary>Tells whether two rows are the same; nothing for no row.</summary>
    public static string Stamp(TriageRow? row) => row is null ? "" : DecisionTable.Write([row]);

    private async Task<Outcome<TriageTable>> ChangeAsync(Guid id, string useCase, Func<TriageTable, Outcome<TriageTable>> change, CancellationToken ct)
    {
        // One at a time: what a colleague did meanwhile is read after it is done.
        await frame.DoAsync("select 1 from triage_table where id = @id and municipality_id = @OrganisationId for update", new { id, user.OrganisationId }, ct);
        if (await db.TriageTables.FirstOrDefaultAsync(t => t.Id == id && t.MunicipalityId == user.OrganisationId, ct) is not { } draft)
        {
            return Gone;
        }

        var outcome = change(draft);
        if (outcome.Ok)
        {
            journal.Write(useCase, [], Facets.None, "", new { table = id });
            await db.SaveChangesAsync(ct);
        }

        return outcome;
    }
}
