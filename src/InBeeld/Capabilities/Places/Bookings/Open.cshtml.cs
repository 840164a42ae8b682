using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Bookings;

/// <summary>The place of one child in one time: change, move, cancel, invitation.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class OpenModel(Frame frame, Journal journal, Text text, TimeProvider clock, ChangeBooking change) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Booking { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public List<string> Needs { get; set; } = [];

    [BindProperty]
    public string? Was { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public BookingRow Row { get; private set; } = new();
    public List<SlotRow> Others { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public Guid NewId { get; } = Guid.CreateVersion7();
    public DateOnly Today => clock.Today();
    public bool MayChange => Row.State == "booked" && Row.Ends > clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Needs, Version) = ([.. Row.Needs], Row.Version);
        Was = BothVersions.Keep(Versions().Select(f => (f.Name, f.Theirs)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Needs = [.. BookingWords.AllNeeds.Where(Needs.SelectMany(n => n.Split(',')).Contains)];
        var outcome = await change.NeedsAsync(Row, [.. Needs], Version, ct);
        if (outcome.IsLostUpdate())
        {
            Both = new BothVersions(Versions(), Was ?? "");
            Version = Row.Version;
        }

        return Answer(outcome, text["Opgeslagen."], null);
    }

    public async Task<IActionResult> OnPostMoveAsync(Guid id, Guid slot, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await change.MoveAsync(Row, id, slot, ct);
        if (outcome.Ok)
        {
            Booking = id;
        }

        return Answer(outcome, text["Verzet. De oude plek is vrij voor een ander."], null);
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct) =>
        await LoadAsync(ct) ? Answer(await change.CancelAsync(Row, Reason, ct), text["Afgezegd."], $"/bookings/{Booking}?handler=Restore") : NotFound();

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken ct) =>
        await LoadAsync(ct) ? Answer(await change.RestoreAsync(Row, ct), text["Ongedaan gemaakt. De plek staat er weer."], null) : NotFound();

    /// <summary>For the calendar of a parent or the school: first name and place.</summary>
    public async Task<IActionResult> OnGetCalendarAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var moment = new CalendarEvent(Booking, Row.Starts, Row.Ends, text["{0} leert in de bibliotheek", Row.GivenName], $"{Row.Library}, {Row.Room}", text["Code aan de deur: {0}", Row.Code], Row.State == "cancelled");
        return File(System.Text.Encoding.UTF8.GetBytes(CalendarText.Of([moment], text["Plekken"], clock.GetUtcNow())), "text/calendar; charset=utf-8", "plek.ics");
    }

    private IActionResult Answer(Outcome<Done> outcome, string sentence, string? undo)
    {
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, sentence, undo);
            return Redirect($"/bookings/{Booking}");
        }

        Refused = outcome.Refusals;
        return Page();
    }

    private FieldVersions[] Versions() => [new("Needs", text["Wat is nodig?"], string.Join(',', Needs), string.Join(',', Row.Needs), v => v.Length == 0 ? text["niets"] : BookingWords.Needs(v.Split(','), text))];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await BookingRow.FindAsync(frame, Booking, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        if (row.State == "booked")
        {
            var now = clock.GetUtcNow();
            Others = [.. (await SlotRow.ListAsync(frame, "s.library_id = any (app.libraries()) and s.state = 'open' and s.id <> @SlotId and s.starts > @now and s.starts < @to and s.places > s.taken", new { row.SlotId, now, to = now.AddDays(21), wanted = row.Needs }, 300, ct)).Where(s => s.Free > 0).Take(12)];
        }

        journal.Read("open booking", [row.PupilId], Facets.Identity, "", new { booking = Booking });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/bookings";
        return true;
    }

    public string Heading() => Row.State switch
    {
        "booked" => text["{0} gaat {1} naar de bibliotheek", Row.GivenName, Show.Day(Row.Day, Today)],
        "in" => text["{0} is nu in de bibliotheek", Row.GivenName],
        "out" => text["{0} was in de bibliotheek", Row.GivenName],
        "no_show" => text["{0} is niet gekomen", Row.GivenName],
        _ => text["De plek van {0} is afgezegd", Row.GivenName],
    };
}
