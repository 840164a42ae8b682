using System.Text;
using InBeeld.Capabilities.Monitor.Questionnaires.Model;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Statistics.Questionnaires;
using InBeeld.Statistics.Questionnaires.XlsForms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Import;

/// <summary>A questionnaire out of a file: our JSON, or an XLSForm.</summary>
[Needs(Role.Researcher)]
[RequestFormLimits(MultipartBodyLengthLimit = FormWorkbook.MostBytes + 65536)]
[RequestSizeLimit(FormWorkbook.MostBytes + 65536)]
internal sealed class ImportModel(Kernel.Web.Text text, KeepQuestionnaire keep) : PageModel
{
    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Instead of the key in the file.</summary>
    [BindProperty]
    public string? Key { get; set; }

    public Questionnaire? Made { get; private set; }
    public IReadOnlyList<FormNote> Notes { get; private set; } = [];
    public IReadOnlyList<QuestionnaireFault> Faults { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public void OnGet() => Head();

    public async Task<IActionResult> OnPostAsync(IFormFile? upload, CancellationToken ct)
    {
        Head();
        if (upload is not { Length: > 0 and <= FormWorkbook.MostBytes })
        {
            return Again([upload is null or { Length: 0 } ? new Refusal("Upload", "Kies een bestand dat niet leeg is.") : new Refusal("Upload", "Dit bestand is groter dan {0} MB.", FormWorkbook.MostBytes / 1024 / 1024)]);
        }

        var content = new byte[upload.Length];
        await using (var stream = upload.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, ct);
        }

        // Every .xlsx is a zip, whatever its name says.
        var read = content.AsSpan().StartsWith("PK"u8) ? Form(content) : Json(content);
        if (!read.Ok)
        {
            return Again(read.Refusals);
        }

        var made = Key?.Trim() is { Length: > 0 } key ? read.Value with { Key = key } : read.Value;
        var outcome = await keep.MakeAsync(Id, made, ct);
        if (!outcome.Ok)
        {
            Notes = [];
            return Again(outcome.Refusals);
        }

        Made = made;
        ViewData["Title"] = text["De vragenlijst is ingelezen"];
        return Page();
    }

    // A file of ours that is wrong is not half read: what was meant is not known.
    private Outcome<Questionnaire> Json(byte[] content)
    {
        var read = QuestionnaireReader.Read(new StreamReader(new MemoryStream(content), Encoding.UTF8).ReadToEnd());
        if (read.Fine)
        {
            return read.Questionnaire!;
        }

        Faults = read.Faults;
        return new Refusal("Upload", "Dit bestand is niet ingelezen. Hieronder staat wat er niet klopt.");
    }

    private Outcome<Questionnaire> Form(byte[] content)
    {
        var sheets = FormWorkbook.Read(content);
        if (!sheets.Ok)
        {
            return sheets.Refusals.ToList();
        }

        var form = XlsForm.Read(sheets.Value);
        Notes = form.Notes;
        return form.Questionnaire is { } questionnaire ? questionnaire : new Refusal("Upload", "In dit bestand staan geen vragen die wij kunnen lezen.");
    }

    private PageResult Again(IReadOnlyList<Refusal> refusals)
    {
        Refused = refusals;
        return Page();
    }

    private void Head() => (ViewData["Title"], ViewData["Menu"]) = (text["Lees een vragenlijst in"], "/monitor/questionnaires");
}
