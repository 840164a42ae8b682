using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Privacy.WhoLooked;

/// <summary>Who looked at this child or wrote something, from the access journal; what a parent can ask for.</summary>
[Needs(Role.Care, Role.Principal, Role.Privacy)]
internal sealed class WhoLookedModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public long Seq { get; set; }
        public DateTimeOffset At { get; set; }
        public string? Person { get; set; }
        public string? Organisation { get; set; }
        public string Role { get; set; } = "";
        public string Kind { get; set; } = "";
        public string UseCase { get; set; } = "";
        public int Facets { get; set; }
        public string Reason { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    /// <summary>The number of the last line of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>Null for the privacy officer, who sees no child.</summary>
    public Child? Child { get; private set; }
    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Child = await Child.OfAsync(frame, Pupil, ct);
        if (user.Is(Role.Privacy) ? !await frame.OneAsync<bool>("select exists (select 1 from app.who_can_see(@Pupil)) or exists (select 1 from app.who_looked(@Pupil, null, 1))", new { Pupil }, ct) : Child?.SchoolId != user.OrganisationId)
        {
            return NotFound();
        }

        Today = clock.Today();
        Rows = await frame.ListAsync<Row>("select seq, at, person, organisation, role, kind, use_case, facets, reason from app.who_looked(@Pupil, @Before, @most)", new { Pupil, Before, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("open who looked", [Pupil], Facets.Identity);
        ViewData["Title"] = Heading();
        return Page();
    }

    public string Heading() => Child is { } child ? text["Wie keek naar {0}?", child.Name.Full] : text["Wie keek naar dit kind?"];
}
