using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Slots;

/// <summary>The rooms of the own library with their times, of a day or a week, and how many children come.</summary>
[Needs(Role.LibraryPlanner, Role.Library)]
internal sealed class GridModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    /// <summary>day, or anything else: week.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    public DateOnly First { get; private set; }
    public List<SlotRow> Slots { get; private set; } = [];
    public SlotGrid Grid { get; private set; } = null!;
    public bool Week => View != "day";
    public DateOnly Today => clock.Today();
    public DateOnly Last => Week ? First.AddDays(6) : First;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var day = Typed.Day(Day) is { } typed && typed.Year is > 2000 and < 2100 ? typed : SlotGrid.Opens(Today, Week);
        First = Week ? day.Monday() : day;
        var (from, to) = (Amsterdam.At(First, TimeOnly.MinValue), Amsterdam.At(Last.AddDays(1), TimeOnly.MinValue));
        Slots = await SlotRow.ListAsync(frame, "s.library_id = @OrganisationId and s.starts >= @from and s.starts < @to", new { user.OrganisationId, from, to, now = clock.GetUtcNow(), wanted = Array.Empty<string>() }, 1000, ct);
        Grid = SlotGrid.Of(Slots, First, Week, Today, s => "/slots/" + s.Id, planner: true);
        journal.Read("open slots", [], Facets.None);
        ViewData["Title"] = Heading();
    }

    public string Heading()
    {
        var children = Slots.Where(s => s.Open).Sum(s => s.Ends <= clock.GetUtcNow() ? s.Came : s.Taken);
        return Slots.Count == 0 ? Week ? text["Nog geen tijden in {0}", Span] : text["Nog geen tijden op {0}", Span]
            : Week ? text.N(children, "1 kind in {1}", "{0} kinderen in {1}", Span) : text.N(children, "1 kind op {1}", "{0} kinderen op {1}", Span);
    }

    /// <summary>What a planner has to look at: without supervision, or with more children than can come.</summary>
    public IEnumerable<SlotRow> Worries => Slots.Where(s => s.Open && s.Ends > clock.GetUtcNow() && (s.NoSupervision || s.Taken > s.Places));

    public string Span => Week ? text["week {0}", First.WeekNumber()] : Show.Day(First, Today);

    public string Address(DateOnly day, bool week) => $"/slots?day={Typed.Of(day)}{(week ? "" : "&view=day")}";
}
