using InBeeld.Capabilities.Coordination.Signalling;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.ReportWorry;

/// <summary>A worry about a child from anybody: neighbours, trainers, family. The answer holds a number to ask by; sending the same page again gives the same number.</summary>
[OpenToAll("Somebody who worries about a child has no account; what is sent can be read by the municipality only")]
internal sealed class ReportWorryModel(Frame frame, Text text, SendReport send, NotABot bot, ReportLimits limits, TimeProvider clock) : PageModel
{
    [BindProperty]
    public ReportFields Report { get; set; } = new();

    [BindProperty]
    public NamedChild Child { get; set; } = new();

    /// <summary>When the form was shown, protected.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    /// <summary>Left empty by people.</summary>
    [BindProperty]
    public string? Website { get; set; }

    public IReadOnlyList<Town> Towns { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public string? Receipt { get; private set; }
    public string SentTo { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Shown = bot.Stamp();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var town = Towns.FirstOrDefault(t => t.Code == Report.Municipality);
        List<Refusal> refusals = [.. town is null ? [new Refusal("Municipality", "Kies een gemeente.")] : Array.Empty<Refusal>(), .. Child.Check(clock.Today()), .. Report.Check()];
        if (refusals.Count == 0 && bot.Sentence(Shown, Website, Report.Words, Child.Address, Child.SchoolName, Child.GivenName, Child.Surname, Report.ReporterName, Report.ReporterRelation) is { } strange)
        {
            refusals.Add(new Refusal("", strange));
        }

        // Last, so that a mistake in the form does not count.
        if (refusals.Count == 0 && !limits.MayReport(HttpContext))
        {
            refusals.Add(Refusal.Of("Vanaf deze plek kwamen veel meldingen. Wacht een uur, of bel de gemeente."));
        }

        if (refusals.Count == 0)
        {
            var outcome = await send.RunAsync(Report, Child, town!, ct);
            if (outcome.Ok)
            {
                (Receipt, SentTo) = (outcome.Value, town!.Name);
                ViewData["Title"] = text["Je melding is binnen bij {0}", town.Name];
                return Page();
            }

            refusals.AddRange(outcome.Refusals);
        }

        (Refused, Shown, Website) = (refusals, bot.Keep(Shown), null);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Towns = await Destination.AllAsync(frame, ct);
        ViewData["Title"] = text["Maak je je zorgen over een kind?"];
    }
}
