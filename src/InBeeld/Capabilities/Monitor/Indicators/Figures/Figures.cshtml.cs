using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Indicators.Figures;

/// <summary>All figures of a closed wave for who keeps it: computing, the country per indicator, and one indicator per province.</summary>
[Needs(Role.Researcher)]
internal sealed class FiguresModel(Frame frame, Journal journal, Text text, TimeProvider clock, ComputeWave compute) : PageModel
{
    internal sealed class Computation
    {
        public string Indicators { get; set; } = "";
        public int Figures { get; set; }
        public string Sha256 { get; set; } = "";
        public DateTimeOffset At { get; set; }

        /// <summary>Something changed after it was computed.</summary>
        public bool Old { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    /// <summary>Key of the group of indicators that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    /// <summary>The indicator on the map.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Indicator { get; set; }

    public WaveRow Row { get; private set; } = new();
    public Computation? Made { get; private set; }
    public IndicatorSet Set { get; private set; } = new([], []);
    public IReadOnlyList<IndicatorOfSet> Shown { get; private set; } = [];
    public IndicatorOfSet? OnMap { get; private set; }
    public Dictionary<string, FigureRow> Country { get; private set; } = [];
    public List<FigureRow> Provinces { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => $"/monitor/waves/{Wave}/figures";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostComputeAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await compute.RunAsync(Wave, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["{0} cijfers berekend. De groepen om mee te vergelijken staan vast.", Show.Number(outcome.Value)]);
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await compute.CheckAsync(Wave, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, outcome.Value.Other == 0 ? text["Nagerekend uit de antwoorden: alle {0} cijfers zijn gelijk, byte voor byte.", Show.Number(outcome.Value.Same)]
            : text["Nagerekend uit de antwoorden: {0} cijfers zijn gelijk en {1} anders. Bereken ze opnieuw.", Show.Number(outcome.Value.Same), Show.Number(outcome.Value.Other)]);
        return Redirect(Here);
    }

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Made is null)
        {
            return NotFound();
        }

        var all = await frame.ListAsync<FigureRow>($"select {FigureRow.Columns}, u.name, u.level from wave_figure f join wave_unit u on u.id = f.unit_id where f.wave_id = @Wave and u.level in ('country', 'province') order by u.level, u.sort_key, u.id", new { Wave }, ct);
        var by = all.ToLookup(f => f.Indicator);
        journal.Read("export figures", [], Facets.None, "", new { wave = Wave, rows = all.Count });
        var rows = Set.Indicators.SelectMany(i => by[i.Definition.Key].Select(f => new Cell[]
        {
            i.Definition.Key, text.Language == "en" ? i.Definition.LabelEn : i.Definition.LabelNl, f.Name, Plain(f.Exact, i.Definition.Decimals), i.Definition.Percent ? "%" : "", Plain(f.K, 6), Plain(f.N, 6), f.Units, f.Unknown, f.NotApplicable, f.LeftOut.Values.Sum(), f.Asked, f.Answered, f.Sha256,
        })).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Cijfers"], Row.Name), text["Cijfers"],
            [text["Kenmerk"], text["Indicator"], text["Waarover"], text["Waarde"], text["Eenheid"], "k", "N", text["Met waarde"], text["Onbekend"], text["Niet van toepassing"], text["Weggelaten"], text["Gevraagd"], text["Antwoordde"], "SHA-256"], rows);
    }

    internal static Cell Plain(string? exact, int decimals) => Exactly.Read(exact)?.Rounded(decimals).ToDecimal() is { } number ? number : Cell.Empty;

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using var all = await frame.ManyAsync($"""
            {WaveRow.Select} from wave w where w.id = @Wave;
            select c.indicators::text as indicators, c.figures, c.sha256, c.at, w.closed_at > c.at or exists (select 1 from wave_event e where e.wave_id = w.id and e.kind = 'corrected' and e.at > c.at) as old from wave_computation c join wave w on w.id = c.wave_id where c.wave_id = @Wave;
            select {FigureRow.Columns}, u.name, u.level from wave_unit u join wave_figure f on f.unit_id = u.id where u.wave_id = @Wave and u.level = 'country';
            select {FigureRow.Columns}, u.name, u.level from wave_unit u join wave_figure f on f.unit_id = u.id and f.indicator = coalesce(@Indicator, (select i ->> 'key' from wave_computation c, jsonb_array_elements(c.indicators -> 'indicators') i where c.wave_id = @Wave and (@Group::text is null or i ->> 'group' = @Group) limit 1))
              where u.wave_id = @Wave and u.level = 'province' order by u.sort_key, u.id
            """, new { Wave, Indicator, Group }, ct);
        if (await all.ReadSingleOrDefaultAsync<WaveRow>() is not { } row)
        {
            return false;
        }

        (Row, Made) = (row, await all.ReadSingleOrDefaultAsync<Computation>());
        Country = (await all.ReadAsync<FigureRow>()).ToDictionary(f => f.Indicator);
        Provinces = [.. await all.ReadAsync<FigureRow>()];
        (ViewData["Title"], ViewData["Menu"]) = (text["Cijfers van {0}", row.Name], "/monitor/waves");
        if (Made is null)
        {
            return true;
        }

        Set = IndicatorSet.Read(Made.Indicators).Set ?? throw new InvalidOperationException($"The indicators of wave {Wave} cannot be read");
        OnMap = Set.Indicators.FirstOrDefault(i => i.Definition.Key == Indicator);
        Group = Set.Groups.FirstOrDefault(g => g.Key == (OnMap?.Group ?? Group))?.Key ?? (Set.Groups is [var first, ..] ? first.Key : null);
        Shown = [.. Set.Indicators.Where(i => i.Group == Group)];
        OnMap ??= Provinces.Count > 0 ? Set.Indicators.FirstOrDefault(i => i.Definition.Key == Provinces[0].Indicator) : null;
        return true;
    }
}
