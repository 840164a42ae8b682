using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace InBeeld.Capabilities.Contact.Holidays;

/// <summary>A holiday of a region as the ministry published it; first and last day.</summary>
internal sealed record PublishedHoliday(string SchoolYear, string Name, string Region, DateOnly Starts, DateOnly Ends);

/// <summary>
/// The holidays that come with the program (SchoolHolidays.csv says from where). Each school year is loaded once, into regions that have
/// nothing in that year yet; what an administrator changed or removed afterwards stays so.
/// </summary>
internal static class PublishedHolidays
{
    public static IReadOnlyList<PublishedHoliday> All { get; } = Read();

    /// <returns>How many were added.</returns>
    public static async Task<int> LoadAsync(NpgsqlDataSource owner, CancellationToken ct)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var tx = await connection.BeginTransactionAsync(ct);
        CommandDefinition Sql(string sql, object? args = null) => new(sql, args, tx, cancellationToken: ct);
        await connection.ExecuteAsync(Sql("select pg_advisory_xact_lock(471103)"));
        var loaded = JsonSerializer.Deserialize<string[]>(await connection.QueryFirstOrDefaultAsync<string>(Sql("select value::text from setting where key = 'holidays.loaded'")) ?? "[]")!;
        var years = All.GroupBy(h => h.SchoolYear).Where(year => !loaded.Contains(year.Key)).ToList();
        var added = 0;
        foreach (var region in years.SelectMany(year => year.GroupBy(h => h.Region)))
        {
            added += await connection.ExecuteAsync(Sql("""
                insert into holiday (region, name, starts, ends) select @region, n, s, e from unnest(@names, @starts, @ends) as x (n, s, e)
                where not exists (select 1 from holiday where region = @region and school_id is null and starts >= @first and starts <= @last)
                """, new { region = region.Key, names = region.Select(h => h.Name).ToArray(), starts = region.Select(h => h.Starts).ToArray(), ends = region.Select(h => h.Ends).ToArray(), first = region.Min(h => h.Starts), last = region.Max(h => h.Starts) }));
        }

        if (years.Count > 0)
        {
            await connection.ExecuteAsync(Sql("insert into setting (key, value) values ('holidays.loaded', @value::jsonb) on conflict (key) do update set value = excluded.value",
                new { value = JsonSerializer.Serialize(loaded.Concat(years.Select(y => y.Key))) }));
        }

        if (added > 0)
        {
            // Children who are there already get their dates anew.
            await connection.ExecuteAsync(Sql("insert into holiday_change (region) select distinct holiday_region from organisation where kind = 'school' and holiday_region <> '' on conflict (region) do update set changed_at = now()"));
        }

        await tx.CommitAsync(ct);
        return added;
    }

    private static List<PublishedHoliday> Read()
    {
        using var reader = new StreamReader(typeof(PublishedHolidays).Assembly.GetManifestResourceStream("InBeeld.Capabilities.Contact.Holidays.SchoolHolidays.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Skip(1).Select(line => line.Split(';'))
            .Select(f => new PublishedHoliday(f[0], f[1], f[2], DateOnly.ParseExact(f[3], "yyyy-MM-dd", CultureInfo.InvariantCulture), DateOnly.ParseExact(f[4], "yyyy-MM-dd", CultureInfo.InvariantCulture)))];
    }
}
