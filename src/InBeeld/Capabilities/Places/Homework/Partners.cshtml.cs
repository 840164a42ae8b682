using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Homework;

/// <summary>Who helps with homework in the library, and when: for the library, the schools and the municipality.</summary>
[Needs(Role.Library, Role.LibraryPlanner, Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.Coordinator)]
internal sealed class PartnersModel(Frame frame, CurrentUser user, Text text) : PageModel
{
    public List<PartnerRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await PartnerRow.ListAsync(frame, null, ct);
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), user.Is(Role.Coordinator) ? "/places" : user.Is(Role.Library, Role.LibraryPlanner) ? "/materials" : "/bookings");
    }

    public string Heading() => Rows.Count == 0 ? text["Nog niemand helpt hier met huiswerk"] : text.N(Rows.Count, "1 organisatie helpt met huiswerk", "{0} organisaties helpen met huiswerk");
}
