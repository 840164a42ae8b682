using InBeeld.Capabilities.Triage.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace InBeeld.Capabilities.Triage.Tables;

/// <summary>One row of a draft: for whom, what, and why. The id of a row that is not there yet: a new one.</summary>
[Needs(Role.Coordinator)]
internal sealed class EditRowModel(InBeeldDb db, CurrentUser user, Text text, WriteDraft write) : PageModel
{
    public const string Nothing = "none";

    public const int MostRoutes = 3;

    [BindProperty(SupportsGet = true)]
    public Guid Table { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Row { get; set; }

    /// <summary>In order; the first may be "none": nothing is needed.</summary>
    [BindProperty]
    public List<string?> Routes { get; set; } = [];

    [BindProperty]
    public List<string> Not { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    /// <summary>Per fact the values that are chosen; none: it does not matter.</summary>
    public Dictionary<string, List<string>> When { get; private set; } = [];

    public int Number { get; private set; }
    public bool IsNew { get; private set; }
    public TriageRow? Theirs { get; private set; }
    public bool TheirsIsGone { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } rules)
        {
            return NotFound();
        }

        if (rules.Rows.FirstOrDefault(r => r.Id == Row) is { } row)
        {
            When = row.When.ToDictionary(w => w.Key, w => w.Value.ToList());
            (Routes, Not, Reason) = (row.Routes.Count == 0 ? [Nothing] : [.. row.Routes], [.. row.Not], text[row.Reason]);
            Was = WriteDraft.Stamp(row);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } rules)
        {
            return NotFound();
        }

        foreach (var fact in FactList.All)
        {
            When[fact.Code] = [.. Request.Form["When_" + fact.Code].Where(v => !string.IsNullOrEmpty(v)).Select(v => v!)];
        }

        if (Routes.All(string.IsNullOrEmpty))
        {
            Refused = [new Refusal("Routes_0", "Kies een route, of kies dat niets nodig is.")];
            return Page();
        }

        // All values of a fact: it does not matter.
        var when = When.Where(w => w.Value.Count > 0 && w.Value.Distinct().Count() < FactList.Find(w.Key)!.Values.Count).ToDictionary(w => w.Key, w => (IReadOnlyList<string>)w.Value);
        var before = rules.Rows.FirstOrDefault(r => r.Id == Row);
        // A reason that was shown in English and not touched stays the sentence that it was.
        var reason = before is not null && Reason?.Trim() == text[before.Reason] ? before.Reason : Reason?.Trim() ?? "";
        var row = new TriageRow(Row, when, [.. Routes.Where(r => !string.IsNullOrEmpty(r) && r != Nothing).Select(r => r!).Distinct()], [.. Not.Distinct()], reason);
        var outcome = await write.PutAsync(new PutRowInput(Table, row, Was ?? ""), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["De regel is opgeslagen."]);
            return Redirect($"/triage/{Table}#r-{Row}");
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            Theirs = before;
            TheirsIsGone = before is null;
            Was = WriteDraft.Stamp(before);
        }

        return Page();
    }

    public bool Chosen(string fact, string value) => When.GetValueOrDefault(fact)?.Contains(value) == true;

    public string RouteAt(int place) => place < Routes.Count ? Routes[place] ?? "" : "";

    private async Task<DecisionTable?> LoadAsync(CancellationToken ct)
    {
        var table = await db.TriageTables.AsNoTracking().FirstOrDefaultAsync(t => t.Id == Table && t.MunicipalityId == user.OrganisationId && t.State == TriageTable.Draft, ct);
        if (table is null)
        {
            return null;
        }

        var rules = table.Rules;
        var at = rules.Rows.ToList().FindIndex(r => r.Id == Row);
        (IsNew, Number) = (at < 0, at < 0 ? rules.Rows.Count + 1 : at + 1);
        ViewData["Title"] = Heading();
        return rules;
    }

    public string Heading() => IsNew ? text["Voor wie is de nieuwe regel?"] : text["Voor wie is regel {0}?", Number];

    public static IEnumerable<string> RouteChoices => RouteKinds.All;
}
