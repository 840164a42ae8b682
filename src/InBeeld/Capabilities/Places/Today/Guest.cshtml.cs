using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Today;

/// <summary>A child stands at the door without a booking: a clean free place now, or the school is asked to book a later one or the waiting list.</summary>
[Needs(Role.Library, Role.LibraryPlanner)]
internal sealed class GuestModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed record School(Guid Id, string Name);

    private sealed class Answer
    {
        public string Result { get; set; } = "";
        public Guid? Seat { get; set; }
    }

    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Given { get; set; }

    [BindProperty]
    public Guid? OfSchool { get; set; }

    [BindProperty]
    public Guid? Slot { get; set; }

    public List<TodaySlot> Slots { get; private set; } = [];
    public List<School> Schools { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateTimeOffset Now { get; private set; }
    public IEnumerable<TodaySlot> Open => Slots.Where(s => s.IsOpen(Now) && s.Free > 0);
    public IEnumerable<TodaySlot> Later => Slots.Where(s => !s.IsOpen(Now) && s.Free > 0).Take(4);
    public IEnumerable<TodaySlot> Full => Slots.Where(s => s is { Free: 0, Places: > 0 }).Take(2);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Id = Guid.CreateVersion7();
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var given = Given?.Trim() ?? "";
        var refused = new List<Refusal>();
        if (given.Length is 0 or > 40)
        {
            refused.Add(DoorWords.Refused("name", "Given"));
        }

        if (OfSchool is null)
        {
            refused.Add(new Refusal("OfSchool", "Kies de school van het kind."));
        }

        if (Slots.Find(s => s.Id == Slot) is not { } slot)
        {
            refused.Add(new Refusal("Slot", "Kies wat je wilt doen."));
            Refused = refused;
            return Page();
        }

        if (refused.Count > 0)
        {
            Refused = refused;
            return Page();
        }

        if (slot.IsOpen(Now) && slot.Free > 0)
        {
            var answer = (await frame.OneAsync<Answer>("select result, seat from app.guest_in(@Id, @Slot, @given, @school, @Now)", new { Id, Slot, given, school = OfSchool, Now }, ct))!;
            if (answer.Result.Length > 0)
            {
                Refused = [DoorWords.Refused(answer.Result, answer.Result == "name" ? "Given" : "Slot")];
                return Page();
            }

            journal.Write("guest at the door", [], Facets.None, "", new { booking = Id });
            var label = await frame.OneAsync<string>("select label from seat where id = @Seat", new { answer.Seat }, ct);
            Saved.Say(HttpContext, text["{0} is binnen en zit op plek {1}. De school krijgt bericht.", given, label ?? ""], $"/today?handler=Undo&booking={Id}");
            return Redirect("/today");
        }

        var result = await frame.OneAsync<string>("select app.door_ask(@Id, @Slot, @given, @school, @Now)", new { Id, Slot, given, school = OfSchool, Now }, ct);
        if (result!.Length > 0)
        {
            Refused = [DoorWords.Refused(result, result == "name" ? "Given" : "Slot")];
            return Page();
        }

        journal.Write("ask school to book", [], Facets.None, "", new { slot = Slot });
        Saved.Say(HttpContext, text["De school krijgt bericht en boekt de plek."]);
        return Redirect("/today");
    }

    public string When(TodaySlot slot) => (Amsterdam.Day(slot.Starts) == Amsterdam.Day(Now) ? text["vandaag"] : Show.Day(Amsterdam.Day(slot.Starts), Amsterdam.Day(Now))) + " " + text["{0} tot {1}", Show.Time(slot.Starts), Show.Time(slot.Ends)] + ", " + slot.RoomName;

    private async Task LoadAsync(CancellationToken ct)
    {
        Now = clock.GetUtcNow();
        Slots = [.. (await TodaySlot.ListAsync(frame, user.OrganisationId, Now, ct)).Where(s => s.Places > 0)];
        Schools = await frame.ListAsync<School>("""
            select distinct o.id, o.name from place_agreement a join organisation m on m.id = a.municipality_id join organisation o on o.kind = 'school' and o.is_on and o.municipality_code = m.code
            where a.library_id = @library and a.state = 'agreed' and a.starts <= @today and (a.ends is null or a.ends >= @today) order by o.name limit 500
            """, new { library = user.OrganisationId, today = Amsterdam.Day(Now) }, ct);
        journal.Read("open guest form", [], Facets.None);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/today";
    }

    public string Heading() => Open.Sum(s => s.Free) is > 0 and var free ? text.N(free, "Er is nu 1 plek vrij", "Er zijn nu {0} plekken vrij")
        : Later.FirstOrDefault() is { } next ? text["Nu is er niets vrij, eerste plek {0}", (Amsterdam.Day(next.Starts) == Amsterdam.Day(Now) ? "" : Show.Day(Amsterdam.Day(next.Starts), Amsterdam.Day(Now)) + " ") + Show.Time(next.Starts)]
        : text["Er is de komende twee weken niets vrij"];
}
