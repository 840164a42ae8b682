using InBeeld.Capabilities.Completeness.Contract;
using InBeeld.Capabilities.Coordination.Signalling;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.NewSignal;

/// <summary>A signal about a child by its name: of a partner, or written down by the municipality for somebody who calls. No pupil is searched with it.</summary>
[Needs(Role.Partner, Role.Coordinator, Role.Attendance)]
internal sealed class NewSignalModel(Frame frame, CurrentUser user, Journal journal, Text text, SendSignal send, TimeProvider clock) : PageModel
{
    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public SignalFields Form { get; set; } = new();

    [BindProperty]
    public NamedChild Child { get; set; } = new();

    /// <summary>third: somebody without an account; municipality: ourselves.</summary>
    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? ReporterName { get; set; }

    [BindProperty]
    public string? ReporterContact { get; set; }

    [BindProperty]
    public string? ReporterRelation { get; set; }

    [BindProperty]
    public string? Lives { get; set; }

    [BindProperty]
    public bool ToOwn { get; set; }

    /// <summary>The row of a list of the own organisation that this is about, whose name begins the form.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Listed { get; set; }

    public Destination Destination { get; private set; } = new([], null);
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public Guid? Earlier { get; private set; }

    public bool ForTown => !user.Is(Role.Partner);
    public string Back => ForTown ? "/signals" : "/signals/mine";

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (Listed is { } row && await ListedChild.OfAsync(frame, row, ct) is { } listed)
        {
            Child = new NamedChild { GivenName = listed.GivenName, Prefix = listed.Prefix, Surname = listed.Surname, BirthDate = listed.BirthDate, SchoolName = listed.Place };
            From = ForTown ? "municipality" : null;
            journal.Read("open child of list for a signal", [], Facets.Identity, "", new { list = listed.ListId });
        }

        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var route = Destination.Route(Lives, ToOwn);
        List<Refusal> refusals = [.. ForTown ? CheckReporter() : [], .. Child.Check(clock.Today()), .. Form.Check(), .. route.Refusals];
        if (refusals.Count > 0)
        {
            Refused = refusals;
            return Page();
        }

        var (town, routed) = route.Value;
        var third = ForTown && From == "third";
        var source = third ? "third" : ForTown ? "municipality" : await SourceAsync(ct);
        var input = new SignalInput(Id, source, town, routed, Form, Child: Child, Reporter: third ? new Reporter(ReporterName ?? "", ReporterContact ?? "", ReporterRelation ?? "") : null);
        var outcome = await send.RunAsync(input, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            Earlier = await SendSignal.JustSentAsync(frame, user, input, SearchKey.Of(Child.Name.Full), clock.GetUtcNow().AddMinutes(-10), ct);
            return Page();
        }

        if (Listed is { } row)
        {
            await ListedChild.SignalledAsync(frame, user, journal, row, clock.GetUtcNow(), ct);
        }

        var receipt = third ? await frame.OneAsync<string>("select receipt from signal where id = @id", new { id = outcome.Value }, ct) : null;
        Saved.Say(HttpContext, receipt is null ? text["Verstuurd naar {0}. Hier zie je wie de leiding krijgt.", town.Name] : text["Vastgelegd. Het nummer voor wie meldde: {0}.", receipt]);
        return Redirect(ForTown ? $"/signals/{outcome.Value}" : $"/signals/mine/{outcome.Value}");
    }

    private IEnumerable<Refusal> CheckReporter()
    {
        if (From is not ("third" or "municipality"))
        {
            yield return new Refusal("From", "Kies van wie dit komt.");
        }
        else if (From == "third" && string.IsNullOrWhiteSpace(ReporterName) && string.IsNullOrWhiteSpace(ReporterRelation))
        {
            yield return new Refusal("ReporterName", "Schrijf op wie meldt, of hoe die het kind kent.");
        }

        foreach (var (name, value) in new[] { ("ReporterName", ReporterName), ("ReporterContact", ReporterContact), ("ReporterRelation", ReporterRelation) })
        {
            if (value?.Trim().Length > 200)
            {
                yield return new Refusal(name, "Gebruik hooguit {0} tekens.", 200);
            }
        }
    }

    private async Task<string> SourceAsync(CancellationToken ct) => await frame.OneAsync<string>("select party from organisation where id = @OrganisationId", new { user.OrganisationId }, ct) switch
    {
        "partnership" => "partnership",
        "childcare" => "childcare",
        _ => "institution",
    };

    private async Task LoadAsync(CancellationToken ct)
    {
        Destination = await Destination.ForAsync(frame, user.MunicipalityCode, ForTown, ct);
        ViewData["Title"] = text["Meld een kind bij de gemeente"];
        ViewData["Menu"] = Back;
    }
}
