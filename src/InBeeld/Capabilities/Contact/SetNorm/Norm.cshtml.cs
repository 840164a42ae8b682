using InBeeld.Capabilities.Contact.Ladder;
using InBeeld.Capabilities.Contact.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.SetNorm;

/// <summary>What the school agreed about contact: how often per level, and when the ladder proposes its next rung.</summary>
[Needs(Role.Principal, Role.Care)]
internal sealed class NormModel(Frame frame, CurrentUser user, Text text, SetNorm set) : PageModel
{
    internal sealed class NormForm
    {
        public short? Times { get; set; }
        public short? Weeks { get; set; }
        public short? Out { get; set; }
    }

    internal sealed class RungForm
    {
        public bool On { get; set; }
        public short? Attempts { get; set; }
        public short? Days { get; set; }
    }

    /// <summary>One row per level, by its number.</summary>
    [BindProperty]
    public Dictionary<short, NormForm> Norms { get; set; } = [];

    /// <summary>One row per kind of rung, by its number.</summary>
    [BindProperty]
    public Dictionary<short, RungForm> Rungs { get; set; } = [];

    [BindProperty]
    public string Shown { get; set; } = "";

    public List<Refusal> Refused { get; } = [];

    /// <summary>What a colleague saved in between; shown beside the own values.</summary>
    public Agreements? Theirs { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = await Agreements.OfAsync(frame, user.OrganisationId, ct);
        Shown = now.Stamp;
        Norms = now.Norms.ToDictionary(n => n.Level, n => new NormForm { Times = n.Times, Weeks = n.Weeks, Out = n.OutAfterDays });
        Rungs = Ladder.Rungs.Defaults.ToDictionary(d => d.Number, d => now.Rungs.FirstOrDefault(r => r.Number == d.Number) is { } rung ? new RungForm { On = true, Attempts = rung.AfterAttempts, Days = rung.AfterDays } : new RungForm());
        ViewData["Title"] = text["Wat wij op school afspreken"];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ViewData["Title"] = text["Wat wij op school afspreken"];
        foreach (var level in ConcernLevels.All)
        {
            Norms.TryAdd(level, new NormForm());
        }

        foreach (var rung in Ladder.Rungs.Defaults)
        {
            Rungs.TryAdd(rung.Number, new RungForm());
        }

        var agreements = new Agreements(
            [.. ConcernLevels.All.Select(level => new Norm(level, Norms[level].Times ?? 0, Norms[level].Weeks ?? 0, Norms[level].Out ?? 0))],
            [.. Ladder.Rungs.Defaults.Where(d => Rungs[d.Number].On).Select(d => new Rung(d.Number, d.Kind, Rungs[d.Number].Attempts, Rungs[d.Number].Days))]);
        if (agreements.Rungs.Count == 0)
        {
            Refused.Add(new Refusal("Rungs_1_On", "Zet minstens één stap aan."));
            return Page();
        }

        var outcome = await set.RunAsync(agreements, Shown, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. Alle kinderen zijn opnieuw bekeken."]);
            return Redirect("/school/norm");
        }

        Refused.AddRange(outcome.Refusals);
        if (outcome.IsLostUpdate())
        {
            Theirs = await Agreements.OfAsync(frame, user.OrganisationId, ct);
            Shown = Theirs.Stamp;
        }

        return Page();
    }

    /// <summary>"Je collega: 2 × per week, 7 schooldagen", when that differs from what was filled in.</summary>
    public string? TheirNorm(short level) => Theirs?.Norms.First(n => n.Level == level) is { } theirs && (theirs.Times != Norms[level].Times || theirs.Weeks != Norms[level].Weeks || theirs.OutAfterDays != Norms[level].Out)
        ? text["Je collega: {0} keer per {1} weken, uit beeld na {2} schooldagen", theirs.Times, theirs.Weeks, theirs.OutAfterDays] : null;

    public string? TheirRung(short number)
    {
        var theirs = Theirs?.Rungs.FirstOrDefault(r => r.Number == number);
        if (Theirs is null || ((theirs is not null) == Rungs[number].On && theirs?.AfterAttempts == Rungs[number].Attempts && theirs?.AfterDays == Rungs[number].Days))
        {
            return null;
        }

        return theirs is null ? text["Je collega: uit"] : text["Je collega: na {0} pogingen of {1} schooldagen", theirs.AfterAttempts?.ToString(System.Globalization.CultureInfo.CurrentCulture) ?? "–", theirs.AfterDays?.ToString(System.Globalization.CultureInfo.CurrentCulture) ?? "–"];
    }
}
