using InBeeld.Capabilities.Attention.Contract;
using InBeeld.Capabilities.Attention.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Attention.Rules;

/// <summary>By which rules children are found: the standard, those of the municipality and the own ones, in plain words, and what changed when.</summary>
[Needs(Role.Care, Role.Principal, Role.Coordinator)]
internal sealed class ListRulesModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, SaveRules save) : PageModel
{
    internal sealed class VersionRow
    {
        public int Number { get; set; }
        public string Change { get; set; } = "";
        public string RuleTag { get; set; } = "";
        public string ByName { get; set; } = "";
        public DateTimeOffset At { get; set; }
    }

    public RuleBook Book { get; private set; } = null!;
    public List<VersionRow> Versions { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostUndoAsync(int number, CancellationToken ct)
    {
        var outcome = await save.UndoAsync(number, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            await LoadAsync(ct);
            return Page();
        }

        Saved.Say(HttpContext, text["De regels zijn weer zoals ze waren."]);
        return Redirect("/attention/rules");
    }

    public string Heading()
    {
        var (on, of) = (Book.Rules.Count(Book.IsOn), Book.Rules.Count);
        return text.N(on, "1 van de {1} regels staat aan", "{0} van de {1} regels staan aan", of);
    }

    public string FromWord(AttentionRule rule) => rule.From switch { AttentionRule.Own => text["eigen regel"], AttentionRule.Municipality => text["van de gemeente"], _ => text["standaard"] };

    public string ChangeWord(VersionRow row) => row.Change switch
    {
        "add" => text["Regel erbij: {0}", text[Tags.Word(row.RuleTag)]],
        "remove" => text["Regel weg: {0}", text[Tags.Word(row.RuleTag)]],
        "off" => text["Regel uit: {0}", text[Tags.Word(row.RuleTag)]],
        "on" => text["Regel weer aan: {0}", text[Tags.Word(row.RuleTag)]],
        _ => text["Laatste wijziging ongedaan gemaakt"],
    };

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Book = await save.NowAsync(ct);
        Versions = await frame.ListAsync<VersionRow>("""
            select v.number, v.change, v.rule_tag, v.at, trim(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname)) as by_name
            from attention_version v left join person b on b.id = v.by_person where v.organisation_id = @OrganisationId order by v.number desc limit 50
            """, new { user.OrganisationId }, ct);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = user.Is(Role.Coordinator) ? "/attention/figures" : "/attention";
    }
}
