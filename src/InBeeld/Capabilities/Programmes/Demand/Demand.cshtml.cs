using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Demand;

/// <summary>What schools need of a programme, beside what there is: the question, the answers, and the groups still to make.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class DemandModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, AskDemand ask) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    /// <summary>Of the question that is asked: a double tap asks once.</summary>
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Closes { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Size { get; set; } = "12";

    public ProgrammeRow Row { get; private set; } = new();
    public DemandRound? Round { get; private set; }
    public List<DemandModule> Modules { get; private set; } = [];
    public List<DemandSchool> Schools { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool Reminds => Round is { State: "open" } r && Schools.Exists(s => s.At is null) && (r.RemindedAt is null || r.RemindedAt < clock.GetUtcNow().AddHours(-20));
    public int Answered => Schools.Count(s => s.At is not null);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Round is null)
        {
            return NotFound();
        }

        string[] headers = [text["School"], .. Modules.Select(m => m.Name), text["Opmerking"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Vraag van scholen"], Row.Name), text["Vraag van scholen"], headers,
            Schools.ConvertAll(s => new Cell[] { s.Name }.Concat(Modules.Select(m => s.Of(m.Id) is { } n ? (Cell)n : "")).Append(s.Note).ToArray()));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        Id = id;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Question = Question?.Trim().ReplaceLineEndings("\n") ?? "";
        var outcome = await ask.AskAsync(Id, Programme, Closes, Question, Size, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Gevraagd. De scholen zien het bij hun berichten."]);
        return Redirect($"/programmes/{Programme}/demand");
    }

    public async Task<IActionResult> OnPostRemindAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Round is null)
        {
            return NotFound();
        }

        var reminded = await frame.OneAsync<int>("select app.remind_demand(@Id, @now)", new { Round.Id, now = clock.GetUtcNow() }, ct);
        Saved.Say(HttpContext, reminded == 0 ? text["Vandaag is al herinnerd."] : text.N(reminded, "1 school is herinnerd.", "{0} scholen zijn herinnerd."));
        return Redirect($"/programmes/{Programme}/demand");
    }

    /// <param name="to">open or closed.</param>
    public async Task<IActionResult> OnPostTurnAsync(string to, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Round is null || to is not ("open" or "closed") || await frame.OneAsync<string>("select app.turn_demand(@Id, @to, @now)", new { Round.Id, to, now = clock.GetUtcNow() }, ct) != "")
        {
            return NotFound();
        }

        journal.Write("ask demand", [], Facets.None, "", new { programme = Programme, round = Round.Id, to });
        Saved.Say(HttpContext, to == "closed" ? text["De vraag is gesloten."] : text["De vraag staat weer open."], $"/programmes/{Programme}/demand?handler=Turn&to={(to == "closed" ? "open" : "closed")}");
        return Redirect($"/programmes/{Programme}/demand");
    }

    public string Heading() => Round is null ? text["Vraag scholen wat er nodig is"] : text["{0} van {1} scholen vroegen om {2} plekken", Answered, Schools.Count, Modules.Sum(m => m.Children)];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { } row || row.LibraryId != user.OrganisationId)
        {
            return false;
        }

        Row = row;
        using var rows = await frame.ManyAsync("""
            select id, closes_on, question, group_size, state, reminded_at, at from demand_round where programme_id = @Programme order by at desc, id desc limit 1;
            select m.id, m.name, m.theme, coalesce((select sum(c.children) from demand_count c where c.module_id = m.id and c.round_id = (select d.id from demand_round d where d.programme_id = @Programme order by d.at desc, d.id desc limit 1)), 0)::integer as children,
              coalesce(g.places, 0)::integer as places, coalesce(g.groups, 0)::integer as groups
              from programme_module m left join lateral (select sum(x.capacity) as places, count(*) as groups from programme_group x where x.module_id = m.id and x.state = 'open') g on true where m.programme_id = @Programme order by m.position, m.id;
            select s.id, s.name, coalesce(a.note, '') as note, a.at, coalesce(c.modules, '{}') as modules, coalesce(c.counts, '{}') as counts from app.schools_around() s
              left join demand_answer a on a.school_id = s.id and a.round_id = (select d.id from demand_round d where d.programme_id = @Programme order by d.at desc, d.id desc limit 1)
              left join lateral (select array_agg(k.module_id order by k.module_id) as modules, array_agg(k.children::integer order by k.module_id) as counts from demand_count k where k.round_id = a.round_id and k.school_id = s.id) c on true
              order by a.at is null, s.name, s.id limit 500
            """, new { Programme }, ct);
        Round = await rows.ReadSingleOrDefaultAsync<DemandRound>();
        Modules = [.. await rows.ReadAsync<DemandModule>()];
        Schools = [.. await rows.ReadAsync<DemandSchool>()];
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes");
        return true;
    }
}
