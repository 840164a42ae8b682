using System.Text;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Feed;

/// <summary>The places of somebody's children, or of a library, for the calendar on a phone: when, where, how many. Never who.</summary>
[OpenToAll("A calendar program cannot sign in; the secret in the address is the key, and no name of a child stands in the answer")]
internal sealed class FeedModel(Frame frame, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Entry
    {
        public Guid? Id { get; set; }
        public DateTimeOffset? Starts { get; set; }
        public DateTimeOffset? Ends { get; set; }
        public string Library { get; set; } = "";
        public string Room { get; set; } = "";
        public int Children { get; set; }
        public int Places { get; set; }
        public bool Supervising { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var rows = await frame.ListAsync<Entry>("select * from app.calendar(@hash, @now)", new { hash = Links.Hash(Token), now = clock.GetUtcNow() }, ct);
        if (rows.Count == 0)
        {
            return NotFound();
        }

        var events = rows.Where(r => r.Id is not null).Select(r => new CalendarEvent(r.Id!.Value, r.Starts!.Value, r.Ends!.Value,
            text.N(r.Children, "1 kind in {1}", "{0} kinderen in {1}", r.Room), r.Library, r.Supervising ? text["Jullie school zorgt voor begeleiding."] : ""));
        Response.Headers.CacheControl = "private, max-age=300";
        return File(Encoding.UTF8.GetBytes(CalendarText.Of(events, text["Plekken in de bibliotheek"], clock.GetUtcNow())), "text/calendar; charset=utf-8");
    }
}
