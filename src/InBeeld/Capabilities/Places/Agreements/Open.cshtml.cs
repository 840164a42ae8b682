using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Agreements;

/// <summary>One agreement: terms, conditions, who agreed, what happened.</summary>
[Needs(Role.Coordinator, Role.LibraryPlanner, Role.Library)]
internal sealed class OpenModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, Decide decide) : PageModel
{
    internal sealed class Event
    {
        public Guid Id { get; set; }
        public string Kind { get; set; } = "";
        public string Side { get; set; } = "";
        public string What { get; set; } = "";
        public string ByName { get; set; } = "";
        public DateTimeOffset At { get; set; }
    }

    private const int Most = 30;

    [BindProperty(SupportsGet = true)]
    public Guid Agreement { get; set; }

    /// <summary>What happened before this line.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public PlaceRow Row { get; private set; } = new();
    public List<ConditionRow> Conditions { get; private set; } = [];
    public List<Event> Events { get; private set; } = [];
    public bool More { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Side => PlaceRow.SideOf(user);
    public bool MayWrite => !user.Is(Role.Library);
    public bool MayChange => MayWrite && Row.Open;
    public bool MayUndo => MayWrite && Row.MayUndo(Side, clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken ct) => await DoneAsync(() => decide.AgreeAsync(Agreement, Version, ct), "Jullie akkoord staat erin.", null, ct);

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct) => await DoneAsync(() => decide.TakeBackAsync(Agreement, ct), "Jullie akkoord is weer weg.", null, ct);

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken ct) => await DoneAsync(() => decide.DeclineAsync(Agreement, Reason ?? "", ct), "Afgewezen. De ander krijgt bericht met de reden.", $"/places/{Agreement}?handler=Undo", ct);

    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct) => await DoneAsync(() => decide.EndAsync(Agreement, Reason ?? "", ct), "De afspraak is gestopt. De ander krijgt bericht met de reden.", $"/places/{Agreement}?handler=Undo", ct);

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken ct) => await DoneAsync(() => decide.UndoAsync(Agreement, ct), "Ongedaan gemaakt. Het staat weer zoals het was.", null, ct);

    private async Task<IActionResult> DoneAsync(Func<Task<Outcome<Done>>> does, string sentence, string? undo, CancellationToken ct)
    {
        // Who only reads gets the same answer as for an agreement of others.
        if (!MayWrite || await PlaceRow.FindAsync(frame, Agreement, ct) is null)
        {
            return NotFound();
        }

        var outcome = await does();
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text[sentence], undo);
            return Redirect($"/places/{Agreement}");
        }

        Refused = outcome.Refusals;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await PlaceRow.FindAsync(frame, Agreement, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        Conditions = await ConditionRow.ListAsync(frame, Agreement, ct);
        Events = await frame.ListAsync<Event>("""
            select e.id, e.kind, e.side, e.what, e.at, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as by_name
            from place_event e join person p on p.id = e.by_person where e.agreement_id = @Agreement and (@Before::uuid is null or (e.at, e.id) < (select b.at, b.id from place_event b where b.id = @Before)) order by e.at desc, e.id desc limit @limit
            """, new { Agreement, Before, limit = Most + 1 }, ct);
        More = Events.Count > Most;
        Events = [.. Events.Take(Most)];
        journal.Read("open place agreement", [], Facets.None, "", new { agreement = Agreement });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/places";
        return true;
    }

    public string Other => Row.Called(PlaceRow.Other(Side));

    public string Heading() => Row.StateOn(Today) switch
    {
        "agreed" => text.N(Row.Places, "1 plek afgesproken met {1}", "{0} plekken afgesproken met {1}", Other),
        "over" => text["De afspraak met {0} is voorbij", Other],
        "declined" => text["Geen plekken met {0}", Other],
        "ended" => text["De afspraak met {0} is gestopt", Other],
        _ => text.N(Row.Places, "In gesprek met {1} over 1 plek", "In gesprek met {1} over {0} plekken", Other),
    };

    /// <summary>What a line of the past tells more: which terms, which condition, why.</summary>
    public string Told(Event e) => e.Kind switch
    {
        "changed" => string.Join(", ", e.What.Split(',').Select(w => text[w switch { "needs" => "voor wie", "places" => "aantal plekken", "starts" => "eerste dag", "ends" => "laatste dag", "hours" => "dagen en uren", _ => "opmerking" }])),
        "condition" when e.What.Split(':') is [var kind, var answer] => text[PlaceWords.Condition(kind)] + ": " + text[PlaceWords.Answer(answer)],
        "declined" or "ended" => e.What,
        "undone" => text[PlaceWords.State(e.What)],
        _ => "",
    };
}
