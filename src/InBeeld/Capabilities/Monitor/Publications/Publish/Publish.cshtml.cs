using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Releases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Publications.Publish;

/// <summary>What of a closed wave everybody may see: looked at first, then published as open data.</summary>
[Needs(Role.Researcher)]
internal sealed class PublishModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepPublication keep) : PageModel
{
    /// <summary>country, province or library.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Level { get; set; }

    /// <summary>Cells about fewer are hidden: 3 to 100.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Least { get; set; }

    /// <summary>0, 5 or 10.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Rounding { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The hash of what was looked at.</summary>
    [BindProperty]
    public string Seen { get; set; } = "";

    public WaveRow Row { get; private set; } = new();
    public KeepPublication.Decided? Decided { get; private set; }
    public List<PublicationRow> Before { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => $"/monitor/waves/{Wave}/publish";
    public ReleasedWave Released => Decided!.Released;

    /// <summary>Exactly this was published already.</summary>
    public bool Same => Decided is { } d && Before.Find(b => b.Kind == "open-data") is { WithdrawnAt: null } newest && newest.Sha256 == d.Released.Sha256;

    public ReleaseChoice Choice => ReleaseChoice.At(
        Releasing.Levels.Contains(Level) ? Level! : ReleaseChoice.Usual.Level, Math.Clamp(Least ?? ReleaseChoice.Usual.Policy.Least, 3, 100), Rounding is 5 or 10 ? Rounding.Value : 0);

    /// <summary>Of an indicator: the country, then the others that are shown, and how many there are.</summary>
    public static (ReleasedFigure Country, int Shown, int Of) Places(IndicatorRelease release) => (release.Figures[0], release.Figures.Skip(1).Count(f => f.Why == Hiding.No), release.Figures.Skip(1).Count(f => f.Why != Hiding.Nothing));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await keep.PublishAsync(Wave, Id, Choice, Seen, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Gepubliceerd. Iedereen kan het zien en downloaden."]);
            return Redirect("/monitor/publications");
        }

        Refused = outcome.Refusals;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await frame.OneAsync<WaveRow>($"{WaveRow.Select} from wave w where w.id = @Wave", new { Wave }, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Before = await PublicationRow.OfAsync(frame, Wave, null, 50, ct);
        ViewData["Title"] = text["Publiceren: {0}", row.Name];
        var decided = await keep.DecideAsync(Wave, Choice, ct);
        if (decided.Ok)
        {
            Decided = decided.Value;
            (Id, Seen) = (Id, Decided.Released.Sha256);
            journal.Read("preview publication", [], Facets.None, "", new { wave = Wave, level = Choice.Level });
        }
        else if (Refused.Count == 0)
        {
            Refused = decided.Refusals;
        }

        return true;
    }
}
