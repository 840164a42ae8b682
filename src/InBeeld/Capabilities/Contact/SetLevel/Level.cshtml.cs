using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.SetLevel;

[Needs(Role.Teacher, Role.Care)]
internal sealed class LevelModel(Frame frame, CurrentUser user, Journal journal, Text text, SetLevel set) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public int? Level { get; set; }

    public Child Child { get; private set; } = new();
    public List<Norm> Norms { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return NotFound();
        }

        var outcome = await set.RunAsync(child, Level ?? -1, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            await LoadAsync(ct);
            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen: {0} voor {1}.", text[ConcernLevels.Word(Level!.Value)], child.GivenName], outcome.Value == Level ? null : $"/children/{Pupil}/level?Level={outcome.Value}");
        return Redirect($"/children/{Pupil}");
    }

    public string NormWords(short level)
    {
        var norm = Norm.For(level, Norms);
        return norm.Weeks == 1 ? text["{0} × per week", norm.Times] : text["{0} × per {1} weken", norm.Times, norm.Weeks];
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        Child = child;
        Level ??= await frame.OneAsync<short?>("select level from pupil_state where pupil_id = @Pupil", new { Pupil }, ct) ?? 0;
        Norms = await frame.ListAsync<Norm>("select level, times, weeks, out_after_days as OutAfterDays from school_norm where school_id = @SchoolId", new { child.SchoolId }, ct);
        journal.Read("open level", [Pupil], Facets.Identity | Facets.Contact);
        ViewData["Title"] = text["Hoeveel aandacht krijgt {0}?", child.Name.Full];
        return true;
    }
}
