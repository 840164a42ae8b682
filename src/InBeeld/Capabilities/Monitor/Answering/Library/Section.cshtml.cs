using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace InBeeld.Capabilities.Monitor.Answering.Library;

/// <summary>A section of the questionnaire, filled in by somebody of the library; saved on the button and while typing.</summary>
[Needs(Role.ProgrammeLeader, Role.LibraryPlanner, Role.Library)]
[RequestFormLimits(ValueCountLimit = 8192)]
internal sealed class SectionModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, FillSection fill) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    [FromRoute(Name = "section")]
    public string Key { get; set; } = "";

    [FromQuery(Name = "school")]
    public string? Find { get; set; }

    [FromQuery(Name = "from")]
    public int From { get; set; }

    public SectionForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? then, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        await fill.RunAsync(Form, Request.Form, () => SheetAsync(ct), ct);
        if (Form.Refused.Count > 0)
        {
            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen."]);
        return Redirect(FillSection.Then(Form, then));
    }

    /// <summary>While typing: the same, with a line instead of a page.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        await fill.RunAsync(Form, Request.Form, () => SheetAsync(ct), ct);
        return new PartialViewResult { ViewName = "/Capabilities/Monitor/Answering/_Kept.cshtml", ViewData = new ViewDataDictionary<SectionForm>(ViewData, Form) };
    }

    private Task<Sheet?> SheetAsync(CancellationToken ct) => Sheet.LoadAsync(frame, Wave, null, user, "", ct);

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await SheetAsync(ct) is not { } sheet || SectionForm.Of(sheet, Key, $"/monitor/answer/{Wave}", Find, From, clock.Today()) is not { } form)
        {
            return false;
        }

        Form = form;
        (ViewData["Title"], ViewData["Menu"]) = ($"{form.Section.Label.In(text.Language)}, {sheet.Wave.Name}", "/monitor/answer");
        return true;
    }
}
