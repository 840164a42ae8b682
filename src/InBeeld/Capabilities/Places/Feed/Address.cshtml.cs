using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Feed;

/// <summary>The secret address for one's calendar program: made, made anew, taken away. It is shown once; only its hash is kept.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.LibraryPlanner, Role.Library)]
internal sealed class AddressModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public DateTimeOffset? Since { get; private set; }
    public string? Made { get; private set; }
    public DateOnly Today => Kernel.Amsterdam.Today(clock);
    public string Back => user.Is(Role.LibraryPlanner, Role.Library) ? "/slots" : "/bookings";

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task OnPostAsync(CancellationToken ct)
    {
        var token = Links.New();
        await frame.DoAsync("insert into calendar_feed (membership_id, person_id, token_hash, at) values (@MembershipId, @PersonId, @hash, @now) on conflict (membership_id) do update set token_hash = excluded.token_hash, at = excluded.at",
            new { user.MembershipId, user.PersonId, hash = Links.Hash(token), now = clock.GetUtcNow() }, ct);
        journal.Write("make calendar address", [], Facets.None);
        Made = $"{Request.Scheme}://{Request.Host}/calendar/{token}.ics";
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken ct)
    {
        if (await frame.DoAsync("delete from calendar_feed where membership_id = @MembershipId", new { user.MembershipId }, ct) > 0)
        {
            journal.Write("stop calendar address", [], Facets.None);
        }

        Saved.Say(HttpContext, text["Het adres werkt niet meer."]);
        return Redirect("/bookings/calendar");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Since = await frame.OneAsync<DateTimeOffset?>("select at from calendar_feed where membership_id = @MembershipId", new { user.MembershipId }, ct);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = Back;
    }

    public string Heading() => Made is not null ? text["Dit is je adres. Je ziet het één keer."] : Since is null ? text["Zet de plekken in je eigen agenda"] : text["De plekken staan in je eigen agenda"];
}
