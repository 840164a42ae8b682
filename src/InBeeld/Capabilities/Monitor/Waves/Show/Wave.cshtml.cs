using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Waves.Show;

/// <summary>A wave for who keeps it: who answered, who not yet, reminding, closing, and the answers as a file.</summary>
[Needs(Role.Researcher)]
internal sealed class WaveModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepWave keep, KeepLinks links) : PageModel
{
    internal sealed class Linked
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Code { get; set; } = "";
    }

    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    /// <summary>open: who did not hand in; in: who did.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    public string Shows => View == "in" ? "in" : "open";
    public WaveRow Row { get; private set; } = new();
    public List<ProvinceRow> Provinces { get; private set; } = [];
    public List<LibraryRow> Rows { get; private set; } = [];
    public List<EventRow> Events { get; private set; } = [];
    public bool More { get; private set; }
    public int Locations { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public int Libraries => Provinces.Sum(p => p.Libraries);
    public int HandedIn => Provinces.Sum(p => p.HandedIn);
    public int Outside => Provinces.Sum(p => p.Outside);
    public int Linkless => Provinces.Sum(p => p.Linkless);
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (await WaveData.LoadAsync(frame, Wave, ct) is not { } data)
        {
            return NotFound();
        }

        var (headers, rows) = AnswerExport.Of(data, text);
        journal.Read("export wave", [], Facets.None, "", new { wave = Wave, rows = rows.Count });
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Antwoorden"], data.Wave.Name), text["Antwoorden"], headers, rows);
    }

    public async Task<IActionResult> OnPostTurnAsync(string? to, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.TurnAsync(Row, Version, to ?? "", Why?.Trim() ?? "", Until, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        return Say(to == "closed" ? text["De peiling is gesloten. Fouten kun je per antwoord corrigeren."] : text["De peiling is open. De bibliotheken zien het bij hun berichten."]);
    }

    public async Task<IActionResult> OnPostRemindAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.RemindAsync(Wave, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        return Say(outcome.Value == 0 ? text["Vandaag is al herinnerd."] : text.N(outcome.Value, "1 bibliotheek is herinnerd.", "{0} bibliotheken zijn herinnerd."));
    }

    /// <summary>Links for every library that is not in InBeeld and has none, as a file.</summary>
    public async Task<IActionResult> OnPostLinksAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var units = await frame.ListAsync<Linked>("""
            select u.id, u.name, u.code from wave_unit u where u.wave_id = @Wave and u.level = 'library' and u.organisation_id is null
              and not exists (select 1 from wave_invitation i where i.unit_id = u.id and i.part = '' and i.withdrawn_at is null) order by u.sort_key, u.id
            """, new { Wave }, ct);
        if (units.Count == 0)
        {
            Refused = [Refusal.Of("Iedere bibliotheek heeft al een link.")];
            return Page();
        }

        var outcome = await links.MakeAsync(Wave, units.ConvertAll(u => u.Id), "", ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        return SpreadsheetFile.Csv(SpreadsheetFile.Named(Today, text["Links"], Row.Name), [text["Code"], text["Bibliotheek"], text["Link"], text["Laatste dag"]],
            units.ConvertAll(u => new Cell[] { u.Code, u.Name, $"{Request.Scheme}://{Request.Host}/monitor/reply/{outcome.Value[u.Id]}", Row.ClosesOn }), System.Globalization.CultureInfo.CurrentCulture);
    }

    private RedirectResult Say(string sentence)
    {
        Saved.Say(HttpContext, sentence);
        return Redirect($"/monitor/waves/{Wave}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using var all = await frame.ManyAsync($"""
            {WaveRow.Select} from wave w where w.id = @Wave;
            select case when p.level = 'province' then p.name else '' end as name, count(*)::integer as libraries, count(*) filter (where y.state = 'handed-in')::integer as handed_in, count(*) filter (where y.state = 'open' and y.begun_at is not null)::integer as begun,
                count(*) filter (where u.organisation_id is null)::integer as outside, count(*) filter (where u.organisation_id is null and not exists (select 1 from wave_invitation i where i.unit_id = u.id and i.part = '' and i.withdrawn_at is null))::integer as linkless
              from wave_unit u join wave_unit p on p.id = u.parent_id join wave_reply y on y.unit_id = u.id where u.wave_id = @Wave and u.level = 'library' group by 1 order by 1;
            select count(*)::integer from wave_unit u where u.wave_id = @Wave and u.level = 'location';
            select u.id, u.name, coalesce(u.features ->> 'province', '') as province, y.state, y.begun_at, y.handed_in_at, y.reminded_at, u.organisation_id is not null as inside, i.id is not null as has_link, i.opened_at,
                (select count(*)::integer from wave_unit l join wave_answer a on a.unit_id = l.id and a.confirmed and a.state <> 'missing' where l.root_id = u.id) as answers
              from wave_unit u join wave_reply y on y.unit_id = u.id left join wave_invitation i on i.unit_id = u.id and i.part = '' and i.withdrawn_at is null
              where u.wave_id = @Wave and u.level = 'library' and (y.state = 'handed-in') = (@Shows = 'in') and (@After::uuid is null or (u.sort_key, u.id) > (select x.sort_key, x.id from wave_unit x where x.id = @After)) order by u.sort_key, u.id limit @limit;
            select e.kind, coalesce(u.name, '') as unit, e.why, e.at, coalesce(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), '') as by from wave_event e left join wave_unit u on u.id = e.unit_id left join person p on p.id = e.by_person where e.wave_id = @Wave order by e.at desc, e.id limit 20
            """, new { Wave, Shows, After, limit = PageSize + 1 }, ct);
        if (await all.ReadSingleOrDefaultAsync<WaveRow>() is not { } row)
        {
            return false;
        }

        Row = row;
        Provinces = [.. await all.ReadAsync<ProvinceRow>()];
        Locations = await all.ReadSingleAsync<int>();
        Rows = [.. await all.ReadAsync<LibraryRow>()];
        Events = [.. await all.ReadAsync<EventRow>()];
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        (ViewData["Title"], ViewData["Menu"]) = (row.State == "draft" ? row.Name : text["{0}: {1} van {2} leverden in", row.Name, HandedIn, Libraries].ToString(), "/monitor/waves");
        return true;
    }
}
