using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace InBeeld.Capabilities.Monitor.Answering.ByLink;

/// <summary>A section of the questionnaire, filled in by a link; as for who signs in.</summary>
[OpenToAll("A library without InBeeld answers by a link of its own, of which only a hash is kept; it reaches the numbers of that library and nothing else")]
[RequestFormLimits(ValueCountLimit = 8192)]
internal sealed class ReplySectionModel(Frame frame, Text text, TimeProvider clock, FillSection fill, OpenReply open) : PageModel
{
    private ReplyLink? link;

    [FromRoute(Name = "token")]
    public string Token { get; set; } = "";

    [FromRoute(Name = "section")]
    public string Key { get; set; } = "";

    [FromQuery(Name = "school")]
    public string? Find { get; set; }

    [FromQuery(Name = "from")]
    public int From { get; set; }

    public SectionForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(string? then, CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
        {
            return elsewhere;
        }

        await fill.RunAsync(Form, Request.Form, () => link!.SheetAsync(frame, ct), ct);
        if (Form.Refused.Count > 0)
        {
            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen."]);
        return Redirect(FillSection.Then(Form, then));
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        // A line of a page cannot say it: the browser sends the form as an ordinary one then, and that leads to the page that does.
        if (await LoadAsync(ct) is not null)
        {
            return NotFound();
        }

        await fill.RunAsync(Form, Request.Form, () => link!.SheetAsync(frame, ct), ct);
        return new PartialViewResult { ViewName = "/Capabilities/Monitor/Answering/_Kept.cshtml", ViewData = new ViewDataDictionary<SectionForm>(ViewData, Form) };
    }

    /// <returns>Null: it is there. Else what to answer: to the page that says that the link does not work, or not found when the link is for another part.</returns>
    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        link = await open.RunAsync(HttpContext, Token, ct);
        if (link is null || await link.SheetAsync(frame, ct) is not { } sheet)
        {
            return Redirect(OpenReply.Page(Token));
        }

        if (SectionForm.Of(sheet, Key, link.Home, Find, From, clock.Today()) is not { } form)
        {
            return NotFound();
        }

        Form = form;
        ViewData["Title"] = $"{form.Section.Label.In(text.Language)}, {sheet.Wave.Name}";
        return null;
    }
}
