using System.Globalization;
using InBeeld.Capabilities.Places.Rooms.Change;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Rules;

/// <summary>How far children sit apart, by day: the national rules and those of one's own library. Before a rule counts, one sees what it does.</summary>
[Needs(Role.LibraryPlanner, Role.Library)]
internal sealed class RulesModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, KeepRule keep) : PageModel
{
    public RuleFields Fields { get; private set; } = new();
    public List<RuleRow> Rows { get; private set; } = [];
    public Guid? Now { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public Weighed? Weighed { get; private set; }
    public string Action { get; private set; } = "/rooms/rules";
    public IReadOnlyList<(string Name, string? Value)> Hidden { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public Task OnGetAsync(CancellationToken ct)
    {
        Fields.Starts = Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(RuleFields fields, string? seen, CancellationToken ct)
    {
        if (!user.Is(Role.LibraryPlanner))
        {
            return NotFound();
        }

        (Fields, Hidden) = (fields, fields.Hidden());
        return await DoneAsync(await keep.AddAsync(fields, seen, ct), "De nieuwe regel staat erin.", ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid rule, string? seen, CancellationToken ct)
    {
        if (!user.Is(Role.LibraryPlanner))
        {
            return NotFound();
        }

        (Action, Hidden) = ("/rooms/rules?handler=Remove", [("rule", rule.ToString())]);
        return await DoneAsync(await keep.RemoveAsync(rule, seen, ct), "De regel is vervallen.", ct);
    }

    private async Task<IActionResult> DoneAsync(Outcome<Weighed> outcome, string sentence, CancellationToken ct)
    {
        if (outcome is { Ok: true, Value: { Kept: true } done })
        {
            Saved.Say(HttpContext, done.What.Quiet ? text[sentence] : text["De regel staat erin. Andere stoel: {0}. Plek kwijt: {1}.", done.What.Moved, done.What.Lost]);
            return Redirect("/rooms/rules");
        }

        if (outcome.Ok)
        {
            Weighed = outcome.Value;
        }
        else
        {
            Refused = outcome.Refusals;
        }

        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Rows = await frame.ListAsync<RuleRow>("select id, library_id, metres, screens, starts, ends, source from distance_rule where removed_at is null and (library_id is null or library_id = @OrganisationId) order by starts desc, id desc limit 50", new { user.OrganisationId }, ct);
        Now = (await RuleRow.OnAsync(frame, user.OrganisationId, Today, ct)).Id;
        ViewData["Title"] = Weighed is not null ? text["Dit gebeurt er met de plekken"] : Rows.Find(r => r.Id == Now) is { Metres: > 0 } rule ? text["Nu geldt {0} meter afstand", Metres(rule.Metres)] : text["Nu geldt geen afstand"];
        ViewData["Menu"] = "/rooms";
    }

    /// <summary>0 and much are allowed, but seldom meant.</summary>
    public string? Warning() => Fields.Distance switch { 0 => text["0 meter: kinderen mogen naast elkaar zitten."], >= 5 => text["{0} meter is veel. Klopt dat?", Metres(Fields.Distance.Value)], _ => null };

    public string Metres(decimal metres) => metres.ToString("0.#", CultureInfo.CurrentCulture);
}
