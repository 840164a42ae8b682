using Dapper;
using InBeeld.Capabilities.People.ImportOpenData.Reading;
using InBeeld.Data;
using InBeeld.Kernel;
using Npgsql;

namespace InBeeld.Capabilities.People.ImportOpenData;

/// <param name="Kind">bo, sbo, so, vo or mbo; null: the file tells.</param>
/// <param name="MarkGone">This is the complete file of its kind: schools that are not in it have stopped.</param>
internal sealed record DuoFile(Stream Content, string Name, string? Kind = null, bool MarkGone = false, Guid? By = null);

/// <summary>What a file of schools did. Read = added + changed + unchanged + rejected. Missing: known schools of these kinds that are not in the file.</summary>
internal sealed record DuoImported(int Read, int Added, int Changed, int Unchanged, int RejectedCount, IReadOnlyList<Rejected> Rejected)
{
    public Guid Id { get; init; }
    public string[] Kinds { get; init; } = [];
    public int Boards { get; init; }
    public int Municipalities { get; init; }
    public int Missing { get; init; }
    public int MarkedGone { get; init; }
    public int Milliseconds { get; init; }
}

/// <summary>
/// Brings the schools of a DUO file into the organisations, with their boards and municipalities: COPY into a temporary table,
/// then a handful of statements over the whole set. A second import of the same file changes nothing. Nothing is ever deleted.
/// </summary>
internal sealed class ImportDuo(TimeProvider clock)
{
    public async Task<Outcome<DuoImported>> RunAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, DuoFile file, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        var opened = DuoReader.Open(file.Content, file.Name, file.Kind);
        if (!opened.Ok)
        {
            return opened.Refusals[0];
        }

        // The transaction may be that of a request, which is committed also after a refusal.
        await transaction.SaveAsync("open_data", ct);
        var outcome = await MergeAsync(new Sql(connection, transaction, ct), opened.Value, file, started, ct);
        if (!outcome.Ok)
        {
            await transaction.RollbackAsync("open_data", ct);
        }

        return outcome;
    }

    private async Task<Outcome<DuoImported>> MergeAsync(Sql sql, DuoReader reader, DuoFile file, long started, CancellationToken ct)
    {
        await sql.DoAsync(DuoSql.Stage);
        await CopyAsync(sql.Connection, reader, ct);
        await sql.DoAsync("analyze duo_stage");
        foreach (var (line, code) in await sql.ListAsync<(int, string)>(DuoSql.TakeOutDemo))
        {
            reader.Rejected.Add(new Rejected(line, "De code {0} is in gebruik door een school van de demo.", code));
        }

        if (reader.Read == 0)
        {
            return Refusal.Of("In dit bestand staan geen scholen.");
        }

        if (reader.Rejected.Count == reader.Read)
        {
            return new List<Refusal>([Refusal.Of("Geen enkele regel van dit bestand is te lezen."), .. reader.Rejected.Rows.DistinctBy(r => r.Sentence).Take(3).Select(r => Refusal.Of(r.Sentence, r.Args))]);
        }

        var kinds = await sql.ListAsync<string>("select distinct duo_kind from duo_stage order by 1");
        var missing = await sql.OneAsync<int>(DuoSql.Missing, new { kinds, rejected = reader.RejectedCodes });
        var known = await sql.OneAsync<int>(DuoSql.Known, new { kinds });
        if (file.MarkGone && missing * 3 > known)
        {
            return Refusal.Of("In dit bestand ontbreken {0} van de {1} scholen die er al waren. Dat is meer dan een derde: dit lijkt geen volledig bestand.", missing, known);
        }

        var municipalities = await sql.OneAsync<int>(DuoSql.Municipalities);
        await sql.DoAsync(DuoSql.UpdateMunicipalities);
        var boards = await sql.OneAsync<int>(DuoSql.Boards);
        await sql.DoAsync(DuoSql.RenameBoards);
        var changed = await sql.DoAsync(DuoSql.Change);
        var added = await sql.DoAsync(DuoSql.Add);
        await sql.DoAsync(DuoSql.Regions);
        var gone = file.MarkGone ? await sql.DoAsync(DuoSql.MarkGone, new { kinds, rejected = reader.RejectedCodes, today = clock.Today() }) : 0;
        var result = new DuoImported(reader.Read, added, changed, reader.Read - reader.Rejected.Count - added - changed, reader.Rejected.Count, [.. reader.Rejected.Rows.OrderBy(r => r.Line)])
        {
            Id = Guid.CreateVersion7(),
            Kinds = [.. kinds],
            Boards = boards,
            Municipalities = municipalities,
            Missing = missing,
            MarkedGone = gone,
            Milliseconds = (int)clock.GetElapsedTime(started).TotalMilliseconds,
        };
        await ImportLog.WriteAsync(sql, result.Id, clock.GetUtcNow(), file.By, "duo", file.Name, result);
        return result;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, DuoReader reader, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(DuoSql.Copy, ct);
        foreach (var row in reader.Rows())
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync((int)row.Line, ct);
            foreach (var field in (string?[])
            [
                row.Code, row.Name, row.Kind, row.Level, row.BoardCode, row.BoardName, row.Street, row.Postcode, row.Place, row.Phone, row.Website, row.Denomination,
                row.MunicipalityCode, row.MunicipalityName, row.Province, row.Corop, row.RmcCode, row.RmcRegion, row.EducationArea, row.HolidayRegion,
            ])
            {
                if (field is null)
                {
                    await copy.WriteNullAsync(ct);
                }
                else
                {
                    await copy.WriteAsync(field, ct);
                }
            }
        }

        await copy.CompleteAsync(ct);
    }
}
