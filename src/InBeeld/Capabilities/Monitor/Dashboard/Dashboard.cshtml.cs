using System.Text.Json;
using InBeeld.Capabilities.Monitor.Indicators;
using InBeeld.Capabilities.Monitor.StarsOfSchools;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Dashboard;

/// <summary>The own library beside the country, its province, its size and those most like it, per indicator and over the years. Never a figure of another library.</summary>
[Needs(Role.ProgrammeLeader, Role.LibraryPlanner)]
internal sealed class DashboardModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web);
    private static readonly string[] Levels = ["country", "province", "library", "location"];

    [BindProperty(SupportsGet = true)]
    public Guid? Wave { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    public List<OwnWave> Waves { get; private set; } = [];
    public OwnWave? Chosen { get; private set; }
    public IndicatorSet Set { get; private set; } = new([], []);
    public List<Card> Cards { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(all: false, ct) ? Page() : NotFound();

    /// <summary>All own figures of the chosen wave, with the groups that are large enough.</summary>
    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (!await LoadAsync(all: true, ct) || Chosen is null)
        {
            return NotFound();
        }

        journal.Read("export dashboard", [], Facets.None, "", new { wave = Chosen.Id, rows = Cards.Count });
        var kinds = new[] { ("country", text["Nederland"]), ("province", text["Provincie"]), ("size", text["Even groot"]), ("nearest", text["Lijkt het meest"]) };
        var headers = new List<string> { text["Kenmerk"], text["Indicator"], text["Jullie"], text["Eenheid"], "k", "N", text["Onbekend"] };
        headers.AddRange(kinds.SelectMany(k => new[] { $"{k.Item2}: N", $"{k.Item2}: {text["laagste kwart"]}", $"{k.Item2}: {text["midden"]}", $"{k.Item2}: {text["hoogste kwart"]}", $"{k.Item2}: {text["ja"]}" }));
        headers.Add("SHA-256");
        var rows = Cards.ConvertAll(c =>
        {
            Cell Plain(string? exact) => Exactly.Read(exact)?.Rounded(c.Definition.Decimals).ToDecimal() is { } number ? number : Cell.Empty;
            var row = new List<Cell> { c.Definition.Key, Label(c.Definition), Plain(c.Own?.Exact), c.Definition.Percent ? "%" : "", Plain(c.Own?.K), Plain(c.Own?.N), c.Own?.Unknown };
            foreach (var (kind, _) in kinds)
            {
                var g = c.Groups.FirstOrDefault(g => g.Kind == kind);
                row.AddRange([g?.N, Plain(g?.Low), Plain(g?.Middle), Plain(g?.High), g?.Yes]);
            }

            row.Add(c.Own?.Sha256);
            return row.ToArray();
        });
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(clock.Today(), text["Cijfers"], Chosen.Name), text["Cijfers"], headers, rows);
    }

    public string Label(IndicatorDefinition d) => text.Language == "en" ? d.LabelEn : d.LabelNl;

    public string Year(OwnWave wave) => new WaveRow { SchoolYear = wave.SchoolYear, Number = wave.Number }.When(text);

    private async Task<bool> LoadAsync(bool all, CancellationToken ct)
    {
        using var read = await frame.ManyAsync($"""
            select w.id, w.institute_id, w.questionnaire_key, w.questionnaire_version, w.name, w.kind, w.school_year, w.number, u.id as unit_id, u.name as unit, c.indicators::text as indicators, c.crosswalk::text as crosswalk, {StarsOfWave.Column}
              from wave_computation c join wave w on w.id = c.wave_id join wave_unit u on u.wave_id = w.id and u.level = 'library' and u.id = any ((select app.answered_units())::uuid[]) order by w.school_year desc, w.number desc nulls last, w.id desc limit 50;
            select {FigureRow.Columns}, u.name, u.level from wave_figure f join wave_unit u on u.id = f.unit_id where u.level = 'library' and f.unit_id = any ((select app.answered_units())::uuid[]);
            select g.wave_id, g.indicator, g.kind, g.about, g.n, g.unknown, g.self_counted, g.low, g.middle, g.high, g.above, g.same, g.below, g.yes from wave_group_figure g
              where g.unit_id = any ((select app.answered_units())::uuid[]) and g.wave_id = coalesce(@Wave, (select w.id from wave_computation c join wave w on w.id = c.wave_id order by w.school_year desc, w.number desc nulls last, w.id desc limit 1))
              order by case g.kind when 'country' then 0 when 'province' then 1 when 'size' then 2 else 3 end
            """, new { Wave }, ct);
        Waves = [.. await read.ReadAsync<OwnWave>()];
        Chosen = Wave is { } asked ? Waves.Find(w => w.Id == asked) : Waves.FirstOrDefault();
        if (Chosen is null && Wave is not null)
        {
            return false;
        }

        ViewData["Title"] = Chosen is null ? text["Er zijn nog geen cijfers van jullie bibliotheek"] : text["Jullie cijfers naast die van anderen"];
        if (Chosen is null)
        {
            return true;
        }

        Set = IndicatorSet.Read(Chosen.Indicators).Set ?? throw new InvalidOperationException($"The indicators of wave {Chosen.Id} cannot be read");
        Group = Set.Groups.FirstOrDefault(g => g.Key == Group)?.Key ?? (Set.Groups is [var first, ..] ? first.Key : null);
        var figures = (await read.ReadAsync<FigureRow>()).ToLookup(f => f.Indicator);
        var groups = (await read.ReadAsync<Beside>()).ToLookup(g => g.Indicator);
        var line = Waves.Where(w => w.InstituteId == Chosen.InstituteId && w.QuestionnaireKey == Chosen.QuestionnaireKey && w.Kind == Chosen.Kind).Reverse().ToList();
        var (sets, walk) = (line.ToDictionary(w => w.Id, w => w.Id == Chosen.Id ? Set : IndicatorSet.Read(w.Indicators).Set), line.SelectMany(w => JsonSerializer.Deserialize<List<CrosswalkLine>>(w.Crosswalk, Lines) ?? []).Distinct().ToList());
        Cards = [.. Set.Indicators.Where(i => all || i.Group == Group).Select(i => new Card(i, figures[i.Definition.Key].FirstOrDefault(f => f.WaveId == Chosen.Id), [.. groups[i.Definition.Key]], Years(i.Definition.Key, line, sets, walk, figures)))];
        return true;
    }

    private static IReadOnlyList<YearPoint> Years(string key, List<OwnWave> line, Dictionary<Guid, IndicatorSet?> sets, List<CrosswalkLine> walk, ILookup<string, FigureRow> figures)
    {
        var points = new List<(FigureRow Row, TrendWave Wave)>();
        foreach (var wave in line)
        {
            if (figures[key].FirstOrDefault(f => f.WaveId == wave.Id) is { } row && sets[wave.Id]?.Indicators.FirstOrDefault(i => i.Definition.Key == key) is { } of)
            {
                var result = new IndicatorResult(row.Exact is null ? Withheld.Nothing : Withheld.No, Exactly.Read(row.Exact), row.Shown, null, null, row.Units, row.Unknown, row.NotApplicable, row.LeftOut, row.Asked, row.Answered);
                points.Add((row, new TrendWave(WaveRow.Year(wave.SchoolYear), wave.QuestionnaireVersion, new IndicatorFigure(of.Definition, new(), "", [], result))));
            }
        }

        return points.Count < 2 ? [] : [.. Trend.Of([.. points.Select(p => p.Wave)], walk, Levels).Select((p, i) => new YearPoint(p.Wave.Wave, points[i].Row.Exact, p.Joins == Comparable.Break, p.Reasons))];
    }
}
