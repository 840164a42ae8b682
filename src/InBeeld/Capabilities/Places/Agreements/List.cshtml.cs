using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Agreements;

/// <summary>The agreements of one's own municipality or library, newest first; each with its own places.</summary>
[Needs(Role.Coordinator, Role.LibraryPlanner, Role.Library)]
internal sealed class ListModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Counts
    {
        public int Everything { get; set; }
        public int Waiting { get; set; }
        public int Talking { get; set; }
    }

    internal sealed record Now(string Name, int Places, DateOnly Ends);

    /// <summary>talking, agreed, declined, ended; without: all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<PlaceRow> Rows { get; private set; } = [];
    public List<Now> InForce { get; private set; } = [];
    public Counts Count { get; private set; } = new();
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }
    public string Side => PlaceRow.SideOf(user);

    private string Mine => Side == PlaceWords.Municipality ? "a.municipality_id = @OrganisationId" : "a.library_id = @OrganisationId";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(PageSize, ct);
        Count = (await frame.OneAsync<Counts>($"""
            select count(*)::integer as everything, (count(*) filter (where state = 'talking'))::integer as talking, (count(*) filter (where state = 'talking' and agreed_by_{Side} is null))::integer as waiting from place_agreement a where {Mine}
            """, new { user.OrganisationId }, ct))!;
        InForce = await frame.ListAsync<Now>($"""
            select {(Side == PlaceWords.Municipality ? "l" : "m")}.name, sum(a.places)::integer as places, max(a.ends) as ends from {PlaceRow.From}
            where {Mine} and a.state = 'agreed' and @Today between a.starts and a.ends group by 1 order by 1 limit 50
            """, new { user.OrganisationId, Today }, ct);
        journal.Read("list place agreements", [], Facets.None);
        ViewData["Title"] = Heading();
    }

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        After = null;
        await LoadAsync(5000, ct);
        journal.Read("export place agreements", [], Facets.None);
        string[] headers = [text["Gemeente"], text["Bibliotheek"], text["Stand"], text["Plekken"], text["Voor wie"], text["Vanaf"], text["Tot en met"], text["Wanneer"], text["Voorwaarden beantwoord"], text["Akkoord gemeente"], text["Akkoord bibliotheek"], text["Reden"]];
        var cells = Rows.Select(r => new Cell[] { r.Municipality, r.Library, text[PlaceWords.State(r.StateOn(Today))], r.Places, PlaceWords.For(r.Needs, text), r.Starts, r.Ends, r.Hours, r.Answered, r.AgreedAtMunicipality, r.AgreedAtLibrary, r.StateReason }).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Plekken"], user.OrganisationName), text["Plekken"], headers, cells);
    }

    private async Task LoadAsync(int most, CancellationToken ct)
    {
        Today = clock.Today();
        State = PlaceWords.States.Contains(State) ? State : null;
        Rows = await frame.ListAsync<PlaceRow>($"select {PlaceRow.Columns} from {PlaceRow.From} where {Mine} {(State is null ? "" : "and a.state = @State")} {(After is null ? "" : "and a.id < @After")} order by a.id desc limit @limit",
            new { user.OrganisationId, State, After, limit = most + 1 }, ct);
        More = Rows.Count > most;
        Rows = [.. Rows.Take(most)];
    }

    public string Heading() => Count.Everything == 0 ? text["Nog geen afspraken over plekken"]
        : Count.Waiting > 0 && !user.Is(Role.Library) ? text.N(Count.Waiting, "1 afspraak over plekken wacht op jullie akkoord", "{0} afspraken over plekken wachten op jullie akkoord")
        : Count.Talking > 0 ? text.N(Count.Talking, "1 afspraak over plekken in gesprek", "{0} afspraken over plekken in gesprek")
        : text.N(Count.Everything, "1 afspraak over plekken", "{0} afspraken over plekken");

    public string Address(string? state, Guid? after = null) => "/places" + (state is null && after is null ? "" : "?" + string.Join('&', new[] { state is null ? null : "state=" + state, after is null ? null : "after=" + after }.Where(p => p is not null)));
}
