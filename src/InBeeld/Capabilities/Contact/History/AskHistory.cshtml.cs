using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.History;

/// <summary>Asks the school before what it knows: which school, and why it may.</summary>
[Needs(Role.Care)]
internal sealed class AskHistoryModel(Frame frame, CurrentUser user, Journal journal, Text text, AskHistory ask) : PageModel
{
    internal sealed record SchoolChoice(Guid Id, string Name, string Place);

    private const int AtMost = 20;

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Search { get; set; }

    [BindProperty]
    public Guid? School { get; set; }

    [BindProperty]
    public string? Ground { get; set; }

    [BindProperty]
    public string? GroundWords { get; set; }

    public Child Child { get; private set; } = new();
    public List<SchoolChoice> Schools { get; private set; } = [];
    public bool More { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public bool Searched => Search?.Trim().Length >= 2;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Id = Guid.CreateVersion7();
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostFindAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await ask.RunAsync(new AskHistoryInput(Id, Pupil, School, Ground ?? "", GroundWords ?? ""), ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Refused.Any(r => r.Field == "Gone") ? NotFound() : Page();
        }

        Saved.Say(HttpContext, text["Gevraagd. Je krijgt bericht als de vorige school antwoordt."]);
        return Redirect("/history");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        Child = child;
        if (Searched)
        {
            Schools = await frame.ListAsync<SchoolChoice>("""
                select o.id, o.name, coalesce(nullif(o.place, ''), m.name, '') as place from organisation o left join municipality m on m.code = o.municipality_code
                where o.kind = 'school' and o.is_on and o.id <> @OrganisationId and (position(unaccent(lower(@search)) in unaccent(lower(o.name))) > 0 or position(unaccent(lower(@search)) in unaccent(lower(o.place))) > 0 or o.id = @School)
                order by o.name, o.id limit @most
                """, new { user.OrganisationId, search = Search!.Trim(), School, most = AtMost + 1 }, ct);
            More = Schools.Count > AtMost;
            Schools = [.. Schools.Take(AtMost)];
        }

        journal.Read("open history form", [Pupil], Facets.Identity);
        ViewData["Title"] = text["Vraag wat de vorige school van {0} weet", child.GivenName];
        ViewData["Menu"] = "/history";
        return true;
    }
}
