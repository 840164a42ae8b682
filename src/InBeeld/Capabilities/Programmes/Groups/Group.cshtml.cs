using InBeeld.Capabilities.Programmes.Sessions;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Groups;

/// <summary>One group: who is in it, who can still come in, and when it meets.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class GroupModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepGroup keep, KeepSession sessions) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Group { get; set; }

    public GroupRow Row { get; private set; } = new();
    public List<MemberRow> Members { get; private set; } = [];
    public List<MemberRow> Alone { get; private set; } = [];
    public List<SessionRow> Sessions { get; private set; } = [];

    /// <summary>The name of the module that comes after this one; null: this was the last.</summary>
    public string? After { get; private set; }

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public bool Leads => user.Is(Role.ProgrammeLeader);
    public DateOnly Today => clock.Today();
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <param name="enrolments">Children with a place in the programme.</param>
    public async Task<IActionResult> OnPostJoinAsync(List<Guid> enrolments, CancellationToken ct)
    {
        if (await GroupRow.OfAsync(frame, Group, ct) is null)
        {
            return NotFound();
        }

        return await AnswerAsync(await keep.JoinAsync(Group, [.. enrolments], ct), text.N(enrolments.Count, "1 kind zit nu in de groep.", "{0} kinderen zitten nu in de groep."), Undo("Leave", enrolments), ct);
    }

    /// <param name="taken">Undo of coming in: who came from another group goes back there.</param>
    public async Task<IActionResult> OnPostLeaveAsync(List<Guid> enrolments, bool taken, CancellationToken ct)
    {
        if (await GroupRow.OfAsync(frame, Group, ct) is null)
        {
            return NotFound();
        }

        if (await keep.LeaveAsync(Group, [.. enrolments], taken, ct))
        {
            Saved.Say(HttpContext, text.N(enrolments.Count, "1 kind zit niet meer in de groep.", "{0} kinderen zitten niet meer in de groep."), taken ? null : Undo("Join", enrolments));
        }

        return Redirect($"/programmes/groups/{Group}");
    }

    public async Task<IActionResult> OnPostUndoMoveAsync(Guid move, CancellationToken ct)
    {
        if (await GroupRow.OfAsync(frame, Group, ct) is null)
        {
            return NotFound();
        }

        return await AnswerAsync(await sessions.UndoMoveAsync(move, ct), text["De bijeenkomsten staan weer waar ze stonden."], null, ct);
    }

    /// <param name="over">Nothing is to come any more; false: it goes on after all.</param>
    public async Task<IActionResult> OnPostOverAsync(bool over, int known, CancellationToken ct)
    {
        if (!Leads || await GroupRow.OfAsync(frame, Group, ct) is null)
        {
            return NotFound();
        }

        return await AnswerAsync(await keep.TurnAsync(Group, known, over, ct), over ? text["De groep is klaar."] : text["De groep is weer open."], over ? $"/programmes/groups/{Group}?handler=Over&over=false&known={known + 1}" : null, ct);
    }

    private async Task<IActionResult> AnswerAsync(Outcome<Done> outcome, string said, string? undo, CancellationToken ct)
    {
        if (!outcome.Ok)
        {
            await LoadAsync(ct);
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, said, undo);
        return Redirect($"/programmes/groups/{Group}");
    }

    private string Undo(string handler, List<Guid> enrolments) => $"/programmes/groups/{Group}?handler={handler}&taken=true" + string.Concat(enrolments.Select(e => "&enrolments=" + e));

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await GroupRow.OfAsync(frame, Group, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        using (var rows = await frame.ManyAsync($"{MemberRow.OfGroupSql}; {MemberRow.AloneSql}; {SessionRow.OfGroupSql}; {ModuleRow.AfterSql}", new { group = Group }, ct))
        {
            Members = [.. await rows.ReadAsync<MemberRow>()];
            Alone = [.. await rows.ReadAsync<MemberRow>()];
            Sessions = [.. await rows.ReadAsync<SessionRow>()];
            After = (await rows.ReadAsync<ModuleRow>()).FirstOrDefault()?.Name;
        }

        journal.Read("open programme group", Members.Concat(Alone).Select(m => m.PupilId).OfType<Guid>(), Facets.Identity, "", new { group = Group });
        (ViewData["Title"], ViewData["Menu"]) = (text["{0}: {1} van {2} plekken bezet", row.Name, row.Members, row.Capacity].ToString(), "/programmes");
        return true;
    }
}
