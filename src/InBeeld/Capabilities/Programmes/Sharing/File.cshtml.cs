using System.Text;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Sharing;

/// <summary>A programme out of a file: first shown, then copied.</summary>
[Needs(Role.ProgrammeLeader)]
[RequestSizeLimit((ProgrammeContent.Most * 4) + 65_536)]
[RequestFormLimits(MultipartBodyLengthLimit = ProgrammeContent.Most + 65_536, ValueLengthLimit = ProgrammeContent.Most * 4)]
internal sealed class FileModel(Text text, CopyProgramme copy) : PageModel
{
    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public ProgrammeContent? What { get; private set; }
    public CopyFields Fields { get; private set; } = new();
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public void OnGet() => Named();

    public async Task<IActionResult> OnPostReadAsync(IFormFile? upload, CancellationToken ct)
    {
        Named();
        var read = upload is null or { Length: 0 } ? new Refusal("Upload", "Kies eerst een bestand.")
            : upload.Length > ProgrammeContent.Most ? new Refusal("Upload", "Het bestand is te groot. Het mag hooguit {0} kB zijn.", ProgrammeContent.Most / 1024)
            : ProgrammeContent.Read(await TextAsync(upload, ct));
        (What, Refused) = (read.Ok ? read.Value : null, read.Refusals);
        Fields = new CopyFields { Name = What?.Name, Places = "12" };
        return Page();
    }

    /// <param name="content">The file as it was read, kept in the form.</param>
    public async Task<IActionResult> OnPostAsync(CopyFields fields, string? content, CancellationToken ct)
    {
        Named();
        Fields = fields;
        var read = ProgrammeContent.Read(content ?? "");
        if (!read.Ok)
        {
            Refused = read.Refusals;
            return Page();
        }

        What = read.Value;
        var outcome = await copy.RunAsync(Id, What!, null, fields, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Overgenomen. Kijk na wat bij jullie past, en open het daarna."]);
        return Redirect($"/programmes/{Id}");
    }

    private void Named() => (ViewData["Title"], ViewData["Menu"]) = (text["Een programma uit een bestand"].ToString(), "/programmes");

    private static async Task<string> TextAsync(IFormFile upload, CancellationToken ct)
    {
        using var reader = new StreamReader(upload.OpenReadStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(ct);
    }
}
