using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Schools;

/// <summary>From which schools children take part, and what is done when a school no longer works along: said beforehand, then done for all its children at once.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class SchoolsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class SchoolRow
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public int Now { get; set; }
        public int Coming { get; set; }
        public int Over { get; set; }
        public int Seen { get; set; }
        public Guid[] Pupils { get; set; } = [];
    }

    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    /// <summary>The school that no longer works along: the page first says what that means.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? School { get; set; }

    /// <summary>on: the children go on without school; stop: they stop.</summary>
    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public ProgrammeRow Row { get; private set; } = new();
    public List<SchoolRow> Schools { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public SchoolRow? Leaving => Schools.Find(s => s.Id == School);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Leaving is not { } school)
        {
            return NotFound();
        }

        Why = Why?.Trim() ?? "";
        if (What is not ("on" or "stop"))
        {
            Refused = [new Refusal("What", "Kies of de kinderen doorgaan of stoppen.")];
        }
        else if (What == "stop" && Why.Length is 0 or > 300)
        {
            Refused = [new Refusal("Why", "Schrijf waarom, in hooguit {0} tekens.", 300)];
        }

        if (Refused.Count > 0)
        {
            return Page();
        }

        var hit = await frame.OneAsync<int>("select app.school_leaves(@Programme, @Id, @stops, @Why, @now)", new { Programme, school.Id, stops = What == "stop", Why, now = clock.GetUtcNow() }, ct);
        if (hit < 0)
        {
            return NotFound();
        }

        journal.Write("school leaves programme", school.Pupils, Facets.Identity, "", new { programme = Programme, school = school.Id, stops = What == "stop" });
        Saved.Say(HttpContext, What == "stop" ? text.N(hit, "1 kind is gestopt.", "{0} kinderen zijn gestopt.") : text.N(hit, "1 kind gaat door. School ziet niets meer.", "{0} kinderen gaan door. School ziet niets meer."));
        return Redirect($"/programmes/{Programme}/schools");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { } row || row.LibraryId != user.OrganisationId)
        {
            return false;
        }

        Row = row;
        Schools = await frame.ListAsync<SchoolRow>("""
            select o.id, o.name, count(*) filter (where e.state = 'placed')::integer as now, count(*) filter (where e.state in ('referred', 'intake', 'waiting', 'offered'))::integer as coming,
              count(*) filter (where e.state in ('done', 'declined', 'dropped', 'withdrawn'))::integer as over, count(*) filter (where e.school_sees and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed'))::integer as seen,
              coalesce(array_agg(p.pupil_id) filter (where p.pupil_id is not null and e.state in ('referred', 'intake', 'waiting', 'offered', 'placed')), '{}') as pupils
            from enrolment e join participant p on p.id = e.participant_id join organisation o on o.id = p.school_id where e.programme_id = @Programme group by o.id, o.name order by 3 desc, o.name, o.id limit 300
            """, new { Programme }, ct);
        (ViewData["Title"], ViewData["Menu"]) = (Leaving is { } school ? text["{0} doet niet meer mee", school.Name].ToString() : text.N(Schools.Count, "Kinderen van 1 school", "Kinderen van {0} scholen"), "/programmes");
        return true;
    }
}
