using Dapper;
using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.Costs;

/// <summary>What taking part in one programme costs, and for each child what is covered.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class CostsModel(Frame frame, Journal journal, Text text, TimeProvider clock, KeepPrice keep) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Child
    {
        public Guid Id { get; set; }
        public Guid? PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string State { get; set; } = "";
        public long Cost { get; set; }
        public long Covered { get; set; }
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    internal sealed class Sum
    {
        public int Children { get; set; }
        public long Cost { get; set; }
        public long Covered { get; set; }
        public long Uncovered { get; set; }
    }

    internal sealed class Of
    {
        public string Name { get; set; } = "";
        public DateOnly Starts { get; set; }
        public DateOnly Ends { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Of Row { get; private set; } = new();
    public PriceFields Fields { get; private set; } = new();
    public List<PriceRow> Prices { get; private set; } = [];
    public List<Child> Children { get; private set; } = [];
    public Sum All { get; private set; } = new();
    public bool More { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => $"/programmes/{Programme}/money";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Fields.Starts, Fields.Ends) = (Typed.Of(Row.Starts), Typed.Of(Row.Ends));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(PriceFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.RunAsync(Id, Programme, null, fields, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen."], $"/programmes/money/prices/{Id}?handler=Remove");
            return Redirect(Here);
        }

        Refused = outcome.Refusals;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using (var many = await frame.ManyAsync("select name, starts, ends from programme where id = @programme and library_id = app.funds_at();" + PriceRow.OfProgramme + """
            with e as materialized (select e.id from enrolment e where e.programme_id = @programme and e.placed_on is not null),
            k as (select enrolment_id as id, sum(cents) as cost from app.enrolment_costs(array(select id from e)) group by 1), c as (select enrolment_id as id, sum(counts) as covered from fund_claim where enrolment_id in (select id from e) group by 1)
            select count(*)::integer as children, coalesce(sum(k.cost), 0)::bigint as cost, coalesce(sum(c.covered), 0)::bigint as covered, coalesce(sum(greatest(coalesce(k.cost, 0) - coalesce(c.covered, 0), 0)), 0)::bigint as uncovered from e left join k on k.id = e.id left join c on c.id = e.id;
            with e as materialized (select e.id, e.state, p.pupil_id, p.given_name, p.prefix, p.surname, p.sort_key from enrolment e join participant p on p.id = e.participant_id where e.programme_id = @programme and e.placed_on is not null
              and (@after::uuid is null or (p.sort_key, e.id) > (select q.sort_key, x.id from enrolment x join participant q on q.id = x.participant_id where x.id = @after)) order by p.sort_key, e.id limit @limit),
            k as (select enrolment_id as id, sum(cents) as cost from app.enrolment_costs(array(select id from e)) group by 1), c as (select enrolment_id as id, sum(counts) as covered from fund_claim where enrolment_id in (select id from e) group by 1)
            select e.id, e.state, e.pupil_id, e.given_name, e.prefix, e.surname, coalesce(k.cost, 0)::bigint as cost, coalesce(c.covered, 0)::bigint as covered from e left join k on k.id = e.id left join c on c.id = e.id order by e.sort_key, e.id
            """, new { programme = Programme, after = After, limit = PageSize + 1 }, ct))
        {
            if (await many.ReadFirstOrDefaultAsync<Of>() is not { } row)
            {
                return false;
            }

            Row = row;
            Prices = (await many.ReadAsync<PriceRow>()).AsList();
            All = await many.ReadFirstAsync<Sum>();
            Children = (await many.ReadAsync<Child>()).AsList();
        }

        More = Children.Count > PageSize;
        Children = Children[..Math.Min(Children.Count, PageSize)];
        journal.Read("open programme money", Children.Select(c => c.PupilId).OfType<Guid>(), Facets.Identity, "", new { programme = Programme });
        (ViewData["Title"], ViewData["Menu"]) = (Prices.Count == 0 ? text["{0}: zeg eerst wat het kost", Row.Name].ToString() : text["{0}: {1} van {2} is gedekt", Row.Name, Show.Cents(All.Covered), Show.Cents(All.Cost)].ToString(), "/programmes/money");
        return true;
    }
}
