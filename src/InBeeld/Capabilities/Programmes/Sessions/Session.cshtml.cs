using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Sessions;

/// <summary>Who is there, on one screen, with the minutes and the materials. Can be corrected later.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class SessionModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepSession keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Session { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Minutes { get; set; }

    [BindProperty]
    public string? Materials { get; set; }

    /// <summary>The button "Iedereen is er".</summary>
    [BindProperty]
    public bool Everyone { get; set; }

    public SessionRow Row { get; private set; } = new();
    public List<MemberRow> Members { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Attendance is kept from the day before on.</summary>
    public bool CanKeep => Row.State != "cancelled" && Row.Starts <= clock.GetUtcNow().AddDays(1);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Minutes, Materials, Version) = (Row.Minutes, Row.Materials, Row.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Minutes, Materials) = (Minutes?.Trim().ReplaceLineEndings("\n") ?? "", Materials?.Trim().ReplaceLineEndings("\n") ?? "");
        foreach (var m in Members)
        {
            (m.State, m.Reason) = (Everyone ? "present" : Request.Form["is-" + m.Id].ToString(), Request.Form["why-" + m.Id].ToString().Trim());
        }

        var marks = Members.Where(m => SessionWords.States.Contains(m.State)).Select(m => new Mark(m.Id, m.PupilId, m.State, m.State == "present" ? "" : m.Reason)).ToList();
        return Answer(await keep.AttendanceAsync(Session, Version, marks, Minutes, Materials, ct), text["Opgeslagen: {0} van {1} er.", marks.Count(m => m.State is "present" or "late"), marks.Count], $"/programmes/sessions/{Session}?handler=Undo&known={Version + 1}");
    }

    public async Task<IActionResult> OnPostUndoAsync(int known, CancellationToken ct) =>
        await LoadAsync(ct) ? Answer(await keep.UndoAsync(Session, known, ct), text["Het staat weer zoals het was."], null) : NotFound();

    public async Task<IActionResult> OnPostTurnAsync(string to, CancellationToken ct) =>
        await LoadAsync(ct) && to is "planned" or "cancelled" ? Answer(await keep.TurnAsync(Session, to, ct), to == "planned" ? text["De bijeenkomst gaat toch door."] : text["De bijeenkomst gaat niet door."], $"/programmes/sessions/{Session}?handler=Turn&to={(to == "planned" ? "cancelled" : "planned")}") : NotFound();

    private IActionResult Answer(Outcome<Done> outcome, string sentence, string? undo)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, sentence, undo);
            return Redirect($"/programmes/sessions/{Session}");
        }

        Refused = outcome.Refusals;
        (Version, Minutes, Materials) = (Row.Version, Minutes ?? Row.Minutes, Materials ?? Row.Materials);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await SessionRow.OfAsync(frame, Session, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Members = await MemberRow.OfSessionAsync(frame, row, ct);
        journal.Read("open session", Members.Select(m => m.PupilId).OfType<Guid>(), Facets.Identity, "", new { session = Session });
        (ViewData["Title"], ViewData["Menu"]) = (text["{0}, {1} {2}", row.GroupName, Kernel.Web.Show.Day(row.Day, Today), Kernel.Web.Show.Time(row.Starts)].ToString(), "/programmes");
        return true;
    }
}
