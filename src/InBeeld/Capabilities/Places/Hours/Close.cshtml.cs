using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Hours;

/// <summary>Closes the library or a room: first what it hits, then the closing itself.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class CloseModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, CloseHours close) : PageModel
{
    internal sealed record RoomChoice(Guid Id, string Name);

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public Guid? Room { get; set; }

    [BindProperty]
    public string? FromDay { get; set; }

    [BindProperty]
    public string? FromTime { get; set; } = "00:00";

    [BindProperty]
    public string? ToDay { get; set; }

    [BindProperty]
    public string? ToTime { get; set; } = "23:59";

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What it hits was seen.</summary>
    [BindProperty]
    public bool Seen { get; set; }

    public List<RoomChoice> Rooms { get; private set; } = [];
    public List<SlotRow>? Hit { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var input = new CloseInput(Id, Room, FromDay, FromTime, ToDay, ToTime, Reason);
        if (!Seen && input.Check(clock.GetUtcNow()) is { Count: 0 })
        {
            Hit = await SlotRow.ListAsync(frame, "s.library_id = @OrganisationId and (@Room::uuid is null or s.room_id = @Room) and s.state = 'open' and s.starts < @Ends and s.ends > @Starts and s.ends > @now",
                new { user.OrganisationId, Room, input.Starts, input.Ends, now = clock.GetUtcNow(), wanted = Array.Empty<string>() }, 1000, ct);
        }

        if (Hit is not { Count: > 0 })
        {
            var outcome = await close.RunAsync(input, ct);
            if (outcome.Ok)
            {
                Saved.Say(HttpContext, outcome.Value.Children == 0 ? text["Gesloten."] : text.N(outcome.Value.Children, "Gesloten. De school van 1 kind krijgt bericht.", "Gesloten. De scholen van {0} kinderen krijgen bericht."), $"/hours?handler=Undo&closure={Id}");
                return Redirect("/hours");
            }

            Refused = outcome.Refusals;
        }

        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Rooms = await frame.ListAsync<RoomChoice>("select id, name from room where library_id = @OrganisationId and removed_at is null order by name, id", new { user.OrganisationId }, ct);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/slots";
    }

    public string Heading() => Hit is { } hit ? text.N(hit.Sum(s => s.Taken), "Dit raakt 1 kind", "Dit raakt {0} kinderen") : text["Sluit een dag of tijd"];
}
