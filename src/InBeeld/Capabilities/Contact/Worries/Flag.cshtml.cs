using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.Worries;

/// <summary>Flag a worry about a child, for the care professional.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class FlagModel(Frame frame, CurrentUser user, Journal journal, Text text, FlagWorry flag) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public int? Urgency { get; set; }

    public Child Child { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await flag.RunAsync(new FlagWorryInput(Id, Child, Words ?? "", Urgency ?? 0), ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Doorgegeven: de zorgcoördinator ziet je zorg over {0}.", Child.GivenName]);
        return Redirect($"/children/{Pupil}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        Child = child;
        journal.Read("open worry form", [Pupil], Facets.Identity);
        ViewData["Title"] = text["Waar maak je je zorgen over?"];
        return true;
    }
}
