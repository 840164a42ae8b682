using System.Globalization;
using System.Text.Json;
using InBeeld.Capabilities.Attention.Contract;
using InBeeld.Capabilities.Attention.ListChildren;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Attention.ShowFigures;

/// <summary>How many children are in each group with attention, and how many of them were reached this week: numbers only.</summary>
[Needs(Role.Care, Role.Principal, Role.Board, Role.Coordinator)]
internal sealed class AttentionFiguresModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    /// <summary>A number that is null is smaller than <see cref="Least"/>, or would let such a one be found.</summary>
    internal sealed record Figures(int Least, bool Own, int Schools, IReadOnlyList<TagRow> Tags);

    /// <param name="Few">At how many schools there are fewer than the least.</param>
    internal sealed record TagRow(string Tag, bool Exact, int? N, int? Reached, int Few, IReadOnlyList<SchoolRow> Schools);

    internal sealed record SchoolRow(string Name, int N);

    public Figures All { get; private set; } = new(0, false, 0, []);
    public DateOnly Today { get; private set; }

    public IEnumerable<TagRow> Rows => Tags.All.Select(t => All.Tags.FirstOrDefault(r => r.Tag == t)).OfType<TagRow>();

    /// <summary>The longest bar.</summary>
    public int Most => Math.Max(1, All.Tags.Max(t => t.N ?? 0));

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        journal.Read("open attention figures", [], Facets.None);
    }

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        await LoadAsync(ct);
        journal.Read("export attention figures", [], Facets.None, "", new { @as });
        string[] headers = [text["Soort aandacht"], text["Kinderen"], text["Deze week bereikt"]];
        var cells = Rows.Select(r => new Cell[] { text[Tags.Word(r.Tag)], Count(r), Reached(r) }).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Groepen met aandacht"], user.OrganisationName), text["Groepen met aandacht"], headers, cells);
    }

    /// <summary>The answer in one sentence: the group of which most children were not reached, or the biggest.</summary>
    public string Heading() => Rows.Where(r => r is { N: > 0, Reached: not null }).OrderByDescending(r => r.N - r.Reached).FirstOrDefault() is { } worst && worst.N > worst.Reached
        ? text["{0}: {1} van de {2} deze week nog niet bereikt", text[Tags.Word(worst.Tag)], Show.Number(worst.N!.Value - worst.Reached!.Value), Show.Number(worst.N.Value)]
        : text.N(All.Tags.Count, "Kinderen in 1 groep met aandacht", "Kinderen in {0} groepen met aandacht");

    public string Count(TagRow row) => row.N is not { } n ? text["minder dan {0}", All.Least] : row.Exact ? Show.Number(n) : text["minstens {0}", Show.Number(n)];

    public string Reached(TagRow row) => row.Reached is { } reached ? Show.Number(reached) : text["niet te tonen"];

    public string Sentence(TagRow row) => row is { N: { } n, Reached: { } reached } ? text["{0}: {1} van de {2} bereikt", text[Tags.Word(row.Tag)], Show.Number(reached), Show.Number(n)] : text["{0}: {1} kinderen", text[Tags.Word(row.Tag)], Count(row)];

    public string Part(int? n) => (100.0 * (n ?? 0) / Most).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        All = JsonSerializer.Deserialize<Figures>((await frame.OneAsync<string>("select app.attention_figures(@Today, @monday)::text", new { Today, monday = AttentionQuery.Monday(Today) }, ct))!, JsonSerializerOptions.Web)!;
        ViewData["Title"] = Heading();
        ViewData["Menu"] = user.Is(Role.Care, Role.Principal) ? "/attention" : "/attention/figures";
    }
}
