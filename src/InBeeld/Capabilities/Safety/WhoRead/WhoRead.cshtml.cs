using InBeeld.Capabilities.Safety.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.WhoRead;

/// <summary>Who opened or changed a record, from the access journal: for its readers, and for the privacy officer, who sees who and when and nothing of what it says.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.Coordinator, Role.Privacy)]
internal sealed class WhoReadModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public long Seq { get; set; }
        public DateTimeOffset At { get; set; }
        public string? Person { get; set; }
        public string? Organisation { get; set; }
        public string Role { get; set; } = "";
        public string Kind { get; set; } = "";
        public string UseCase { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Record { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>Null for the privacy officer.</summary>
    public RecordHead? Head { get; private set; }
    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Head = user.Is(Role.Privacy) ? null : await RecordHead.OfAsync(frame, Record, ct);
        if (Head is null && !await frame.OneAsync<bool>("select app.is_safety(@Record)", new { Record }, ct))
        {
            return NotFound();
        }

        Today = clock.Today();
        Rows = await frame.ListAsync<Row>("select * from app.who_read_safety(@Record, @Before, @most)", new { Record, Before, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("open who read safety record", Head is { } head ? [head.PupilId] : Array.Empty<Guid>(), Facets.Safety, "", new { safety = Record });
        ViewData["Title"] = text["Wie heeft dit gelezen?"];
        ViewData["Menu"] = Head is null ? "/access" : "/safety";
        return Page();
    }

    public static string UseCaseWord(string useCase) => useCase switch
    {
        "begin safety record" => "Begon het dossier",
        "open safety record" => "Las het dossier",
        "open safety step" => "Opende een stap",
        "take safety step" => "Vulde een stap in",
        "correct safety step" => "Verbeterde een stap",
        "open safety readers" => "Keek wie meeleest",
        "name safety reader" => "Liet iemand meelezen",
        "remove safety reader" => "Haalde een lezer weg",
        "open closing of safety record" => "Opende het afsluiten",
        "close safety record" => "Sloot het dossier af",
        "reopen safety record" => "Heropende het dossier",
        "take over safety record" => "Nam het dossier over",
        "open who read safety record" => "Keek wie dit gelezen heeft",
        _ => "Zag het in een lijst",
    };
}
