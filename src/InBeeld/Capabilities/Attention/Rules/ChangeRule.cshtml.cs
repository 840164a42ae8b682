using InBeeld.Capabilities.Attention.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Attention.Rules;

/// <summary>One rule switched off or on, or an own rule taken away: first what that does.</summary>
[Needs(Role.Care, Role.Principal, Role.Coordinator)]
internal sealed class ChangeRuleModel(CurrentUser user, Journal journal, Text text, SaveRules save) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Rule { get; set; }

    [BindProperty]
    public Guid Edition { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Number { get; set; }

    public AttentionRule Found { get; private set; } = null!;
    public bool On { get; private set; }
    public RuleTrial Trial { get; private set; } = null!;
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await save.ChangeAsync(new ChangeRuleInput(Edition, Rule, Number), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["De regels zijn aangepast."], $"/attention/rules?handler=Undo&number={Number + 1}");
            return Redirect("/attention/rules");
        }

        Refused = outcome.Refusals;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public string Heading() => Found.From == AttentionRule.Own ? text["Deze regel weghalen?"] : On ? text["Deze regel uitzetten?"] : text["Deze regel weer aanzetten?"];

    public string Button() => Found.From == AttentionRule.Own ? text["Haal weg"] : On ? text["Zet uit"] : text["Zet aan"];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var book = await save.NowAsync(ct);
        if (book.Find(Rule) is not { } rule || book.OffAbove.Contains(Rule))
        {
            return false;
        }

        (Found, On, Number, Edition) = (rule, book.IsOn(rule), book.Number, Guid.CreateVersion7());
        Trial = await save.TryAsync(book.Without(rule), ct);
        journal.Read("try attention rules", [], Facets.None, user.Is(Role.Coordinator) ? "municipality" : "school", new { rule = Rule });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = user.Is(Role.Coordinator) ? "/attention/figures" : "/attention";
        return true;
    }
}
