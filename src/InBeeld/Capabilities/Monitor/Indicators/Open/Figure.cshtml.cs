using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Indicators.Open;

/// <summary>One figure opened: what was declared, which units went in and as what, and computed again while you look. A library opens its own figures only.</summary>
[Needs(Role.Researcher, Role.ProgrammeLeader, Role.LibraryPlanner)]
internal sealed class FigureModel(Frame frame, CurrentUser user, Text text) : PageModel
{
    internal sealed class Opened
    {
        public string Record { get; set; } = "";
        public string Sha256 { get; set; } = "";
        public string Name { get; set; } = "";
        public string Level { get; set; } = "";
        public string Wave { get; set; } = "";
        public string Indicators { get; set; } = "";
    }

    internal sealed class Named
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Library { get; set; } = "";
    }

    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Indicator { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid Unit { get; set; }

    /// <summary>How many units were shown before; the record does not change, so this stays in step.</summary>
    [BindProperty(SupportsGet = true)]
    public int After { get; set; }

    public Opened Found { get; private set; } = new();
    public IndicatorFigure Figure { get; private set; } = null!;
    public IndicatorOfSet? About { get; private set; }

    /// <summary>Computing from the inputs gave the same bytes.</summary>
    public bool Same { get; private set; }

    public List<IndicatorInput> Shown { get; private set; } = [];
    public Dictionary<string, Named> Names { get; private set; } = [];
    public bool More => Figure.Inputs.Count > After + Shown.Count;
    public string Label => text.Language == "en" ? Figure.Definition.LabelEn : Figure.Definition.LabelNl;
    public string Back => user.Role == Role.Researcher ? $"/monitor/waves/{Wave}/figures?indicator={Uri.EscapeDataString(Indicator)}" : $"/monitor/dashboard?wave={Wave}";
    public string Value => Found.Level == "library" ? Figure.Definition.Own(Figure.Result.Exact?.ToString(), text) : Figure.Definition.Words(Figure.Result.Exact?.ToString());

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>The record as it is kept, byte for byte.</summary>
    public async Task<IActionResult> OnGetRecordAsync(CancellationToken ct) =>
        await LoadAsync(ct) ? File(System.Text.Encoding.UTF8.GetBytes(Found.Record), "application/json", $"{Indicator}-{Found.Sha256[..8]}.json") : NotFound();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var found = await frame.OneAsync<Opened>("""
            select f.record, f.sha256, u.name, u.level, w.name as wave, c.indicators::text as indicators from wave_figure f join wave w on w.id = f.wave_id join wave_computation c on c.wave_id = w.id join wave_unit u on u.id = f.unit_id
            where f.wave_id = @Wave and f.unit_id = @Unit and f.indicator = @Indicator
            """, new { Wave, Unit, Indicator }, ct);
        if (found is null)
        {
            return false;
        }

        var (figure, record, error) = IndicatorRecord.Recompute(found.Record);
        (Found, Figure) = (found, figure ?? throw new InvalidOperationException($"The record of {Indicator} of {Unit}: {error}"));
        Same = record!.Json == found.Record && record.Sha256 == found.Sha256;
        About = IndicatorSet.Read(found.Indicators).Set?.Indicators.FirstOrDefault(i => i.Definition.Key == Indicator);
        Shown = [.. figure.Inputs.OrderBy(i => i.Role).ThenBy(i => i.Unit, StringComparer.Ordinal).Skip(Math.Max(After, 0)).Take(PageSize)];
        Names = (await frame.ListAsync<Named>("select u.id, u.name, case when u.level = 'location' then coalesce(l.name, '') else '' end as library from wave_unit u left join wave_unit l on l.id = u.root_id where u.id = any (@ids)", new { ids = Shown.ConvertAll(i => Guid.Parse(i.Unit)) }, ct))
            .ToDictionary(n => WaveData.Id(n.Id));
        (ViewData["Title"], ViewData["Menu"]) = ($"{Label}: {Value}", user.Role == Role.Researcher ? "/monitor/waves" : "/monitor/dashboard");
        return true;
    }

    public static string RoleWord(InputRole role, Aggregation aggregation) => (role, aggregation) switch
    {
        (InputRole.Numerator, Aggregation.Share) => "Telt mee: ja",
        (InputRole.Denominator, _) => "Telt mee: nee",
        (InputRole.Numerator, _) => "Telt mee",
        (InputRole.Unknown, _) => "Onbekend",
        (InputRole.Excluded, _) => "Weggelaten",
        _ => "Niet van toepassing",
    };

    /// <summary>Why a unit has no value, as a key of the texts; a reason of a definition as it was declared.</summary>
    public static string ReasonWord(string reason) => reason switch
    {
        "exploring" => "alleen een eerste gesprek",
        "missing" => "geen antwoord",
        "refused" => "wil het niet zeggen",
        "unknown" => "weet het niet",
        "not-applicable" => "de vraag geldt hier niet",
        "not-asked" => "niet gevraagd",
        "population" => "onbekend of het erbij hoort",
        "denominator" => "hoort niet bij de noemer",
        _ => reason,
    };
}
