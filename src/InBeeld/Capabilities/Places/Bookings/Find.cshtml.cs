using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Bookings;

/// <summary>The libraries with which the own municipality has agreed: what is free on a day or in a week, and the first time for so many children.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.TeamLead, Role.Caseworker, Role.Attendance)]
internal sealed class FindModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private const int DaysAhead = 60;
    private const int Proposed = 5;
    private const int TriedFirst = 300;

    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    /// <summary>day, or anything else: week.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Library { get; set; }

    /// <summary>For how many children; when given, the first times that have room for all of them are looked up.</summary>
    [BindProperty(SupportsGet = true)]
    public string? N { get; set; }

    [BindProperty(SupportsGet = true)]
    public List<string> Needs { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public Guid? Child { get; set; }

    public DateOnly First { get; private set; }
    public List<SlotRow> Slots { get; private set; } = [];
    public List<SlotRow> Soonest { get; private set; } = [];
    public SlotGrid Grid { get; private set; } = null!;
    public bool Week => View != "day";
    public DateOnly Today => clock.Today();
    public DateOnly Last => Week ? First.AddDays(6) : First;
    public int? Number { get; private set; }
    public Refusal? Wrong { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var day = Typed.Day(Day) is { } typed && typed.Year is > 2000 and < 2100 ? typed : SlotGrid.Opens(Today, Week);
        First = Week ? day.Monday() : day;
        Needs = [.. BookingWords.AllNeeds.Where(Needs.Contains)];
        var (from, to) = (Amsterdam.At(First, TimeOnly.MinValue), Amsterdam.At(Last.AddDays(1), TimeOnly.MinValue));
        const string mine = "s.library_id = any (app.libraries()) and (@Library::uuid is null or s.library_id = @Library) and (s.municipality_id is null or s.municipality_id = (select t.id from organisation t join organisation o on o.id = app.organisation() where t.kind = 'municipality' and t.code = o.municipality_code))";
        Slots = await SlotRow.ListAsync(frame, mine + " and s.starts >= @from and s.starts < @to", new { Library, from, to, now, wanted = Needs.ToArray() }, 1000, ct);
        if (!string.IsNullOrWhiteSpace(N))
        {
            Number = Typed.Number(N) is >= 1 and <= 60 and var number ? number : null;
            Wrong = Number is null ? new Refusal("N", "Vul een aantal in van 1 tot en met 60.") : null;
        }

        if (Number is { } n)
        {
            var start = day > Today ? Amsterdam.At(day, TimeOnly.MinValue) : now;
            // Nearly always there is room soon; only when there is not, the rest of the days is looked through.
            var tried = await WithRoomAsync(mine, n, start, start.AddDays(DaysAhead), TriedFirst, now, ct);
            if (tried.Count == TriedFirst && tried.Count(s => s.Free >= n) < Proposed)
            {
                var known = tried.Select(s => s.Id).ToHashSet();
                tried.AddRange((await WithRoomAsync(mine, n, tried[^1].Starts, start.AddDays(DaysAhead), 2000, now, ct)).Where(s => !known.Contains(s.Id)));
            }

            Soonest = [.. tried.Where(s => s.Free >= n).Take(Proposed)];
        }

        Grid = SlotGrid.Of(Slots, First, Week, Today, s => s.NoSupervision ? $"/bookings/supervision/{s.Id}" : Book(s), planner: false);
        journal.Read("find places", [], Facets.None);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/bookings";
    }

    // What is not booked yet is at least what is asked; how many of them this school can still have is counted for each.
    private Task<List<SlotRow>> WithRoomAsync(string mine, int n, DateTimeOffset from, DateTimeOffset to, int most, DateTimeOffset now, CancellationToken ct) => SlotRow.ListAsync(frame,
        mine + " and s.state = 'open' and s.starts >= @from and s.starts > @now and s.starts < @to and s.places - s.taken >= @n", new { Library, from, to, n, now, wanted = Needs.ToArray() }, most, ct);

    public string Book(SlotRow s) => $"/bookings/new?slot={s.Id}{(Child is null ? "" : $"&child={Child}")}";

    public string Heading()
    {
        var free = Slots.Where(s => s.Ends > clock.GetUtcNow()).Sum(s => s.Free);
        return Number is { } n ? Soonest.Count > 0 ? text.N(n, "De eerste plek is op {1}", "De eerste tijd voor {0} kinderen is {1}", Soonest[0].When(Today)) : text.N(n, "Geen plek gevonden in {1} dagen", "Geen tijd gevonden voor {0} kinderen in {1} dagen", DaysAhead)
            : Slots.Count == 0 ? Week ? text["Geen tijden in {0}", Span] : text["Geen tijden op {0}", Span]
            : Week ? text.N(free, "1 plek vrij in {1}", "{0} plekken vrij in {1}", Span) : text.N(free, "1 plek vrij op {1}", "{0} plekken vrij op {1}", Span);
    }

    public string Span => Week ? text["week {0}", First.WeekNumber()] : Show.Day(First, Today);

    public string Address(DateOnly day, bool week) => $"/bookings/find?day={Typed.Of(day)}{(week ? "" : "&view=day")}{(Library is null ? "" : $"&library={Library}")}{(Child is null ? "" : $"&child={Child}")}";
}
