using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Waiting;

/// <summary>What a family with a link sees: first name, time and place; say yes or no to an offer, cancel a place.</summary>
[OpenToAll("A family has no account; the secret in the link is the key, and it opens a first name, a time and a place only")]
internal sealed class SeatModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Place
    {
        public string Kind { get; set; } = "";
        public string State { get; set; } = "";
        public string GivenName { get; set; } = "";
        public string Library { get; set; } = "";
        public string Room { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }
        public DateTimeOffset? Till { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>yes, no or cancel.</summary>
    [BindProperty]
    public string? Answer { get; set; }

    public Place? Found { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task OnPostAsync(CancellationToken ct)
    {
        var why = await frame.OneAsync<string>("select app.answer_by_link(@hash, @answer, @id, @now)", new { hash = Links.Hash(Token), answer = Answer is "yes" or "no" or "cancel" ? Answer : "", id = Guid.CreateVersion7(), now = clock.GetUtcNow() }, ct);
        await LoadAsync(ct);
        if (why is "")
        {
            journal.Write(Answer switch { "yes" => "claim place by link", "no" => "leave waiting list by link", _ => "cancel booking by link" }, [], Facets.None);
        }
        else if (Found is not null)
        {
            Refused = [Refusal.Of(why == "expired" ? "Deze plek is niet meer vrij. De tijd om te kiezen is voorbij." : "Dit kan niet meer. Bel de school als je nog iets wilt.")];
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Found = await frame.OneAsync<Place>("select * from app.place_by_link(@hash, @now)", new { hash = Links.Hash(Token), now = clock.GetUtcNow() }, ct);
        Response.Headers.CacheControl = "no-store";
        ViewData["Title"] = Heading();
    }

    public string Heading() => Found is not { } f ? text["Deze link werkt niet (meer)"] : f.State switch
    {
        "past" => text["Deze tijd is voorbij"],
        "booked" or "in" or "out" or "claimed" => text["{0} heeft een plek.", f.GivenName],
        "offer" => text["Er is een plek vrij voor {0}", f.GivenName],
        "waiting" => text["{0} wacht op een plek", f.GivenName],
        "expired" => text["Deze plek is niet meer vrij"],
        "closed" => text["Deze tijd gaat niet door"],
        _ => text["De plek van {0} is afgezegd", f.GivenName],
    };
}
