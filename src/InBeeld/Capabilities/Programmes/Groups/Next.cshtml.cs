using InBeeld.Capabilities.Programmes.Enrolments;
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
internal sealed class NextModel(Frame frame, Journal journal, Text text, KeepGroup keep, MoveEnrolment move) : PageModel
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

    /// <summary>The module that comes after this one; null: this was the last.</summary>
    public ModuleRow? After { get; private set; }

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

    /// <summary>After the last module: who is chosen has finished the programme.</summary>
    public Task<IActionResult> OnPostDoneAsync(CancellationToken ct) => TurnAsync("done", ct);

    /// <summary>Undo of that: takes part again.</summary>
    public Task<IActionResult> OnPostAgainAsync(List<Guid> enrolments, CancellationToken ct)
    {
        Enrolments = enrolments;
        return TurnAsync("placed", ct);
    }

    private async Task<IActionResult> TurnAsync(string to, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var moving = await frame.ListAsync<EnrolmentRow>("select e.id, e.version from enrolment e join group_member k on k.enrolment_id = e.id where k.group_id = @Group and e.id = any (@Enrolments) and e.state = case when @to = 'done' then 'placed' else 'done' end order by e.id", new { Group, Enrolments, to }, ct);
        if (moving.Count == 0)
        {
            Refused = [Refusal.Of("Kies eerst wie klaar is.")];
            return Page();
        }

        // Each child by itself: what went stands, also when the programme is full before the last of them, and both are said.
        var (went, refused) = (new List<Guid>(), new List<Refusal>());
        foreach (var one in moving)
        {
            var outcome = await move.RunAsync(new Move(one.Id, one.Version, to, ""), ct);
            if (outcome.Ok)
            {
                went.Add(one.Id);
            }
            else
            {
                refused.AddRange(outcome.Refusals);
            }
        }

        if (went.Count == 0)
        {
            Refused = refused.Take(1).ToList();
            return Page();
        }

        var said = (to == "done" ? text.N(went.Count, "1 kind is klaar.", "{0} kinderen zijn klaar.") : text.N(went.Count, "1 kind doet weer mee.", "{0} kinderen doen weer mee.")) + string.Concat(refused.Take(1).Select(r => " " + text.N(refused.Count, "Bij 1 ging het niet: {1}", "Bij {0} ging het niet: {1}", text.Say(r))));
        Saved.Say(HttpContext, said, to == "done" ? $"/programmes/groups/{Group}/next?handler=Again" + string.Concat(went.Select(e => "&enrolments=" + e)) : null);
        return Redirect($"/programmes/groups/{Group}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await GroupRow.OfAsync(frame, Group, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        using (var rows = await frame.ManyAsync($"{GroupRow.OfProgrammeSql}; {MemberRow.OfGroupSql}; {ModuleRow.AfterSql}", new { programme = row.ProgrammeId, group = Group }, ct))
        {
            Targets = [.. (await rows.ReadAsync<GroupRow>()).Where(g => g.Position > row.Position && g.State == "open")];
            Members = [.. await rows.ReadAsync<MemberRow>()];
            After = (await rows.ReadAsync<ModuleRow>()).FirstOrDefault();
        }

        journal.Read("open programme group", Members.Select(m => m.PupilId).OfType<Guid>(), Facets.Identity, "", new { group = Group });
        (ViewData["Title"], ViewData["Menu"]) = (After is null ? text["Wie is klaar na {0}?", row.Module].ToString() : text["Wie gaat door na {0}?", row.Module].ToString(), "/programmes");
        return true;
    }
}
