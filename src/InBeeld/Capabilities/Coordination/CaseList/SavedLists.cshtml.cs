using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.CaseList;

/// <summary>The own saved lists: rename, share, remove. A list that is saved from the working list arrives here too.</summary>
[Needs(Role.Coordinator, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class SavedListsModel(Frame frame, CurrentUser user, Text text, KeepList keeper) : PageModel
{
    public List<CaseListQuery.Kept> Lists { get; private set; } = [];

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostSaveAsync(Guid id, string? title, string? keep, bool shared, CancellationToken ct)
    {
        var saved = await keeper.SaveAsync(id, title, keep, shared, ct);
        return saved.Ok ? await DoneAsync(text["Lijst “{0}” is bewaard.", saved.Value], CaseFilter.Parse(keep).Address(), null) : await AgainAsync(saved.Refusals, ct);
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid id, string? title, bool shared, CancellationToken ct)
    {
        var changed = await keeper.ChangeAsync(id, title, shared, ct);
        return changed.Ok ? await DoneAsync(text["Opgeslagen."], "/cases/lists", null) : await AgainAsync(changed.Refusals, ct);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, CancellationToken ct)
    {
        var removed = await keeper.RemoveAsync(id, ct);
        return removed.Ok ? await DoneAsync(text["Lijst “{0}” is weg.", removed.Value], "/cases/lists", $"/cases/lists?handler=Back&id={id}") : NotFound();
    }

    public async Task<IActionResult> OnPostBackAsync(Guid id, CancellationToken ct)
    {
        var back = await keeper.BackAsync(id, ct);
        return back.Ok ? await DoneAsync(text["Lijst “{0}” is er weer.", back.Value], "/cases/lists", null) : NotFound();
    }

    private Task<IActionResult> DoneAsync(string sentence, string to, string? undo)
    {
        Saved.Say(HttpContext, sentence, undo);
        return Task.FromResult<IActionResult>(Redirect(to));
    }

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Refusal> refusals, CancellationToken ct)
    {
        if (refusals.Any(r => r.Field.Length == 0))
        {
            return NotFound();
        }

        Refused = refusals;
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct) => Lists = await frame.ListAsync<CaseListQuery.Kept>(
        "select id, name, query, shared, true as mine from working_list where organisation_id = @OrganisationId and person_id = @PersonId and removed_at is null order by name, id limit 50", new { user.OrganisationId, user.PersonId }, ct);
}
