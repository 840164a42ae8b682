using System.Security.Cryptography;
using System.Text.Json;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Preview;

/// <param name="Import">Made with the form, so that a file sent twice is one import.</param>
/// <param name="School">Whose list it is to be.</param>
/// <param name="FileName">As it is called where it came from.</param>
/// <param name="Content">Stays open until the preview is there.</param>
internal sealed record UploadedList(Guid Import, SchoolOfList School, string FileName, Stream Content)
{
    /// <summary>Null: the bytes of the file decide.</summary>
    public FileSort? Sort { get; init; }

    /// <summary>For a table: which column is what. Null: as the school chose last time, else the guess.</summary>
    public ColumnMapping? Mapping { get; init; }

    /// <summary>A table whose columns this school never chose waits until somebody looked at them.</summary>
    public bool AskForColumns { get; init; }

    /// <summary>Compared at once, however long the list is.</summary>
    public bool AtOnce { get; init; }
}

/// <param name="State">Of <see cref="ImportState"/>: mapping, staged (to be compared in the background) or ready.</param>
/// <param name="Rows">How many rows were staged.</param>
/// <param name="Tally">What it would change, when it is ready.</param>
internal sealed record PreviewedList(Guid Import, string State, int Rows, Tally? Tally);

/// <summary>
/// Reads a file and says what it would change. Writes staged rows and nothing else. A file that is refused leaves nothing.
/// </summary>
internal sealed class PreviewClassList(Frame frame, CurrentUser user, Journal journal, TimeProvider clock, CompareClassList compare, ImportLimits limits)
{
    public async Task<Outcome<PreviewedList>> RunAsync(UploadedList upload, CancellationToken ct)
    {
        var sql = await frame.LongAsync(ct);
        return await ImportTrouble.WhollyOrNotAsync(frame, user, sql, () => ReadAsync(sql, upload, ct), ct);
    }

    /// <summary>A table that waits, or was read before, is read with these columns. They are the school's from now on.</summary>
    public async Task<Outcome<PreviewedList>> ChooseColumnsAsync(ClassListImport import, ColumnMapping mapping, CancellationToken ct)
    {
        var sql = await frame.LongAsync(ct);
        if (import.State is not (ImportState.Mapping or ImportState.Ready or ImportState.Staged) || await sql.FirstAsync<byte[]>("select content from class_list_import where id = @Id", new { import.Id }) is not { } bytes)
        {
            return Refusal.Of("De kolommen van deze lijst zijn niet meer te kiezen. Lees het bestand opnieuw in.");
        }

        return await ImportTrouble.WhollyOrNotAsync(frame, user, sql, async () =>
        {
            var content = TableContent.FromBytes(bytes);
            await sql.DoAsync("select app.forget_class_list(@Id, false)", new { import.Id });
            return await ReadTableAsync(sql, import.Id, import.SchoolId, content, mapping, atOnce: false, ct);
        }, ct);
    }

    private async Task<Outcome<PreviewedList>> ReadAsync(Sql sql, UploadedList upload, CancellationToken ct)
    {
        var hash = "";
        if (upload.Content.CanSeek)
        {
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(upload.Content, ct));
            upload.Content.Position = 0;
        }

        if ((upload.Sort ?? await FileSorts.OfAsync(upload.Content, ct)) == FileSort.Edexml)
        {
            var opened = await EdexmlReader.OpenAsync(upload.Content, new EdexmlOptions(clock.Today()) { MaxBytes = ImportLimits.MostBytes }, ct);
            if (!opened.Succeeded)
            {
                return opened.Refused.Reason.ToRefusal();
            }

            using var source = opened.Value;
            if (source.File.SchoolCode is { } code && !upload.School.IsCalled(code))
            {
                return new Refusal("file", "Dit bestand is van school {0}. Je leest in voor {1} ({2}).", SchoolOfList.WholeCode(code), SchoolOfList.WholeCode(upload.School.Code), upload.School.Name);
            }

            if (await AddAsync(sql, upload, "edexml", hash, source.File.SchoolYear ?? "", ImportState.Staged, null, null, new Dictionary<string, int>()) == 0)
            {
                return await SentAgainAsync(sql, upload, hash, ct);
            }

            return await StageAsync(sql, upload.Import, source, new Dictionary<string, int>(), source.File.SchoolCode is null, upload.AtOnce, ct);
        }

        var table = await TableReader.ReadAsync(upload.Content, cancel: ct);
        if (!table.Succeeded)
        {
            return table.Refused.Reason.ToRefusal();
        }

        var content = TableContent.Of(table.Value);
        var remembered = await RememberedAsync(sql, upload.School.Id);
        var mapping = content.Settle(upload.Mapping ?? ColumnMapping.For(content.Table, remembered));
        var ask = upload.AskForColumns && (mapping.Problem() is not null || !Knows(remembered, content.Table));
        // What is not needed to choose columns again is not kept at all.
        var kept = upload.AskForColumns ? content.ToBytes() : null;
        if (await AddAsync(sql, upload, content.Table.Kind == TableKind.Xlsx ? "xlsx" : "csv", hash, "", ask ? ImportState.Mapping : ImportState.Staged, kept, mapping, content.Discarded) == 0)
        {
            return await SentAgainAsync(sql, upload, hash, ct);
        }

        if (ask)
        {
            return new PreviewedList(upload.Import, ImportState.Mapping, content.Table.Rows.Count, null);
        }

        return await ReadTableAsync(sql, upload.Import, upload.School.Id, content, mapping, upload.AtOnce, ct);
    }

    /// <summary>A form that was sent before: the list that came of it, while it is of this file and waits; else this file is a list of its own.</summary>
    private async Task<Outcome<PreviewedList>> SentAgainAsync(Sql sql, UploadedList upload, string hash, CancellationToken ct)
    {
        if (await sql.FirstAsync<string>("select state from class_list_import where id = @Import and school_id = @school and file_sha256 = @hash and state in ('mapping', 'staged', 'ready')", new { upload.Import, school = upload.School.Id, hash }) is { } state)
        {
            return new PreviewedList(upload.Import, state, await sql.OneAsync<int>("select count(*)::integer from class_list_row where import_id = @Import and line is not null", new { upload.Import }), null);
        }

        upload.Content.Position = 0;
        return await ReadAsync(sql, upload with { Import = Guid.CreateVersion7() }, ct);
    }

    private async Task<Outcome<PreviewedList>> ReadTableAsync(Sql sql, Guid import, Guid school, TableContent content, ColumnMapping chosen, bool atOnce, CancellationToken ct)
    {
        var mapping = content.Settle(chosen);
        var applied = ColumnMapping.Apply(content.Table, mapping, clock.Today());
        if (!applied.Succeeded)
        {
            return applied.Refused.Reason.ToRefusal();
        }

        await sql.DoAsync("""
            update class_list_import set mapping = @mapping::jsonb, state = 'staged' where id = @import;
            insert into class_list_state (school_id, mapping) values (@school, @mapping::jsonb) on conflict (school_id) do update set mapping = excluded.mapping
            """, new { import, school, mapping = mapping.ToJson() });
        using var source = applied.Value;
        return await StageAsync(sql, import, source, content.Discarded, false, atOnce, ct);
    }

    private async Task<Outcome<PreviewedList>> StageAsync(Sql sql, Guid import, ClassListSource source, IReadOnlyDictionary<string, int> before, bool namesNoSchool, bool atOnce, CancellationToken ct)
    {
        var staged = await StageRows.RunAsync(sql, import, source, ct);
        if (!staged.Ok)
        {
            return staged.Refusals.ToList();
        }

        var (tally, discarded, teachers, rows) = staged.Value;
        tally = tally with { NamesNoSchool = namesNoSchool };
        var all = before.Concat(discarded).GroupBy(d => d.Key).ToDictionary(d => d.Key, d => d.Sum(x => x.Value));
        await sql.DoAsync("update class_list_import set summary = @summary::jsonb, discarded = @discarded::jsonb, teachers = @teachers::jsonb, trouble = null where id = @import",
            new { import, summary = JsonSerializer.Serialize(tally, ClassListImport.Json), discarded = JsonSerializer.Serialize(all), teachers });
        if (!atOnce && rows > limits.AtOnce)
        {
            return new PreviewedList(import, ImportState.Staged, rows, null);
        }

        tally = await compare.RunAsync(import, null, ct);
        await TellJournalAsync(sql, import);
        return new PreviewedList(import, ImportState.Ready, rows, tally);
    }

    /// <summary>A list that was read, and is too long to compare within the request that brought it.</summary>
    public async Task<Outcome<Tally>> CompareAsync(Guid import, ImportProgress? progress, CancellationToken ct)
    {
        var sql = await frame.LongAsync(ct);
        return await ImportTrouble.WhollyOrNotAsync<Tally>(frame, user, sql, async () =>
        {
            if (await ClassListImport.OfAsync(frame, import, ct) is not { State: ImportState.Staged or ImportState.Ready })
            {
                return Refusal.Of("Deze lijst is er niet meer.");
            }

            var tally = await compare.RunAsync(import, progress, ct);
            await TellJournalAsync(sql, import);
            return tally;
        }, ct);
    }

    /// <summary>Whose name or group the preview shows, beside what it was.</summary>
    public async Task TellJournalAsync(Sql sql, Guid import)
    {
        var pupils = await sql.ListAsync<Guid>("select pupil_id from class_list_row where import_id = @import and pupil_id is not null and kind <> 'same' order by n", new { import });
        ImportJournal.Read(journal, user, "preview class list", pupils, import);
    }

    private Task<int> AddAsync(Sql sql, UploadedList upload, string kind, string hash, string year, string state, byte[]? content, ColumnMapping? mapping, IReadOnlyDictionary<string, int> discarded) => sql.DoAsync("""
        insert into class_list_import (id, school_id, by_person, kind, file_name, file_sha256, school_year, state, content, mapping, discarded, created_at)
          values (@Import, @school, @by, @kind, @name, @hash, @year, @state, @content, @mapping::jsonb, @discarded::jsonb, @now) on conflict (id) do nothing
        """, new
    {
        upload.Import,
        school = upload.School.Id,
        by = user.SignedIn ? user.PersonId : (Guid?)null,
        kind,
        name = upload.FileName.Length > 200 ? upload.FileName[..200] : upload.FileName,
        hash,
        year,
        state,
        content,
        mapping = mapping?.ToJson(),
        discarded = JsonSerializer.Serialize(discarded),
        now = clock.GetUtcNow(),
    });

    private static async Task<ColumnMapping?> RememberedAsync(Sql sql, Guid school) =>
        await sql.FirstAsync<string>("select mapping::text from class_list_state where school_id = @school", new { school }) is { } json ? ColumnMapping.FromJson(json) : null;

    /// <summary>Every column was chosen before.</summary>
    private static bool Knows(ColumnMapping? remembered, Table table) =>
        remembered is not null && table.Headers.All(header => remembered.Columns.Any(choice => HeaderNames.Plain(choice.Header) == HeaderNames.Plain(header)));
}
