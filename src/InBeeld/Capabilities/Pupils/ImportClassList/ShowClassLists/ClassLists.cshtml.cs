using InBeeld.Capabilities.Pupils.ImportClassList.Preview;
using InBeeld.Capabilities.Pupils.ImportClassList.Undo;
using InBeeld.Capabilities.Pupils.ImportClassList.Work;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Pupils.ImportClassList.ShowClassLists;

/// <summary>The lists of the own school: read a file in, see what was read before, undo the last.</summary>
[Needs(Role.Principal, Role.Office, Role.Care)]
[RequestSizeLimit(ImportLimits.MostBytes + (1024 * 1024))]
[RequestFormLimits(MultipartBodyLengthLimit = ImportLimits.MostBytes + (1024 * 1024))]
internal sealed class ClassListsModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, PreviewClassList preview, UndoImport undo, ImportLimits limits) : PageModel
{
    [BindProperty]
    public Guid Import { get; set; }

    public List<ClassListImport> Lists { get; private set; } = [];
    public Counts Now { get; private set; } = new();
    public List<Refusal> Refusals { get; } = [];
    public DateOnly Today => clock.Today();
    public DateTimeOffset Moment => clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length == 0)
        {
            Refusals.Add(new Refusal("file", "Kies een bestand dat niet leeg is."));
            await LoadAsync(ct);
            return Page();
        }

        var school = await SchoolOfList.OfAsync(frame, user.OrganisationId, ct);
        if (school is null)
        {
            return NotFound();
        }

        await using var content = file.OpenReadStream();
        var read = await preview.RunAsync(new UploadedList(Import == Guid.Empty ? Guid.CreateVersion7() : Import, school, Path.GetFileName(file.FileName), content) { AskForColumns = true }, ct);
        if (read.Ok)
        {
            if (read.Value.State == ImportState.Staged)
            {
                await ClassListWork.AskAsync(frame, user, read.Value.Import, ClassListWork.Compare, false, ct);
            }

            return Redirect("/class-lists/" + read.Value.Import);
        }

        Refusals.AddRange(read.Refusals);
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid list, CancellationToken ct)
    {
        if (await ClassListImport.OfAsync(frame, list, ct) is { } import && limits.IsLong(import.Tally) && import.MayUndo(Moment))
        {
            await ClassListWork.AskAsync(frame, user, list, ClassListWork.Undo, false, ct);
            return Redirect("/class-lists/" + list);
        }

        var undone = await undo.RunAsync(list, null, ct);
        if (undone.Ok)
        {
            Saved.Say(HttpContext, undone.Value.Kept.Count == 0
                ? text["De lijst is teruggedraaid. Alles staat zoals het was."]
                : text.N(undone.Value.Kept.Count, "De lijst is teruggedraaid. 1 nieuw kind blijft staan: er is al iets over genoteerd.", "De lijst is teruggedraaid. {0} nieuwe kinderen blijven staan: er is al iets over genoteerd."));
            return Redirect("/class-lists");
        }

        Refusals.AddRange(undone.Refusals);
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Import = Guid.CreateVersion7();
        ModelState.Remove(nameof(Import));
        Lists = await ClassListImport.LatestAsync(frame, user.OrganisationId, 50, ct);
        Now = await frame.OneAsync<Counts>("""
            select (select count(*)::integer from pupil where school_id = @OrganisationId and left_on is null) as pupils,
              (select count(*)::integer from school_group where school_id = @OrganisationId and ended_on is null) as groups
            """, new { user.OrganisationId }, ct) ?? new Counts();
        ViewData["Title"] = text["Klassenlijsten"];
    }

    internal sealed class Counts
    {
        public int Pupils { get; set; }
        public int Groups { get; set; }
    }
}
