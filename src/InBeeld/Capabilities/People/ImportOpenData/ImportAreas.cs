using InBeeld.Capabilities.People.ImportOpenData.Reading;
using InBeeld.Data;
using InBeeld.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace InBeeld.Capabilities.People.ImportOpenData;

/// <summary>A file of municipalities, one of boundaries (GeoJSON), or both.</summary>
internal sealed record AreaFiles(Stream? Table, string TableName, Stream? Boundaries, string BoundariesName, Guid? By = null);

/// <summary>What a file of boundaries did.</summary>
internal sealed record BoundariesImported(int Read, int Stored, int Unchanged, int RejectedCount, IReadOnlyList<RejectedFeature> Rejected);

/// <summary>An outline that was not stored: its place in the file, what it was called, and why.</summary>
internal sealed record RejectedFeature(int Feature, string Name, string Sentence, params object[] Args);

/// <summary>What a file of municipalities did. Read = added + changed + unchanged + rejected.</summary>
internal sealed record AreasImported(int Read, int Added, int Changed, int Unchanged, int RejectedCount, IReadOnlyList<Rejected> Rejected)
{
    public Guid Id { get; init; }
    public BoundariesImported? Boundaries { get; init; }
    public int Milliseconds { get; init; }
}

/// <summary>Brings municipalities, their regions and their boundaries in. What it gives is kept when a file of schools says it in other words.</summary>
internal sealed class ImportAreas(TimeProvider clock)
{
    public async Task<Outcome<AreasImported>> RunAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, AreaFiles files, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        await transaction.SaveAsync("open_data", ct);
        var outcome = await BothAsync(new Sql(connection, transaction, ct), files, started, ct);
        if (!outcome.Ok)
        {
            await transaction.RollbackAsync("open_data", ct);
        }

        return outcome;
    }

    private async Task<Outcome<AreasImported>> BothAsync(Sql sql, AreaFiles files, long started, CancellationToken ct)
    {
        await sql.DoAsync("select pg_advisory_xact_lock(471102)");
        var result = new AreasImported(0, 0, 0, 0, 0, []);
        if (files.Table is { } table)
        {
            var outcome = await TableAsync(sql, table, ct);
            if (!outcome.Ok)
            {
                return outcome;
            }

            result = outcome.Value;
        }

        if (files.Boundaries is { } boundaries)
        {
            var outcome = await BoundariesAsync(sql, boundaries, ct);
            if (!outcome.Ok)
            {
                return outcome.Refusals[0];
            }

            result = result with { Boundaries = outcome.Value };
        }

        result = result with { Id = Guid.CreateVersion7(), Milliseconds = (int)clock.GetElapsedTime(started).TotalMilliseconds };
        string[] names = [.. files.Table is null ? [] : new[] { files.TableName }, .. files.Boundaries is null ? [] : new[] { files.BoundariesName }];
        await ImportLog.WriteAsync(sql, result.Id, clock.GetUtcNow(), files.By, "areas", string.Join(", ", names.Select(Path.GetFileName)), result);
        return result;
    }

    private static async Task<Outcome<AreasImported>> TableAsync(Sql sql, Stream table, CancellationToken ct)
    {
        var opened = AreasReader.Open(table);
        if (!opened.Ok)
        {
            return opened.Refusals[0];
        }

        var reader = opened.Value;
        await sql.DoAsync(Stage);
        await using (var copy = await sql.Connection.BeginBinaryImportAsync("copy area_stage from stdin (format binary)", ct))
        {
            foreach (var row in reader.Rows())
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync((int)row.Line, ct);
                foreach (var field in (string?[])[row.Code, row.Name, row.Province, row.Corop, row.RmcCode, row.RmcRegion, row.EducationArea])
                {
                    await (field is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(field, ct));
                }

                await (row.HolidayRegions is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(row.HolidayRegions, NpgsqlDbType.Array | NpgsqlDbType.Text, ct));
            }

            await copy.CompleteAsync(ct);
        }

        if (reader.Read == reader.Rejected.Count)
        {
            return reader.Read == 0 ? Refusal.Of("In dit bestand staan geen gemeenten.") : Refusal.Of("Geen enkele regel van dit bestand is te lezen.");
        }

        var changed = await sql.DoAsync(Change);
        var added = await sql.DoAsync(Add);
        return new AreasImported(reader.Read, added, changed, reader.Read - reader.Rejected.Count - added - changed, reader.Rejected.Count, reader.Rejected.Rows);
    }

    private static async Task<Outcome<BoundariesImported>> BoundariesAsync(Sql sql, Stream stream, CancellationToken ct)
    {
        var known = (await sql.ListAsync<string>("select code from municipality")).ToHashSet();
        if (known.Count == 0)
        {
            return Refusal.Of("Lees eerst het bestand met gemeenten in, dan pas de grenzen.");
        }

        var rejected = new List<RejectedFeature>();
        var seen = new HashSet<string>();
        var features = new GeoFeatures(stream);
        await sql.DoAsync("create temporary table boundary_stage (code text primary key, boundary jsonb not null) on commit drop");
        await using (var copy = await sql.Connection.BeginBinaryImportAsync("copy boundary_stage from stdin (format binary)", ct))
        {
            foreach (var feature in features.All())
            {
                if (feature.Why is { } why)
                {
                    rejected.Add(new RejectedFeature(feature.Number, feature.Name.Length > 0 ? feature.Name : feature.Code, why.Sentence, why.Args));
                }
                else if (!known.Contains(feature.Code))
                {
                    rejected.Add(new RejectedFeature(feature.Number, feature.Name, "Gemeente {0} is niet bekend.", feature.Code));
                }
                else if (!seen.Add(feature.Code))
                {
                    rejected.Add(new RejectedFeature(feature.Number, feature.Name, "Gemeente {0} stond al eerder in het bestand.", feature.Code));
                }
                else
                {
                    await copy.StartRowAsync(ct);
                    await copy.WriteAsync(feature.Code, ct);
                    await copy.WriteAsync(feature.Boundary!.Simplified().ToJson(), NpgsqlDbType.Jsonb, ct);
                }
            }

            await copy.CompleteAsync(ct);
        }

        if (features.Broken is { } broken)
        {
            return broken;
        }

        var stored = await sql.DoAsync("update municipality m set boundary = s.boundary from boundary_stage s where s.code = m.code and m.boundary is distinct from s.boundary");
        return new BoundariesImported(features.Read, stored, seen.Count - stored, rejected.Count, [.. rejected.Take(RejectedRows.Kept)]);
    }

    private const string Stage = """
        create temporary table area_stage (
          line integer not null, code text primary key, name text not null, province text, corop text, rmc_code text, rmc_region text, education_area text, holiday_regions text[]) on commit drop
        """;

    private const string Change = """
        update municipality m set name = n.name, province = n.province, corop = n.corop, rmc_code = n.rmc_code, rmc_region = n.rmc_region,
          education_area = n.education_area, holiday_regions = n.holiday_regions, source = 'areas'
        from (
          select s.code, s.name, coalesce(s.province, x.province) as province, coalesce(s.corop, x.corop) as corop, coalesce(s.rmc_code, x.rmc_code) as rmc_code,
            coalesce(s.rmc_region, x.rmc_region) as rmc_region, coalesce(s.education_area, x.education_area) as education_area, coalesce(s.holiday_regions, x.holiday_regions) as holiday_regions
          from area_stage s join municipality x on x.code = s.code) n
        where m.code = n.code and (m.name, m.province, m.corop, m.rmc_code, m.rmc_region, m.education_area, m.holiday_regions, m.source) is distinct from
          (n.name, n.province, n.corop, n.rmc_code, n.rmc_region, n.education_area, n.holiday_regions, 'areas')
        """;

    private const string Add = """
        insert into municipality (code, name, province, corop, rmc_code, rmc_region, education_area, holiday_regions, source)
        select code, name, coalesce(province, ''), coalesce(corop, ''), coalesce(rmc_code, ''), coalesce(rmc_region, ''), coalesce(education_area, ''), coalesce(holiday_regions, array[]::text[]), 'areas'
        from area_stage order by line on conflict (code) do nothing
        """;
}
