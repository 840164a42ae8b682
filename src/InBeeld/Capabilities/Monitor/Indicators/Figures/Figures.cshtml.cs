using InBeeld.Capabilities.Monitor.Indicators.Map;
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

/// <summary>All figures of a closed wave for who keeps it: computing, the country per indicator, and one indicator on a map by province or by municipality.</summary>
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

    /// <summary>municipality; otherwise by province.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    public WaveRow Row { get; private set; } = new();
    public Computation? Made { get; private set; }
    public IndicatorSet Set { get; private set; } = new([], []);
    public IReadOnlyList<IndicatorOfSet> Shown { get; private set; } = [];
    public IndicatorOfSet? OnMap { get; private set; }
    public Dictionary<string, FigureRow> Country { get; private set; } = [];
    public List<FigureRow> Provinces { get; private set; } = [];

    /// <summary>Only when asked, and of a figure about locations.</summary>
    public IReadOnlyList<MunicipalityFigure> Municipalities { get; private set; } = [];

    /// <summary>Locations of which no municipality is known.</summary>
    public int Nowhere { get; private set; }

    public FigureMap? Map { get; private set; }
    public bool ByMunicipality => By == "municipality";
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => $"/monitor/waves/{Wave}/figures";

    /// <summary>This indicator on the other map, or another on this one.</summary>
    public string With(string indicator, bool byMunicipality) => $"{Here}?indicator={Uri.EscapeDataString(indicator)}{(byMunicipality ? "&by=municipality" : "")}";

    // The indicator that was asked, or the first of the group.
    private const string Shows = "coalesce(@Indicator, (select i ->> 'key' from wave_computation c, jsonb_array_elements(c.indicators -> 'indicators') i where c.wave_id = @Wave and (@Group::text is null or i ->> 'group' = @Group) limit 1))";

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

        if (Municipalities.Count > 0)
        {
            return ExportMunicipalities(@as);
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

    private IActionResult ExportMunicipalities(string? @as)
    {
        var d = OnMap!.Definition;
        journal.Read("export figures", [], Facets.None, "", new { wave = Wave, indicator = d.Key, rows = Municipalities.Count });
        var rows = Municipalities.Select(m => new Cell[]
        {
            m.Name, m.Province, Plain(m.Exact, d.Decimals), d.Percent ? "%" : "", m.Exact is null ? Cell.Empty : Plain(m.Result.K?.ToString(), 6), m.Exact is null ? Cell.Empty : Plain(m.Result.N?.ToString(), 6), m.Exact is null ? m.Why(text) : "", m.Locations,
        }).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Cijfers"], d.Key, Row.Name), text["Cijfers"],
            [text["Gemeente"], text["Provincie"], text["Waarde"], text["Eenheid"], "k", "N", text["Waarom geen cijfer"], text["Schoollocaties"]], rows);
    }

    internal static Cell Plain(string? exact, int decimals) => Exactly.Read(exact)?.Rounded(decimals).ToDecimal() is { } number ? number : Cell.Empty;

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using var all = await frame.ManyAsync($"""
            {WaveRow.Select} from wave w where w.id = @Wave;
            select c.indicators::text as indicators, c.figures, c.sha256, c.at, w.closed_at > c.at or exists (select 1 from wave_event e where e.wave_id = w.id and e.kind = 'corrected' and e.at > c.at) as old from wave_computation c join wave w on w.id = c.wave_id where c.wave_id = @Wave;
            select {FigureRow.Columns}, u.name, u.level from wave_unit u join wave_figure f on f.unit_id = u.id where u.wave_id = @Wave and u.level = 'country';
            select {FigureRow.Columns}, u.name, u.level from wave_unit u join wave_figure f on f.unit_id = u.id and f.indicator = {Shows} where u.wave_id = @Wave and u.level = 'province' order by u.sort_key, u.id;
            select f.record from wave_unit u join wave_figure f on f.unit_id = u.id and f.indicator = {Shows} where u.wave_id = @Wave and u.level = 'country' and @ByMunicipality;
            select u.id, coalesce(u.features ->> 'municipality', '') as municipality, coalesce(u.features ->> 'province', '') as province from wave_unit u where u.wave_id = @Wave and u.level = 'location' and @ByMunicipality;
            select m.code, m.name, m.province, m.source, m.boundary::text as boundary from municipality m where m.boundary is not null
              and case when @ByMunicipality then m.name in (select u.features ->> 'municipality' from wave_unit u where u.wave_id = @Wave and u.level = 'location') or m.province in (select nullif(u.features ->> 'province', '') from wave_unit u where u.wave_id = @Wave and u.level = 'location')
                else m.province in (select u.name from wave_unit u where u.wave_id = @Wave and u.level = 'province') and not exists (select 1 from wave_unit u where u.wave_id = @Wave and u.level = 'province' and u.name = any (@known)) end
              order by m.code
            """, new { Wave, Indicator, Group, ByMunicipality, known = ProvinceOutlines.Names }, ct);
        if (await all.ReadSingleOrDefaultAsync<WaveRow>() is not { } row)
        {
            return false;
        }

        (Row, Made) = (row, await all.ReadSingleOrDefaultAsync<Computation>());
        Country = (await all.ReadAsync<FigureRow>()).ToDictionary(f => f.Indicator);
        Provinces = [.. await all.ReadAsync<FigureRow>()];
        var (record, places, boundaries) = (await all.ReadSingleOrDefaultAsync<string>(), (await all.ReadAsync<PlacedLocation>()).ToList(), (await all.ReadAsync<Bounded>()).ToList());
        (ViewData["Title"], ViewData["Menu"]) = (text["Cijfers van {0}", row.Name], "/monitor/waves");
        if (Made is null)
        {
            return true;
        }

        Set = IndicatorSet.Read(Made.Indicators).Set ?? throw new InvalidOperationException($"The indicators of wave {Wave} cannot be read");
        OnMap = Set.Indicators.FirstOrDefault(i => i.Definition.Key == Indicator);
        Group = Set.Groups.FirstOrDefault(g => g.Key == (OnMap?.Group ?? Group))?.Key ?? (Set.Groups is [var top, ..] ? top.Key : null);
        Shown = [.. Set.Indicators.Where(i => i.Group == Group)];
        var country = record is null ? null : IndicatorRecord.Recompute(record).Figure ?? throw new InvalidOperationException($"A record of the country in wave {Wave} cannot be read");
        OnMap ??= (country?.Definition.Key ?? Provinces.FirstOrDefault()?.Indicator) is { } first ? Set.Indicators.FirstOrDefault(i => i.Definition.Key == first) : null;
        if (OnMap is null)
        {
            return true;
        }

        if (country is { Definition.Level: "location" })
        {
            (Municipalities, Nowhere) = (MunicipalityFigures.Of(country, places), places.Count(p => p.Municipality.Length == 0));
        }

        Map = ByMunicipality ? FigureMap.Of(Municipalities, boundaries, OnMap.Definition, text) : FigureMap.Of(Provinces, boundaries, OnMap.Definition, text);
        return true;
    }
}
