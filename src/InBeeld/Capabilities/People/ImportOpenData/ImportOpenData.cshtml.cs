using InBeeld.Capabilities.People.ImportOpenData.Reading;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.ImportOpenData;

/// <summary>Upload of open data in the browser: schools of DUO, municipalities and their boundaries. What it did stands on a page of its own.</summary>
[Needs(Role.Administrator)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class ImportOpenDataModel(Frame frame, CurrentUser user, Journal journal, Text text, ImportDuo duo, ImportAreas areas) : PageModel
{
    // Two files of the largest size, and the form around them.
    private const long MostBytes = (2 * OpenDataText.MostBytes) + (1024 * 1024);

    internal sealed class Run
    {
        public Guid Id { get; set; }
        public DateTimeOffset At { get; set; }
        public string What { get; set; } = "";
        public string FileName { get; set; } = "";
        public int Added { get; set; }
        public int Changed { get; set; }
        public int Rejected { get; set; }
    }

    internal sealed record Sum(long Schools, long Boards, long Municipalities, long Boundaries);

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public bool MarkGone { get; set; }

    public List<Refusal> Refusals { get; } = [];
    public List<Run> Runs { get; private set; } = [];
    public Sum Total { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostDuoAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null)
        {
            return await RefuseAsync([new Refusal("file", "Kies een bestand van DUO.")], ct);
        }

        await using var content = file.OpenReadStream();
        var outcome = await duo.RunAsync(frame.Connection, frame.Transaction!, new DuoFile(content, file.FileName, string.IsNullOrEmpty(Kind) ? null : Kind, MarkGone, user.PersonId), ct);
        if (!outcome.Ok)
        {
            return await RefuseAsync(outcome.Refusals.Select(r => r with { Field = "file" }), ct);
        }

        var done = outcome.Value;
        journal.Write("import duo", [], Facets.None, details: new { import = done.Id, done.Added, done.Changed, done.MarkedGone });
        Saved.Say(HttpContext, text["Ingelezen: {0} nieuw, {1} gewijzigd.", Show.Number(done.Added), Show.Number(done.Changed)]);
        return Redirect("/open-data/" + done.Id);
    }

    public async Task<IActionResult> OnPostAreasAsync(IFormFile? table, IFormFile? boundaries, CancellationToken ct)
    {
        if (table is null && boundaries is null)
        {
            return await RefuseAsync([new Refusal("table", "Kies een bestand met gemeenten, met grenzen, of allebei.")], ct);
        }

        await using var first = table?.OpenReadStream();
        await using var second = boundaries?.OpenReadStream();
        var outcome = await areas.RunAsync(frame.Connection, frame.Transaction!, new AreaFiles(first, table?.FileName ?? "", second, boundaries?.FileName ?? "", user.PersonId), ct);
        if (!outcome.Ok)
        {
            return await RefuseAsync(outcome.Refusals.Select(r => r with { Field = table is null ? "boundaries" : "table" }), ct);
        }

        var done = outcome.Value;
        journal.Write("import areas", [], Facets.None, details: new { import = done.Id, done.Added, done.Changed, boundaries = done.Boundaries?.Stored });
        Saved.Say(HttpContext, text["Ingelezen: {0} nieuw, {1} gewijzigd.", Show.Number(done.Added), Show.Number(done.Changed)]);
        return Redirect("/open-data/" + done.Id);
    }

    private async Task<IActionResult> RefuseAsync(IEnumerable<Refusal> refusals, CancellationToken ct)
    {
        Refusals.AddRange(refusals);
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Runs = await frame.ListAsync<Run>("""
            select id, at, what, file_name, (summary ->> 'added')::integer as added, (summary ->> 'changed')::integer as changed,
              (summary ->> 'rejectedCount')::integer + coalesce((summary -> 'boundaries' ->> 'rejectedCount')::integer, 0) as rejected
            from open_data_import order by at desc limit 20
            """, null, ct);
        Total = (await frame.OneAsync<Sum>("""
            select count(*) filter (where kind = 'school' and source = 'duo') as schools, count(*) filter (where kind = 'board' and source = 'duo') as boards,
              (select count(*) from municipality) as municipalities, (select count(*) from municipality where boundary is not null) as boundaries
            from organisation
            """, null, ct))!;
        ViewData["Title"] = text["Open data"];
    }
}
