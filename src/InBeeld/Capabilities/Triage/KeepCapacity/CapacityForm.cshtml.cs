using InBeeld.Capabilities.Triage.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Triage.KeepCapacity;

/// <summary>One small form: how many are free today of each route that nothing else counts.</summary>
[Needs(Role.Coordinator)]
internal sealed class CapacityFormModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, RouteOffers offers, SaveCapacity save) : PageModel
{
    internal sealed class Fill
    {
        public string? Free { get; set; }
        public string? Of { get; set; }
    }

    [BindProperty]
    public Dictionary<string, Fill> Kinds { get; set; } = [];

    [BindProperty]
    public string? Shown { get; set; }

    public IReadOnlyDictionary<string, Capacity> Now { get; private set; } = new Dictionary<string, Capacity>();
    public IReadOnlyDictionary<string, KindCapacity>? Theirs { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>Those that no capability counts by itself today.</summary>
    public IEnumerable<string> ByHand => RouteKinds.All.Where(k => offers.Of(k) is RouteByHand || Now.GetValueOrDefault(k) is { Free: null } or { AsOf: not null });

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var kept = await SaveCapacity.KeptAsync(frame, user.OrganisationId, ct);
        Kinds = kept.ToDictionary(k => k.Kind, k => new Fill { Free = Number(k.Free), Of = Number(k.Of) });
        Shown = SaveCapacity.Stamp(kept);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        List<KindCapacity> kinds = [.. ByHand.Select(kind => new KindCapacity(kind, Read(Kinds.GetValueOrDefault(kind)?.Free), Read(Kinds.GetValueOrDefault(kind)?.Of)))];
        var outcome = await save.RunAsync(kinds, Shown ?? "", ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. Dit staat vandaag bij elk voorstel."]);
            return Redirect("/triage/capacity");
        }

        Refused = outcome.Refusals;
        await LoadAsync(ct);
        if (outcome.IsLostUpdate())
        {
            var kept = await SaveCapacity.KeptAsync(frame, user.OrganisationId, ct);
            (Theirs, Shown) = (kept.ToDictionary(k => k.Kind), SaveCapacity.Stamp(kept));
        }

        return Page();
    }

    public string Heading() => Now.Values.Count(c => c.Free is not null) is var known && known == 0 ? text["Nog niet bekend wat er vrij is"] : text.N(known, "Van 1 hulproute is bekend wat er vrij is", "Van {0} hulproutes is bekend wat er vrij is");

    public string? TheirsOf(string kind) => Theirs?.GetValueOrDefault(kind) is { } t && (Number(t.Free) != Kinds.GetValueOrDefault(kind)?.Free || Number(t.Of) != Kinds.GetValueOrDefault(kind)?.Of)
        ? text["Je collega: {0} vrij van {1}", t.Free!, Number(t.Of) ?? "–"] : null;

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Now = await offers.CapacityAsync(RouteKinds.All, user.OrganisationId, Today, ct);
        ViewData["Title"] = Heading();
    }

    // What is no number becomes one that is refused.
    private static int? Read(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : int.TryParse(typed, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : -1;

    private static string? Number(int? n) => n?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
