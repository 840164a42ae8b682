using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Pupils.ImportClassList.Apply;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Undo;

/// <param name="Kept">New children that stay, because something was noted about them since.</param>
internal sealed record UndoneImport(Guid Import, IReadOnlyList<Guid> Kept, bool Again = false);

/// <summary>
/// Takes the last import of a school back, within a day and when nothing was imported or undone after it: fields, groups and placements are as they were.
/// </summary>
internal sealed class UndoImport(Frame frame, CurrentUser user, Journal journal, TimeProvider clock, Events events)
{
    public async Task<Outcome<UndoneImport>> RunAsync(Guid import, ImportProgress? progress, CancellationToken ct)
    {
        var sql = await frame.LongAsync(ct);
        return await ImportTrouble.WhollyOrNotAsync(frame, user, sql, () => UndoAsync(sql, import, progress, ct), ct);
    }

    private async Task<Outcome<UndoneImport>> UndoAsync(Sql sql, Guid import, ImportProgress? progress, CancellationToken ct)
    {
        if (await ClassListImport.OfAsync(frame, import, ct) is not { } asked)
        {
            return Refusal.Of("Deze lijst is er niet meer.");
        }

        await ApplyClassList.LockAsync(sql, asked.SchoolId);
        var list = (await ClassListImport.OfAsync(frame, import, ct))!;
        if (list.State == ImportState.Undone)
        {
            return new UndoneImport(import, list.Tally.Kept, Again: true);
        }

        if (!list.MayUndo(clock.GetUtcNow()))
        {
            return list.State == ImportState.Applied && list.Revision == list.Now
                ? Refusal.Of("Ongedaan maken kan tot een dag na het doorvoeren.")
                : Refusal.Of("Ongedaan maken kan alleen met de laatste lijst. Hierna is er nog een lijst doorgevoerd of teruggedraaid.");
        }

        return await TakeBackAsync(sql, list, progress, ct);
    }

    private async Task<UndoneImport> TakeBackAsync(Sql sql, ClassListImport list, ImportProgress? progress, CancellationToken ct)
    {
        var going = new NewPupilsGo(list.SchoolId, await sql.ListAsync<Guid>(UndoSql.New, new { import = list.Id }));
        if (going.Pupils.Count > 0)
        {
            going.Keep(await sql.ListAsync<Guid>("select * from app.with_notes(@pupils)", new { pupils = going.Pupils.ToArray() }));
            await events.TellAsync(going, ct);
        }

        var args = new { import = list.Id, school = list.SchoolId, today = clock.Today(), kept = going.Kept.Order().ToArray(), now = clock.GetUtcNow(), by = user.SignedIn ? user.PersonId : (Guid?)null };
        // Read before the staged rows say otherwise.
        var written = await sql.ListAsync<Guid>(ApplySql.Written, args);
        var groups = await sql.ListAsync<Guid>(ApplySql.Touched, args);
        var placed = await sql.ListAsync<Guid>(UndoSql.Placed, args);
        string[] steps = [ApplySql.JoinByHash, UndoSql.Groups, UndoSql.EndStarted, UndoSql.FreeKeys, UndoSql.Pupils, UndoSql.EndGroups, UndoSql.Finish, ApplySql.JoinAsUsual];
        progress?.Expect((steps.Length * ApplyClassList.Round) + placed.Count);
        foreach (var step in steps)
        {
            await sql.DoAsync(step, args);
            progress?.Step(ApplyClassList.Round);
        }

        ImportJournal.Write(journal, user, "undo class list", written, list.Id);
        await ApplyClassList.TellAsync(list.SchoolId, placed, groups, events, progress, ct);
        return new UndoneImport(list.Id, args.kept);
    }
}
