using System.Text.Json;
using InBeeld.Capabilities.Pupils.ImportClassList.Apply;
using InBeeld.Data;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Preview;

/// <summary>
/// Compares a staged list with the list of the school and keeps the answer with the staged rows: new, changed field by field, moved, gone, left, the same.
/// Can be done again, when the list of the school has changed since.
/// </summary>
internal sealed class CompareClassList(Frame frame, TimeProvider clock)
{
    public async Task<Tally> RunAsync(Guid import, ImportProgress? progress, CancellationToken ct)
    {
        var sql = await frame.LongAsync(ct);
        var list = await sql.OneAsync<Staged>("""
            select i.school_id, i.kind, i.school_year, i.summary::text, coalesce(s.revision, 0) as revision, (select coalesce(max(n), 0) from class_list_row where import_id = @import and line is not null) as last,
              exists (select 1 from school_group g where g.school_id = i.school_id and g.kind = 'combined' and g.ended_on is null) as has_combined
            from class_list_import i left join class_list_state s on s.school_id = i.school_id where i.id = @import
            """, new { import });
        var tally = JsonSerializer.Deserialize<Tally>(list.Summary, ClassListImport.Json)!;
        var args = new { import, school = list.SchoolId, today = clock.Today(), year = list.SchoolYear, combined = list.Kind == "edexml", groups = tally.Groups > 0, last = list.Last };
        string[] steps =
        [
            CompareSql.Reset, CompareSql.MatchGroups, CompareSql.CompareGroups, CompareSql.MatchWholly, CompareSql.MatchByName, CompareSql.MatchByKey, CompareSql.ComparePupils,
            .. args.combined && (tally.CombinedGroups > 0 || list.HasCombined) ? [CompareSql.CompareCombined] : Array.Empty<string>(),
            CompareSql.Gone,
        ];
        progress?.Expect(steps.Length);
        await sql.DoAsync(ApplySql.JoinByHash);
        foreach (var step in steps)
        {
            await sql.DoAsync(step, args);
            progress?.Step();
        }

        var counts = await sql.OneAsync<Counted>(CompareSql.Counts, args);
        await sql.DoAsync(ApplySql.JoinAsUsual);
        tally = tally with
        {
            New = counts.New, Back = counts.Back, Changed = counts.Changed, Moved = counts.Moved, Gone = counts.Gone, Same = counts.Same, Leavers = counts.Leavers,
            GroupsNew = counts.GroupsNew, GroupsChanged = counts.GroupsChanged, GroupsGone = counts.GroupsGone, Before = counts.Before,
            LaterYear = list.SchoolYear.Length > 0 && string.CompareOrdinal(counts.LastYear, list.SchoolYear) > 0 ? counts.LastYear : null,
            SameFileAt = counts.SameFileAt,
        };
        await sql.DoAsync("update class_list_import set state = 'ready', summary = @summary::jsonb, based_on = @revision, trouble = null where id = @import",
            new { import, summary = JsonSerializer.Serialize(tally, ClassListImport.Json), list.Revision });
        return tally;
    }

    private sealed class Staged
    {
        public Guid SchoolId { get; set; }
        public string Kind { get; set; } = "";
        public string SchoolYear { get; set; } = "";
        public string Summary { get; set; } = "";
        public long Revision { get; set; }
        public int Last { get; set; }
        public bool HasCombined { get; set; }
    }

    private sealed class Counted
    {
        public int New { get; set; }
        public int Back { get; set; }
        public int Changed { get; set; }
        public int Moved { get; set; }
        public int Gone { get; set; }
        public int Same { get; set; }
        public int Leavers { get; set; }
        public int GroupsNew { get; set; }
        public int GroupsChanged { get; set; }
        public int GroupsGone { get; set; }
        public int Before { get; set; }
        public string? LastYear { get; set; }
        public DateTimeOffset? SameFileAt { get; set; }
    }
}
