using InBeeld.Capabilities.Programmes.Sessions;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Groups;

/// <summary>Who was there goes on to a group of a later module, in one step; whoever does not go along is chosen out.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class NextModel(Frame frame, Journal journal, Text text, KeepGroup keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Group { get; set; }

    [BindProperty]
    public Guid? Target { get; set; }

    [BindProperty]
    public List<Guid> Enrolments { get; set; } = [];

    public GroupRow Row { get; private set; } = new();
    public List<GroupRow> Targets { get; private set; } = [];
    public List<MemberRow> Members { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Enrolments = [.. Members.Where(m => m.There > 0).Select(m => m.Id)];
        Target = Targets.Count > 0 ? Targets[0].Id : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Targets.Find(t => t.Id == Target) is not { } target)
        {
            Refused = [new Refusal("Target", "Kies een groep van een volgende module.")];
            return Page();
        }

        Enrolments = [.. Enrolments.Intersect(Members.Select(m => m.Id))];
        var outcome = await keep.JoinAsync(target.Id, [.. Enrolments], ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text.N(Enrolments.Count, "1 kind gaat door in {1}.", "{0} kinderen gaan door in {1}.", target.Name), $"/programmes/groups/{target.Id}?handler=Leave&taken=true" + string.Concat(Enrolments.Select(e => "&enrolments=" + e)));
        return Redirect($"/programmes/groups/{target.Id}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await GroupRow.OfAsync(frame, Group, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Targets = (await GroupRow.ListAsync(frame, row.ProgrammeId, ct)).FindAll(g => g.Position > row.Position && g.State == "open");
        Members = await MemberRow.OfGroupAsync(frame, Group, ct);
        journal.Read("open programme group", Members.Select(m => m.PupilId).OfType<Guid>(), Facets.Identity, "", new { group = Group });
        (ViewData["Title"], ViewData["Menu"]) = (text["Wie gaat door na {0}?", row.Module].ToString(), "/programmes");
        return true;
    }
}
