using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Cleaning;

/// <summary>What was cleaned, when and by whom: for the library itself and for an inspector.</summary>
[Needs(Role.Library, Role.LibraryPlanner)]
internal sealed class LogModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;
    private const int MostExported = 20000;

    internal sealed class Line
    {
        public Guid Id { get; set; }
        public string What { get; set; } = "";
        public bool Seat { get; set; }
        public string RoomName { get; set; } = "";
        public DateTimeOffset DoneAt { get; set; }
        public DateTimeOffset HeardAt { get; set; }
        public DateTimeOffset? LeftAt { get; set; }
        public string ByName { get; set; } = "";

        /// <summary>Whole minutes between the end of the use and the cloth, of a seat.</summary>
        public int? Minutes => LeftAt is { } left ? (int)(DoneAt - left).TotalMinutes : null;
    }

    internal sealed record RoomChoice(Guid Id, string Name);

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Room { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Line> Lines { get; private set; } = [];
    public List<RoomChoice> Rooms { get; private set; } = [];
    public bool More { get; private set; }
    public long Everything { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(PageSize, ct);
        Everything = await frame.OneAsync<long>($"select count(*) from cleaning c where {Where}", Args(0), ct);
        Rooms = await frame.ListAsync<RoomChoice>("select id, name from room where library_id = @library and removed_at is null order by name", new { library = user.OrganisationId }, ct);
        journal.Read("open cleaning log", [], Facets.None);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/cleaning";
    }

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        After = null;
        await LoadAsync(MostExported, ct);
        journal.Read("export cleaning log", [], Facets.None, "", new { From, To, Room });
        string[] headers = [text["Schoongemaakt"], text["Wat"], text["Zaal"], text["Vrij sinds"], text["Minuten later"], text["Door"], text["Doorgegeven"]];
        var cells = Lines.Select(l => new Cell[] { l.DoneAt, What(l), l.RoomName, l.LeftAt, l.Minutes, l.ByName, l.HeardAt }).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Schoonmaak"], user.OrganisationName), text["Schoonmaak"], headers, cells);
    }

    public string What(Line line) => line.Seat ? text["Plek {0}", line.What] : line.What;

    public string Heading() => text.N((int)Math.Min(int.MaxValue, Everything), "1 keer schoongemaakt van {1} tot en met {2}", "{0} keer schoongemaakt van {1} tot en met {2}", Show.FirstDay(From!.Value, To!.Value, Today), Show.ShortDay(To!.Value, Today));

    public string Address(Guid? after) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/cleaning/log?from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}{(Room is { } room ? "&room=" + room : "")}{(after is { } id ? "&after=" + id : "")}");

    private const string Where = "c.library_id = @library and c.undone_at is null and c.done_at >= @start and c.done_at < @end and (@Room::uuid is null or c.room_id = @Room)";

    private object Args(int limit) => new { library = user.OrganisationId, start = Amsterdam.At(From!.Value, TimeOnly.MinValue), end = Amsterdam.At(To!.Value.AddDays(1), TimeOnly.MinValue), Room, After, limit };

    private async Task LoadAsync(int most, CancellationToken ct)
    {
        Today = clock.Today();
        To = To is { } to && to >= Today.AddYears(-10) && to <= Today ? to : Today;
        From = From is { } from && from <= To && from >= To.Value.AddYears(-2) ? from : To.Value.AddDays(-6);
        Lines = await frame.ListAsync<Line>($"""
            select c.id, coalesce(s.label, p.name) as what, c.seat_id is not null as seat, coalesce(r.name, '') as room_name, c.done_at, c.heard_at,
              (select max(b.out_at) from booking b where b.seat_id = c.seat_id and b.state = 'out' and b.out_at <= c.done_at and b.out_at > c.done_at - interval '14 days') as left_at,
              trim(concat_ws(' ', h.given_name, nullif(h.prefix, ''), h.surname)) as by_name
            from cleaning c left join seat s on s.id = c.seat_id left join clean_point p on p.id = c.point_id left join room r on r.id = c.room_id join person h on h.id = c.by_person
            where {Where} and (@After::uuid is null or (c.done_at, c.id) < (select x.done_at, x.id from cleaning x where x.id = @After)) order by c.done_at desc, c.id desc limit @limit
            """, Args(most + 1), ct);
        More = Lines.Count > most;
        Lines = [.. Lines.Take(most)];
    }
}
