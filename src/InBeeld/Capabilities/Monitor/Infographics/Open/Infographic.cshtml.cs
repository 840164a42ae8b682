using System.Text;
using InBeeld.Capabilities.Monitor.Infographics.Drawing;
using InBeeld.Capabilities.Monitor.Infographics.Files;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Infographics.Open;

/// <summary>The infographic of one unit, in either language, to look at, print and download; with the same in words and as a table.</summary>
[Needs(Role.Researcher, Role.ProgrammeLeader, Role.LibraryPlanner, Role.Library, Role.Principal)]
internal sealed class InfographicModel(Frame frame, Text text, PrintQueue printing) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Unit { get; set; }

    /// <summary>"nl" or "en"; without: that of the reader.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Lang { get; set; }

    /// <summary>a4, square or wide.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Shape { get; set; }

    public UnitFigures Figures { get; private set; } = null!;
    public Drawing.Infographic Picture { get; private set; } = null!;
    public string Language => Lang is "nl" or "en" ? Lang : text.Language == "nl" ? "nl" : "en";
    public Format Format => Shape switch { "square" => Format.Square, "wide" => Format.Wide, _ => Format.A4 };
    public bool CanPrint => PrintQueue.CanPrint;
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public string With(string query) => $"/monitor/infographics/{Wave}/{Unit}?{query}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <param name="kind">svg, html, pdf or png.</param>
    /// <param name="ct">When the reader goes away, printing stops.</param>
    public async Task<IActionResult> OnGetFileAsync(string? kind, CancellationToken ct)
    {
        kind ??= "svg";
        if (!Batch.Kinds.Contains(kind) || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var shape = Format == Format.A4 || kind is "html" or "pdf" ? "" : "-" + Shape;
        var name = $"{Batch.Slug(Figures.Name)}-{Batch.Slug(Figures.Period)}{shape}.{kind}";
        try
        {
            return kind switch
            {
                "svg" => File(Encoding.UTF8.GetBytes(Batch.Svg(Figures, Language, Format)), "image/svg+xml", name),
                "html" => File(Encoding.UTF8.GetBytes(Batch.Html(Figures, Language)), "text/html; charset=utf-8", name),
                "pdf" => Printed(await printing.PrintAsync(b => Batch.PdfAsync(b, Figures, Language, ct), ct), "application/pdf", name),
                _ => Printed(await printing.PrintAsync(b => Batch.PngAsync(b, Figures, Language, Format, ct), ct), "image/png", name),
            };
        }
        catch (ChromiumException)
        {
            Refused = [Refusal.Of("Dit bestand kan hier nu niet gemaakt worden. Neem SVG of de webpagina, of print deze pagina.")];
            return Page();
        }
    }

    private IActionResult Printed(byte[]? content, string type, string name)
    {
        if (content is not null)
        {
            return File(content, type, name);
        }

        Refused = [Refusal.Of("Er wachten al anderen op een bestand. Probeer het zo nog eens.")];
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await frame.OneAsync<string>("select figures::text from infographic where wave_id = @Wave and unit_id = @Unit", new { Wave, Unit }, ct) is not { } kept)
        {
            return false;
        }

        Figures = UnitFigures.Read(kept);
        Picture = Compose.Of(Figures, Language);
        ViewData["Title"] = text["{0}: {1}", Figures.Name, Picture.Title];
        return true;
    }
}
