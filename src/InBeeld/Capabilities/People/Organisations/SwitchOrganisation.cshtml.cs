using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>Asks before others notice: what happens when this organisation goes on or off.</summary>
[Needs(Role.Administrator)]
internal sealed class SwitchOrganisationModel(Frame frame, Text text, SwitchOrganisation change) : PageModel
{
    internal sealed record Facts(Guid Id, string Kind, string Name, bool IsOn, int People);

    public Facts Now { get; private set; } = null!;

    public List<Refusal> Refusals { get; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, bool on, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var outcome = await change.RunAsync(id, on, ct);
        if (!outcome.Ok)
        {
            Refusals.AddRange(outcome.Refusals);
            return Page();
        }

        Saved.Say(HttpContext, on ? text["{0} staat nu aan. Nodig mensen uit.", outcome.Value] : text["{0} staat nu uit. Er is niets gewist.", outcome.Value]);
        return Redirect("/organisations/" + id);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var now = await frame.OneAsync<Facts>("""
            select o.id, o.kind, o.name, o.is_on as IsOn,
              (select count(distinct m.person_id)::integer from membership m where m.organisation_id = o.id and (m.ends is null or m.ends >= current_date)) as people
            from organisation o where o.id = @id
            """, new { id }, ct);
        Now = now!;
        ViewData["Title"] = now?.Name;
        ViewData["Menu"] = "/organisations";
        return now is not null;
    }
}
