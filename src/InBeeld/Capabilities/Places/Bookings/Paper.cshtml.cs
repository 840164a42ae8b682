using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Bookings;

/// <summary>The invitation for at home: when, where, the code for the door, and (when asked for by its button) a link to cancel.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class PaperModel(Frame frame, Journal journal, Text text, TimeProvider clock, ChangeBooking change) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Booking { get; set; }

    public BookingRow Row { get; private set; } = new();
    public string? Link { get; private set; }
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>With a new link; what was printed before can then no longer be used to cancel.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Link = await change.LinkAsync(Row.PupilId, Booking, null, ct) is { } token ? $"{Request.Scheme}://{Request.Host}/seat/{token}" : null;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await BookingRow.FindAsync(frame, Booking, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        journal.Read("print invitation", [row.PupilId], Facets.Identity, "", new { booking = Booking });
        ViewData["Title"] = text["Uitnodiging voor {0}", row.GivenName];
        ViewData["Menu"] = "/bookings";
        return true;
    }
}
