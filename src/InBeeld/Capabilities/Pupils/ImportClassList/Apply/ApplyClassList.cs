using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Pupils.ImportClassList.Preview;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Apply;

/// <param name="Import">A list that is ready.</param>
/// <param name="Accepted">Somebody said that it is right that so many go.</param>
internal sealed record ApplyInput(Guid Import, bool Accepted);

/// <param name="Again">It was applied before, by the first of two taps.</param>
/// <param name="Recomputed">Another list was applied since the preview. Nothing was applied; this is the new preview.</param>
internal sealed record AppliedList(Guid Import, Tally Tally, bool Again = false, bool Recomputed = false)
{
    /// <summary>What is said when it was compared again.</summary>
    public const string LookAgain = "Er is intussen een andere lijst doorgevoerd. Dit is het nieuwe voorbeeld: kijk het na en voer dan door.";
}

/// <summary>
/// Makes the list of the school as the preview says, in one transaction. Two at once wait for each other on the row of the school; the second is shown a
/// new preview. What did not change is not written.
/// </summary>
internal sealed class ApplyClassList(Frame frame, CurrentUser user, Journal journal, TimeProvider clock, CompareClassList compare, Events events)
{
    /// <summary>So many rows in one round, and so many children in one event.</summary>
    public const int Round = 5_000;

    public async Task<Outcome<AppliedList>> RunAsync(ApplyInput input, ImportProgress? progress, CancellationToken ct)
    {
        var sql = await frame.LongAsync(ct);
        return await ImportTrouble.WhollyOrNotAsync(frame, user, sql, () => ApplyAsync(sql, input, progress, ct), ct);
    }

    /// <summary>Whoever asks for the same school after this waits until this transaction is over.</summary>
    /// <returns>The revision of the school's list.</returns>
    public static Task<long> LockAsync(Sql sql, Guid school) => sql.OneAsync<long>(ApplySql.Lock, new { school });

    private async Task<Outcome<AppliedList>> ApplyAsync(Sql sql, ApplyInput input, ImportProgress? progress, CancellationToken ct)
    {
        if (await ClassListImport.OfAsync(frame, input.Import, ct) is not { } asked)
        {
            return Refusal.Of("Deze lijst is er niet meer.");
        }

        var revision = await LockAsync(sql, asked.SchoolId);
        // Read again: the other of two taps may have come first.
        var list = (await ClassListImport.OfAsync(frame, input.Import, ct))!;
        if (list.State == ImportState.Applied)
        {
            return new AppliedList(list.Id, list.Tally, Again: true);
        }

        if (list.State != ImportState.Ready)
        {
            return Refusal.Of("Deze lijst is niet klaar om door te voeren. Lees het bestand opnieuw in.");
        }

        if (list.BasedOn != revision)
        {
            return new AppliedList(list.Id, await compare.RunAsync(list.Id, progress, ct), Recomputed: true);
        }

        var tally = list.Tally;
        if (tally.MustBeAccepted && !input.Accepted)
        {
            return new Refusal("Accepted", "Zet een vinkje als het klopt dat deze kinderen van de lijst gaan.");
        }

        await WriteAsync(sql, list, progress, ct);
        return new AppliedList(list.Id, tally);
    }

    private async Task WriteAsync(Sql sql, ClassListImport list, ImportProgress? progress, CancellationToken ct)
    {
        var rows = await sql.OneAsync<int>("select coalesce(max(n), 0) from class_list_row where import_id = @Id and kind in ('new', 'changed', 'moved')", new { list.Id });
        progress?.Expect(2 * rows);
        var args = new { import = list.Id, school = list.SchoolId, today = clock.Today(), year = list.SchoolYear, now = clock.GetUtcNow(), by = user.SignedIn ? user.PersonId : (Guid?)null };
        await sql.DoAsync(ApplySql.JoinByHash);
        await sql.DoAsync(ApplySql.Groups, args);
        await sql.DoAsync(ApplySql.Leave, args);
        await sql.DoAsync(ApplySql.FreeKeys, args);
        for (var first = 1; first <= rows; first += Round)
        {
            var round = new { args.import, args.school, args.today, first, last = first + Round - 1 };
            await sql.DoAsync(ApplySql.Pupils, round);
            await sql.DoAsync(ApplySql.Placements, round);
            progress?.Step(Math.Min(Round, rows - first + 1));
        }

        await sql.DoAsync(ApplySql.EndGroups, args);
        await sql.DoAsync(ApplySql.Finish, args);
        var groups = await sql.ListAsync<Guid>(ApplySql.Touched, args);
        await sql.DoAsync(ApplySql.JoinAsUsual);
        ImportJournal.Write(journal, user, "apply class list", await sql.ListAsync<Guid>(ApplySql.Written, args), list.Id);
        await TellAsync(list.SchoolId, await sql.ListAsync<Guid>(ApplySql.Placed, args), groups, events, progress, ct);
    }

    /// <summary>Tells later capabilities, some thousands of children at a time.</summary>
    internal static async Task TellAsync(Guid school, List<Guid> placed, List<Guid> groups, Events events, ImportProgress? progress, CancellationToken ct)
    {
        foreach (var part in placed.Chunk(Round))
        {
            await events.TellAsync(new ClassListApplied(school, part, []), ct);
            progress?.Step(part.Length);
        }

        if (groups.Count > 0)
        {
            await events.TellAsync(new ClassListApplied(school, [], groups), ct);
        }
    }
}
