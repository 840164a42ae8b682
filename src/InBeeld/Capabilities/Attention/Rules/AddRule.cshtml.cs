using InBeeld.Capabilities.Attention.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Attention.Rules;

/// <summary>A rule of one's own. First it is tried; what was tried is what is saved.</summary>
[Needs(Role.Care, Role.Principal, Role.Coordinator)]
internal sealed class AddRuleModel(CurrentUser user, Journal journal, Text text, SaveRules save) : PageModel
{
    [BindProperty]
    public Guid Edition { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Number { get; set; }

    /// <summary>The rule as it was tried; empty: not tried yet.</summary>
    [BindProperty]
    public string? Tried { get; set; }

    [BindProperty]
    public string? Tag { get; set; }

    [BindProperty]
    public List<string> School { get; set; } = [];

    [BindProperty]
    public List<int> Year { get; set; } = [];

    [BindProperty]
    public bool LastYear { get; set; }

    [BindProperty]
    public int? UnderAge { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? Postcode { get; set; }

    [BindProperty]
    public int? JoinedMonths { get; set; }

    [BindProperty]
    public bool Language { get; set; }

    [BindProperty]
    public bool Interpreter { get; set; }

    public RuleTrial? Trial { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = (await save.NowAsync(ct)).Number;
        Head();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var rule = new AttentionRule(Edition, Tag ?? "", Filled(), AttentionRule.Own);
        if (Tried == AsTried(rule))
        {
            var saved = await save.AddAsync(Edition, Number, rule, ct);
            if (saved.Ok)
            {
                Saved.Say(HttpContext, text["De regel geldt vanaf nu."], $"/attention/rules?handler=Undo&number={Number + 1}");
                return Redirect("/attention/rules");
            }

            Refused = saved.Refusals;
        }

        // Not tried as it stands, or the rules changed meanwhile: shows what it would do now.
        ModelState.Clear();
        var book = await save.NowAsync(ct);
        Number = book.Number;
        var with = book.With(rule);
        if (with.Ok)
        {
            Trial = await save.TryAsync(with.Value, ct);
            Tried = AsTried(rule);
            journal.Read("try attention rules", [], Facets.None, user.Is(Role.Coordinator) ? "municipality" : "school", new { tag = Tag, when = rule.When.Write() });
        }
        else
        {
            (Tried, Refused) = (null, with.Refusals);
        }

        Head();
        return Page();
    }

    public string Heading() => Trial is null ? text["Welke kinderen zoekt deze regel?"] : text["Dit doet de regel"];

    private void Head()
    {
        ViewData["Title"] = Heading();
        ViewData["Menu"] = user.Is(Role.Coordinator) ? "/attention/figures" : "/attention";
    }

    private static string AsTried(AttentionRule rule) => rule.Tag + rule.When.Write();

    private Conditions Filled() => new()
    {
        School = School.Count > 0 ? School : null, Year = Year.Count > 0 ? Year : null, LastYear = LastYear ? "yes" : null, UnderAge = UnderAge, Group = Conditions.Words(Words), Place = Conditions.Words(Place),
        Postcode = Conditions.Words(Postcode), JoinedMonths = JoinedMonths, Language = Language ? "other" : null, Interpreter = Interpreter ? "yes" : null,
    };
}
