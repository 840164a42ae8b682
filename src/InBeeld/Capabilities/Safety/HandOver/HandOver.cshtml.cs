using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.HandOver;

/// <summary>Hand a worry to the school contact: for a library employee, whom the meldcode does not bind.</summary>
[Needs(Role.Library)]
internal sealed class HandOverModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, HandOverWorry handOver) : PageModel
{
    internal sealed record SchoolChoice(Guid Id, string Name);

    internal sealed class Row
    {
        public string SchoolName { get; set; } = "";
        public DateTimeOffset At { get; set; }
        public DateTimeOffset? SeenAt { get; set; }
    }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public Guid? School { get; set; }

    [BindProperty]
    public string? Child { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? ByName { get; set; }

    public List<SchoolChoice> Schools { get; private set; } = [];
    public List<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        ByName = user.Name.Full;
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await handOver.RunAsync(new HandOverInput(Id, School, Child ?? "", Words ?? "", ByName ?? ""), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Doorgegeven. De zorgcoördinator van de school krijgt meteen bericht."]);
            return Redirect("/safety/hand-over");
        }

        Refused = outcome.Refusals;
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Schools = await frame.ListAsync<SchoolChoice>("select id, name from organisation where kind = 'school' and is_on and municipality_code = @MunicipalityCode order by name", new { user.MunicipalityCode }, ct);
        Rows = await frame.ListAsync<Row>("select school_name, at, seen_at from app.my_handovers()", null, ct);
        journal.Read("open hand over", [], Facets.None);
        ViewData["Title"] = text["Maak je je zorgen over een kind?"];
    }
}
