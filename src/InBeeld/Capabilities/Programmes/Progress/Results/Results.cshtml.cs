using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Capabilities.Programmes.Progress.Model;
using InBeeld.Capabilities.Programmes.Sessions;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Progress.Results;

/// <summary>What the module came to for each child of a group, on one screen: reached, partly or not yet, with a sentence.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class ResultsModel(Frame frame, Journal journal, Text text, KeepResults keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Group { get; set; }

    [BindProperty]
    public Guid Batch { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Known { get; set; }

    public GroupRow Row { get; private set; } = new();
    public List<MemberRow> Members { get; private set; } = [];

    /// <summary>As it stands, by enrolment.</summary>
    public Dictionary<Guid, ResultRow> Stood { get; private set; } = [];

    /// <summary>As chosen in the form.</summary>
    public Dictionary<Guid, Came> Chosen { get; private set; } = [];

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public bool Changed { get; private set; }
    public string Here => $"/programmes/groups/{Group}/results";

    private int kept;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Known = kept;
        Chosen = Stood.Values.ToDictionary(r => r.EnrolmentId, r => new Came(r.EnrolmentId, r.Result, r.Words));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Chosen = Members.ToDictionary(m => m.Id, m => new Came(m.Id, Request.Form["result-" + m.Id].ToString(), Request.Form["words-" + m.Id].ToString().Trim()));
        var rows = Chosen.Values.Where(c => ProgressWords.Results.Contains(c.Result)).ToList();
        return Answer(await keep.RunAsync(Group, Batch, Known, rows, Pupils(), ct), text.N(rows.Count, "Opgeslagen voor 1 kind.", "Opgeslagen voor {0} kinderen."), $"{Here}?handler=TakeBack&batch={Batch}");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Guid batch, CancellationToken ct) =>
        await LoadAsync(ct) ? Answer(await keep.UndoAsync(Group, batch, Pupils(), ct), text["Het staat weer zoals het was."], null) : NotFound();

    private List<Guid> Pupils() => [.. Members.Select(m => m.PupilId).OfType<Guid>()];

    private IActionResult Answer(Outcome<Done> outcome, string sentence, string? undo)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, sentence, undo);
            return Redirect(Here);
        }

        (Refused, Changed) = (outcome.Refusals, outcome.IsLostUpdate());
        Known = Changed ? kept : Known;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await GroupRow.OfAsync(frame, Group, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Members = await MemberRow.OfGroupAsync(frame, Group, ct);
        using var rows = await frame.ManyAsync($"{ResultRow.Sql} where r.group_id = @Group and r.replaced_at is null; select app.results_kept(@Group)", new { Group }, ct);
        Stood = (await rows.ReadAsync<ResultRow>()).ToDictionary(r => r.EnrolmentId);
        kept = await rows.ReadSingleAsync<int>();
        journal.Read("open group progress", Pupils(), Facets.Identity | Facets.Needs, "", new { group = Group });
        (ViewData["Title"], ViewData["Menu"]) = (text["Wat leverde {0} op?", row.Module].ToString(), "/programmes");
        return true;
    }
}
