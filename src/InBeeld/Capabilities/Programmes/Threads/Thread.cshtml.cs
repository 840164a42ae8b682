using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Threads;

/// <summary>What a library and a teacher tell each other about one child in a programme. Opening it is reading it.</summary>
[Needs(Role.Teacher, Role.Care, Role.ProgrammeLeader, Role.Guide)]
internal sealed class ThreadModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepNote keep) : PageModel
{
    /// <summary>Said with one tap; keys of the texts. What was typed comes after it.</summary>
    public static readonly string[] QuickOfProgramme = ["Deed vandaag goed mee.", "Vond het vandaag moeilijk.", "Was er vandaag niet.", "Zie jij dit in de klas ook?"];
    public static readonly string[] QuickOfSchool = ["Ik zie het in de klas ook.", "In de klas gaat het beter.", "In de klas is dit nog lastig.", "Dank je, fijn om te weten."];

    [BindProperty(SupportsGet = true)]
    public Guid Enrolment { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>One of the quick sentences, by its number.</summary>
    [BindProperty]
    public int? Quick { get; set; }

    [BindProperty]
    public string? Aim { get; set; }

    [BindProperty]
    public Guid? Corrects { get; set; }

    [BindProperty]
    public int Version { get; set; }

    /// <summary>The note that is being changed.</summary>
    public Guid? Changing { get; private set; }

    public ThreadHead Head { get; private set; } = new();

    /// <summary>The oldest first.</summary>
    public List<NoteRow> Notes { get; private set; } = [];
    public bool More { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateTimeOffset Now => clock.GetUtcNow();
    public DateOnly Today => clock.Today();
    public bool Works => user.Is(Role.ProgrammeLeader, Role.Guide);
    public string Side => Works ? "programme" : "school";
    public string[] QuickSentences => Works ? QuickOfProgramme : QuickOfSchool;
    public bool Own(NoteRow note) => note.ByPerson == user.PersonId;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var quick = Quick is { } q && q >= 0 && q < QuickSentences.Length ? text[QuickSentences[q]].ToString() : "";
        var words = string.Join(" ", new[] { quick, Trimmed(Words) }.Where(w => w.Length > 0));
        return After(await keep.WriteAsync(Head, Id, "note", words, Corrects, ct), Works ? text["Verstuurd aan school."] : text["Verstuurd aan de bibliotheek."], $"?handler=TakeBack&said={Id}");
    }

    public async Task<IActionResult> OnPostAimAsync(CancellationToken ct) => !await LoadAsync(ct) || Works
        ? NotFound() : After(await keep.WriteAsync(Head, Id, "aim", Trimmed(Aim), null, ct), text["Verstuurd aan de bibliotheek."], $"?handler=TakeBack&said={Id}");

    public async Task<IActionResult> OnPostChangeAsync(Guid said, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Notes.Find(n => n.Id == said && Own(n)) is not { } row)
        {
            return NotFound();
        }

        Changing = said;
        return After(await keep.ChangeAsync(Head, said, Version, Trimmed(Words), ct), text["Gewijzigd."], null, row.ChangedAt is null && row.Readers.Length == 0 ? $"?handler=TakeBack&said={said}" : null);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(Guid said, CancellationToken ct) =>
        !await LoadAsync(ct) ? NotFound() : After(await keep.TakeBackAsync(Head, said, false, ct), text["Teruggenomen. Niemand las het."], $"?handler=Back&said={said}");

    public async Task<IActionResult> OnPostBackAsync(Guid said, CancellationToken ct) =>
        !await LoadAsync(ct) ? NotFound() : After(await keep.TakeBackAsync(Head, said, true, ct), text["Het bericht staat er weer."], $"?handler=TakeBack&said={said}");

    private static string Trimmed(string? typed) => typed?.Trim().ReplaceLineEndings("\n") ?? "";

    private IActionResult After(Outcome<Done> outcome, string sentence, string? undo, string? instead = null)
    {
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, sentence, (undo ?? instead) is { } path ? $"/threads/{Enrolment}{path}" : null);
        return Redirect($"/threads/{Enrolment}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using var rows = await frame.ManyAsync($"{ThreadHead.Sql}; {NoteRow.Sql}", new { Enrolment, now = Now, before = Before, limit = NoteRow.PageSize + 1 }, ct);
        if (await rows.ReadFirstOrDefaultAsync<ThreadHead>() is not { } head)
        {
            return false;
        }

        Head = head;
        Notes = [.. await rows.ReadAsync<NoteRow>()];
        More = Notes.Count > NoteRow.PageSize;
        Notes = [.. Notes.Take(NoteRow.PageSize).Reverse()];
        if (HttpMethods.IsGet(Request.Method))
        {
            await keep.ReadAsync([.. Notes.Where(n => n.Side != Side && !n.ReadByMe).Select(n => n.Id)], ct);
        }

        var shown = Head.IsOpen || Works;
        journal.Read("open thread", Head.PupilId is { } pupil ? [pupil] : [], shown ? Facets.Identity | Facets.Progress : Facets.None, "", new { enrolment = Enrolment, notes = Notes.Count });
        (ViewData["Title"], ViewData["Menu"]) = (shown ? text["Contact over {0}", Head.Name.Full].ToString() : text["Dit gesprek is gesloten"], "/threads");
        return true;
    }
}
