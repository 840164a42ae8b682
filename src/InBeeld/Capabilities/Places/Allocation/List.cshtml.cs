using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>The allocations of the municipality: for whoever gives places, and for the schools that ask.</summary>
[Needs(Role.Coordinator, Role.Teacher, Role.Care, Role.Principal, Role.Office)]
internal sealed class ListModel(Frame frame, CurrentUser user, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<AllocationRow> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today => clock.Today();
    public bool Gives => user.Is(Role.Coordinator);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await AllocationRow.ListAsync(frame, After, PageSize + 1, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        ViewData["Title"] = Heading();
        ViewData["Menu"] = Gives ? "/places" : "/bookings";
    }

    public string Heading() => Rows.Count(r => r.Open(Today)) is var open and > 0 ? text.N(open, "Voor 1 periode kunnen scholen plekken vragen", "Voor {0} perioden kunnen scholen plekken vragen") : text["Nu kun je geen plekken vragen"];
}
