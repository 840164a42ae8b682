using InBeeld.Capabilities.Completeness.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Completeness.Lists;

/// <summary>The lists of the own organisation: compare a new one, go on with one of before.</summary>
[Needs(Role.Coordinator, Role.Partner)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class ListsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, CompareList compare) : PageModel
{
    // More than a list may be, so that a list that is too large gets an answer.
    private const long MostBytes = 20L * 1024 * 1024;
    private const int PageSize = 50;

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<ListCounts> Lists { get; private set; } = [];
    public List<NameListProblem> Problems { get; private set; } = [];
    public List<Refusal> Refused { get; } = [];
    public bool More { get; private set; }
    public bool May { get; private set; }
    public int Open { get; private set; }
    public DateOnly Today { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken ct)
    {
        if (!await frame.OneAsync<bool>("select app.compares_lists()", null, ct))
        {
            return NotFound();
        }

        if (file is null || file.Length == 0)
        {
            Refused.Add(new Refusal("file", "Kies een bestand dat niet leeg is."));
        }
        else
        {
            await using var content = file.OpenReadStream();
            var read = await NameList.ReadAsync(content, CompareList.Most, clock.Today(), ct);
            var outcome = read.Ok ? await compare.RunAsync(new CompareInput(Id == Guid.Empty ? Guid.CreateVersion7() : Id, read.Value), ct) : read.Refusals.ToList();
            if (outcome.Ok)
            {
                return Redirect($"/completeness/{outcome.Value}");
            }

            Refused.AddRange(outcome.Refusals);
            Problems = read.Ok ? [.. read.Value.Problems] : [];
        }

        await LoadAsync(ct);
        return Page();
    }

    public string Heading() => Open > 0 ? text.N(Open, "1 kind staat op een lijst en is niet in beeld", "{0} kinderen staan op een lijst en zijn niet in beeld") : text["Wie hoort in beeld te zijn?"];

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Id = Guid.CreateVersion7();
        ModelState.Remove(nameof(Id));
        May = await frame.OneAsync<bool>("select app.compares_lists()", null, ct);
        Lists = await frame.ListAsync<ListCounts>(ListCounts.Sql + """
             where l.organisation_id = @OrganisationId and (@After::uuid is null or (l.at, l.id) < (select x.at, x.id from completeness_list x where x.id = @After)) order by l.at desc, l.id desc limit @most
            """, new { user.OrganisationId, After, most = PageSize + 1 }, ct);
        More = Lists.Count > PageSize;
        Lists = [.. Lists.Take(PageSize)];
        Open = Lists.Where(l => !l.Expired).Sum(l => l.Open);
        journal.Read("open lists", [], Facets.None, "", new { lists = Lists.Count });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/completeness";
    }
}
