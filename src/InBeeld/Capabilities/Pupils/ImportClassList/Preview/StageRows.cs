using System.Globalization;
using System.Text.Json;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Names;
using Npgsql;
using NpgsqlTypes;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Preview;

/// <summary>
/// Writes what a file holds into class_list_group and class_list_row, as the file passes. By COPY into a table of the transaction first, since COPY knows
/// no row-level security; so a list of any size takes a bounded amount of memory.
/// </summary>
internal static class StageRows
{
    // Beyond this nobody invites teachers from a list.
    private const int MostTeachers = 500;

    private const string Table = """
        create temporary table if not exists class_list_stage (n integer, line integer, rejected boolean, key text, given_name text, prefix text, surname text, initials text, birth_date date,
          year_group smallint, group_key text, combined text[], location text, postcode4 text, joined_on date, left_on date, sort_key text, search_key text, field text, reason text) on commit drop;
        truncate class_list_stage
        """;

    private const string Copy = """
        copy class_list_stage (n, line, rejected, key, given_name, prefix, surname, initials, birth_date, year_group, group_key, combined, location, postcode4, joined_on, left_on,
          sort_key, search_key, field, reason) from stdin (format binary)
        """;

    private const string Keep = """
        insert into class_list_row (import_id, n, line, kind, key, given_name, prefix, surname, initials, birth_date, year_group, group_key, combined, location, postcode4, joined_on, left_on,
            sort_key, search_key, field, reason)
          select @import, n, line, case when rejected then 'rejected' else '' end, coalesce(key, ''), coalesce(given_name, ''), coalesce(prefix, ''), coalesce(surname, ''), initials, birth_date,
            year_group, group_key, coalesce(combined, '{}'), location, postcode4, joined_on, left_on, coalesce(sort_key, ''), coalesce(search_key, ''), field, reason::jsonb
          from class_list_stage order by n;
        update class_list_group g set location = one.location
          from (select group_key, min(location) as location from class_list_stage where location is not null and group_key is not null group by group_key having min(location) = max(location)) one
          where g.import_id = @import and g.kind = 'group' and g.key = one.group_key;
        truncate class_list_stage
        """;

    internal sealed record Staged(Tally Tally, IReadOnlyDictionary<string, int> Discarded, string Teachers, int Rows);

    public static async Task<Outcome<Staged>> RunAsync(Sql sql, Guid import, ClassListSource source, CancellationToken ct)
    {
        await sql.DoAsync(Table);
        await sql.DoAsync("""
            insert into class_list_group (import_id, kind, key, name, year_group)
              select @import, x.kind, x.key, x.name, x.year_group from unnest(@kinds, @keys, @names, @years) as x (kind, key, name, year_group)
            """, new
        {
            import,
            kinds = source.Groups.Select(g => g.Kind == FileGroupKind.Combined ? "combined" : "group").ToArray(),
            keys = source.Groups.Select(g => g.Key).ToArray(),
            names = source.Groups.Select(g => g.Name).ToArray(),
            years = source.Groups.Select(g => Year(g.YearGroup)).ToArray(),
        });
        var locations = source.Locations.ToDictionary(l => l.Key, l => l.Name, StringComparer.Ordinal);
        var tally = new Tally { Groups = source.Groups.Count(g => g.Kind == FileGroupKind.Group), CombinedGroups = source.Groups.Count(g => g.Kind == FileGroupKind.Combined), Teachers = source.Teachers.Count };
        var n = 0;
        IReadOnlyDictionary<string, int> discarded = new Dictionary<string, int>();
        await using (var copy = await sql.Connection.BeginBinaryImportAsync(Copy, ct))
        {
            foreach (var row in source.Rows(ct))
            {
                switch (row)
                {
                    case FilePupil pupil:
                        await WriteAsync(copy, ++n, pupil, pupil.LocationKey is { } at ? locations.GetValueOrDefault(at, at) : null, ct);
                        break;
                    case RejectedRow rejected:
                        await WriteAsync(copy, ++n, rejected, ct);
                        tally = Count(tally, rejected);
                        break;
                    case FileSummary end:
                        tally = tally with { InFile = end.Pupils + tally.RejectedPupils, Leavers = end.Leavers, WithoutGroup = end.WithoutGroup };
                        discarded = end.Discarded.ToDictionary();
                        break;
                    case FileRefused refused:
                        return refused.Reason.ToRefusal();
                }
            }

            await copy.CompleteAsync(ct);
        }

        await sql.DoAsync(Keep, new { import });
        return new Staged(tally, discarded, TeachersOf(source), n);
    }

    private static Tally Count(Tally tally, RejectedRow row) => tally with
    {
        Rejected = tally.Rejected + 1,
        RejectedPupils = tally.RejectedPupils + (row.Subject == RowSubject.Pupil ? 1 : 0),
        RejectedUnknown = tally.RejectedUnknown + (row is { Subject: RowSubject.Pupil, Key: null } ? 1 : 0),
    };

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, int n, FilePupil pupil, string? location, CancellationToken ct)
    {
        var name = new PersonName(pupil.GivenName, pupil.Prefix ?? "", pupil.Surname);
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(n, ct);
        await copy.WriteAsync(pupil.Line, ct);
        await copy.WriteAsync(false, ct);
        await copy.WriteAsync(pupil.Key, ct);
        await copy.WriteAsync(name.Given, ct);
        await copy.WriteAsync(name.Prefix, ct);
        await copy.WriteAsync(name.Surname, ct);
        await TextAsync(copy, pupil.Initials, ct);
        await DayAsync(copy, pupil.BirthDate, ct);
        if (Year(pupil.YearGroup) is { } year)
        {
            await copy.WriteAsync(year, NpgsqlDbType.Smallint, ct);
        }
        else
        {
            await copy.WriteNullAsync(ct);
        }

        await TextAsync(copy, pupil.GroupKey, ct);
        await copy.WriteAsync(pupil.CombinedGroupKeys.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, ct);
        await TextAsync(copy, location, ct);
        await TextAsync(copy, pupil.Postcode4, ct);
        await DayAsync(copy, pupil.JoinedOn, ct);
        await DayAsync(copy, pupil.LeftOn, ct);
        await copy.WriteAsync(name.SortKey, ct);
        await copy.WriteAsync(SearchKey.Of(name.Full), ct);
        await copy.WriteNullAsync(ct);
        await copy.WriteNullAsync(ct);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, int n, RejectedRow row, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(n, ct);
        await copy.WriteAsync(row.Line, ct);
        await copy.WriteAsync(true, ct);
        // A key counts as that of a pupil only when the row is about one.
        await TextAsync(copy, row.Subject == RowSubject.Pupil ? row.Key : null, ct);
        for (var column = 0; column < 14; column++)
        {
            await copy.WriteNullAsync(ct);
        }

        await TextAsync(copy, row.Field, ct);
        await copy.WriteAsync(KeptReason.Json(row.Reason), ct);
    }

    private static Task TextAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) => text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, ct);

    private static Task DayAsync(NpgsqlBinaryImporter copy, DateOnly? day, CancellationToken ct) => day is { } given ? copy.WriteAsync(given, NpgsqlDbType.Date, ct) : copy.WriteNullAsync(ct);

    // Special education (S, V) and the youngest (B, D) have no number.
    private static short? Year(string? code) => short.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    private static string TeachersOf(ClassListSource source)
    {
        var names = source.Groups.ToDictionary(g => g.Key, g => g.Name, StringComparer.Ordinal);
        return JsonSerializer.Serialize(
            source.Teachers.Take(MostTeachers).Select(t => new SuggestedTeacher(
                new PersonName(t.GivenName.Length > 0 ? t.GivenName : t.Initials ?? "", t.Prefix ?? "", t.Surname).Full, t.Email, [.. t.GroupKeys.Where(names.ContainsKey).Select(key => names[key]).Distinct()])),
            ClassListImport.Json);
    }
}

internal static class ReasonAsRefusal
{
    public static Refusal ToRefusal(this Reason reason) => new("file", reason.Key, reason.Arguments);
}
