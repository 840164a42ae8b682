using System.Text.Json;
using InBeeld.Capabilities.Pupils.ImportClassList.Apply;
using InBeeld.Capabilities.Pupils.ImportClassList.Files;
using InBeeld.Capabilities.Pupils.ImportClassList.Preview;
using InBeeld.Capabilities.Pupils.ImportClassList.Work;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Pupils.ImportClassList.ShowClassLists;

/// <summary>What one list would change, or changed: columns to choose, numbers, the children by name, and what was left out.</summary>
[Needs(Role.Principal, Role.Office, Role.Care)]
internal sealed class ClassListPreviewModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, PreviewClassList preview, ApplyClassList apply, ImportLimits limits) : PageModel
{
    /// <summary>So many of each kind at first, and so many on a page of one kind.</summary>
    public const int PerKind = 100;

    public static readonly string[] Kinds = ["rejected", "gone", "new", "moved", "changed", "leaver"];

    /// <summary>Only this kind, page by page.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>The first row of the page, from 1.</summary>
    [BindProperty(SupportsGet = true)]
    public int From { get; set; } = 1;

    [BindProperty(SupportsGet = true)]
    public Guid Import { get; set; }

    [BindProperty]
    public bool Accepted { get; set; }

    [BindProperty]
    public List<ClassListField> Fields { get; set; } = [];

    public ClassListImport List { get; private set; } = null!;
    public TableContent? Columns { get; private set; }
    public List<Row> Rows { get; private set; } = [];

    /// <summary>What is being done to the list now, in the background.</summary>
    public ClassListWork? Work { get; private set; }
    public List<Refusal> Refusals { get; } = [];
    public DateOnly Today => clock.Today();
    public DateTimeOffset Moment => clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostColumnsAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || List.Columns is not { } mapping)
        {
            return NotFound();
        }

        for (var column = 0; column < Math.Min(Fields.Count, mapping.Columns.Count); column++)
        {
            mapping = mapping.With(column, Fields[column]);
        }

        if (mapping.Problem() is { } problem)
        {
            Refusals.Add(problem.ToRefusal());
            return Page();
        }

        var chosen = await preview.ChooseColumnsAsync(List, mapping, ct);
        if (chosen.Ok)
        {
            if (chosen.Value.State == ImportState.Staged)
            {
                await ClassListWork.AskAsync(frame, user, Import, ClassListWork.Compare, false, ct);
            }

            return Redirect("/class-lists/" + Import);
        }

        Refusals.AddRange(chosen.Refusals);
        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(CancellationToken ct)
    {
        if (await ClassListImport.OfAsync(frame, Import, ct) is { State: ImportState.Ready } list && limits.IsLong(list.Tally) && (Accepted || !list.Tally.MustBeAccepted))
        {
            await ClassListWork.AskAsync(frame, user, Import, ClassListWork.Apply, Accepted, ct);
            return Redirect("/class-lists/" + Import);
        }

        var applied = await apply.RunAsync(new ApplyInput(Import, Accepted), null, ct);
        if (applied.Ok)
        {
            Saved.Say(HttpContext, applied.Value.Recomputed
                ? text[AppliedList.LookAgain]
                : text["De lijst is doorgevoerd. Je kunt hem een dag lang terugdraaien."]);
            return Redirect(applied.Value.Recomputed ? "/class-lists/" + Import : "/class-lists");
        }

        Refusals.AddRange(applied.Refusals);
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostDropAsync(CancellationToken ct)
    {
        if (await ClassListImport.OfAsync(frame, Import, ct) is null)
        {
            return NotFound();
        }

        await frame.DoAsync("update class_list_import set state = 'dropped', content = null where id = @Import and state in ('mapping', 'staged', 'ready') and not exists (select from class_list_work w where w.import_id = @Import)", new { Import }, ct);
        Saved.Say(HttpContext, text["Het bestand is weggegooid. Er is niets veranderd."]);
        return Redirect("/class-lists");
    }

    /// <summary>A list that was read and not compared, because the work was stopped.</summary>
    public async Task<IActionResult> OnPostCompareAsync(CancellationToken ct)
    {
        if (await ClassListImport.OfAsync(frame, Import, ct) is not { State: ImportState.Staged })
        {
            return NotFound();
        }

        await ClassListWork.AskAsync(frame, user, Import, ClassListWork.Compare, false, ct);
        return Redirect("/class-lists/" + Import);
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken ct)
    {
        if (await ClassListImport.OfAsync(frame, Import, ct) is null)
        {
            return NotFound();
        }

        await ClassListWork.StopAsync(frame, Import, ct);
        return Redirect("/class-lists/" + Import);
    }

    /// <summary>The rows that can't be used, to repair them where the file came from.</summary>
    public async Task<IActionResult> OnGetRejectedAsync(string? @as, CancellationToken ct)
    {
        if (await ClassListImport.OfAsync(frame, Import, ct) is not { } list)
        {
            return NotFound();
        }

        var rows = await RowsAsync(["rejected"], 1, int.MaxValue, ct);
        journal.Read("export rejected rows", [], Facets.Identity, "import", new { import = Import, rows = rows.Count });
        string[] headers = [text["Regel"], text["Leerlingnummer"], text["Naam"], text["Reden"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Niet te gebruiken"], Path.GetFileNameWithoutExtension(list.FileName)), text["Niet te gebruiken"], headers,
            [.. rows.Select(r => new Cell[] { r.Line ?? 0, r.Key, r.Name, r.Why is { } why ? text.Say(why) : "" })]);
    }

    /// <returns>How many rows of this kind there are.</returns>
    public int CountOf(string kind) => kind switch
    {
        "rejected" => List.Tally.Rejected,
        "gone" => List.Tally.Gone,
        "new" => List.Tally.New,
        "moved" => List.Tally.Moved,
        "changed" => List.Tally.Changed,
        _ => List.Tally.Leavers,
    };

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        // The work before the list: it ends in one transaction with what it did, so that no work means that the list says the newest.
        Work = await ClassListWork.OfAsync(frame, Import, ct);
        if (await ClassListImport.OfAsync(frame, Import, ct) is not { } list)
        {
            return false;
        }

        List = list;
        ViewData["Title"] = list.FileName;
        ViewData["Menu"] = "/class-lists";
        if (list.State == ImportState.Mapping)
        {
            Columns = await frame.OneAsync<byte[]>("select content from class_list_import where id = @Import", new { Import }, ct) is { } content ? TableContent.FromBytes(content) : null;
            return Columns is not null;
        }

        if (Work is not null)
        {
            return true;
        }

        Kind = Kinds.Contains(Kind) ? Kind : null;
        From = Kind is null ? 1 : Math.Max(1, From);
        Rows = await RowsAsync(Kind is null ? Kinds : [Kind], From, PerKind, ct);
        journal.Read("open class list", Rows.Where(r => r.PupilId is not null).Select(r => r.PupilId!.Value), Facets.Identity, "import", new { import = Import });
        return true;
    }

    private Task<List<Row>> RowsAsync(string[] kinds, int from, int most, CancellationToken ct) => frame.ListAsync<Row>("""
            select * from (
              select r.kind, r.line, r.pupil_id, trim(concat_ws(' ', r.given_name, nullif(r.prefix, ''), r.surname)) as name, r.key, r.reason::text, coalesce(og.name, pg.name) as old_group, coalesce(ng.name, '') as new_group,
                ((select coalesce(jsonb_agg(jsonb_build_object('field', k, 'was', r.was ->> k, 'now', to_jsonb(r) ->> k)), '[]') from jsonb_object_keys(r.was) k where k not in ('group_id', 'combined', 'sort_key', 'search_key') and nullif(r.was ->> k, '') is distinct from nullif(to_jsonb(r) ->> k, ''))
                  || case when r.was ? 'combined' then jsonb_build_array(jsonb_build_object('field', 'combined', 'was', (select string_agg(x, ', ') from jsonb_array_elements_text(r.was -> 'combined') x),
                    'now', (select string_agg(c.name, ', ' order by c.name) from class_list_group c where c.import_id = r.import_id and c.kind = 'combined' and c.key = any (r.combined)))) else '[]' end)::text as changes,
                row_number() over (partition by r.kind order by r.sort_key, r.n) as nr
              from class_list_row r left join school_group og on og.id = case when r.was ? 'group_id' then (r.was ->> 'group_id')::uuid end
              left join pupil p on r.kind = 'gone' and p.id = r.pupil_id left join school_group pg on pg.id = p.group_id
              left join class_list_group ng on ng.import_id = r.import_id and ng.kind = 'group' and ng.key = r.group_key
              where r.import_id = @Import and r.kind = any (@kinds)) x
            where x.nr >= @from and x.nr - @from < @most order by x.kind, x.nr
            """, new { Import, kinds, from, most }, ct);

    internal sealed record FieldChange(string Field, string? Was, string? Now);

    internal sealed class Row
    {
        public string Kind { get; set; } = "";
        public int? Line { get; set; }
        public Guid? PupilId { get; set; }
        public string Name { get; set; } = "";
        public string Key { get; set; } = "";
        public string? Reason { get; set; }
        public string? OldGroup { get; set; }
        public string NewGroup { get; set; } = "";
        public string Changes { get; set; } = "[]";

        public List<FieldChange> Fields => JsonSerializer.Deserialize<List<FieldChange>>(Changes, JsonSerializerOptions.Web) ?? [];

        public Refusal? Why => Reason is null ? null : KeptReason.FromJson(Reason).ToRefusal();
    }
}
