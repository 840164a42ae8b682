using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.PerChild;

/// <summary>Every child of the library that takes or took part: what it costs, what is covered and by whom; by programme, fund and state, or only who is not covered.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class PerChildModel(Frame frame, CurrentUser user, Journal journal, Text text) : PageModel
{
    public const int PageSize = 50;
    public static readonly string[] States = ["committed", "claimed", "paid", "refused"];

    /// <summary>A child on this page, with the sums over all that was filtered. Without a child: nobody stands on this page.</summary>
    internal sealed class Row
    {
        public Guid? Id { get; set; }
        public Guid? PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string Programme { get; set; } = "";
        public string Funds { get; set; } = "";
        public long Cost { get; set; }
        public long Covered { get; set; }
        public int AllChildren { get; set; }
        public long AllCost { get; set; }
        public long AllCovered { get; set; }
        public long AllUncovered { get; set; }
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public Guid? Programme { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Fund { get; set; }

    /// <summary>Of a claim: only children that have one in this state.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>Only who is not covered.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Short { get; set; }

    /// <summary>The last child of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public Row All { get; private set; } = new();
    public List<Row> Children { get; private set; } = [];
    public List<Named> Programmes { get; private set; } = [];
    public List<Named> Funds { get; private set; } = [];
    public bool More { get; private set; }
    public bool Filtered => Programme is not null || Fund is not null || State is not null || Short;

    /// <summary>The next page, with the same choices.</summary>
    public string Next => $"/programmes/money/children?after={Children[^1].Id}{(Programme is { } p ? $"&programme={p}" : "")}{(Fund is { } f ? $"&fund={f}" : "")}{(State is { } s ? $"&state={s}" : "")}{(Short ? "&short=true" : "")}";

    public async Task OnGetAsync(CancellationToken ct)
    {
        State = States.Contains(State) ? State : null;
        var of = new { library = user.OrganisationId, programme = Programme, fund = Fund, state = State, only = Short, after = After, limit = PageSize + 1 };

        // The sums are over all that was filtered, so what taking part costs is computed once for all of them, and the page is cut from it.
        var rows = await frame.ListAsync<Row>("""
            with e as materialized (select e.id, e.programme_id, p.pupil_id, p.given_name, p.prefix, p.surname, p.sort_key from enrolment e join participant p on p.id = e.participant_id where e.library_id = @library and e.placed_on is not null
              and (@programme::uuid is null or e.programme_id = @programme) and (@fund::uuid is null and @state::text is null or exists (select 1 from fund_claim c where c.enrolment_id = e.id and (@fund is null or c.fund_id = @fund) and (@state is null or c.state = @state)))),
            k as (select enrolment_id as id, sum(cents)::bigint as cost from app.enrolment_costs(array(select id from e)) group by 1),
            c as (select enrolment_id as id, sum(counts)::bigint as covered from fund_claim where library_id = @library group by 1),
            x as materialized (select e.*, coalesce(k.cost, 0) as cost, coalesce(c.covered, 0) as covered from e left join k on k.id = e.id left join c on c.id = e.id where not @only or coalesce(k.cost, 0) > coalesce(c.covered, 0)),
            t as (select count(*)::integer as all_children, coalesce(sum(cost), 0)::bigint as all_cost, coalesce(sum(covered), 0)::bigint as all_covered, coalesce(sum(greatest(cost - covered, 0)), 0)::bigint as all_uncovered from x),
            here as (select x.* from x where @after::uuid is null or (x.sort_key, x.id) > (select p.sort_key, y.id from enrolment y join participant p on p.id = y.participant_id where y.id = @after) order by x.sort_key, x.id limit @limit)
            select h.id, h.pupil_id, h.given_name, h.prefix, h.surname, h.cost, h.covered, g.name as programme, t.*,
              coalesce((select string_agg(f.name, ', ' order by f.preference, f.name) from fund_claim c join fund f on f.id = c.fund_id where c.enrolment_id = h.id and c.counts > 0), '') as funds
            from t left join here h on true left join programme g on g.id = h.programme_id order by h.sort_key, h.id
            """, of, ct);
        var named = await frame.ListAsync<(Guid Id, string Name, bool Fund)>("""
            select id, name, false from programme where library_id = @library union all select id, name, true from fund where library_id = @library order by 3, 2, 1 limit 500
            """, of, ct);
        (Programmes, Funds) = (named.FindAll(n => !n.Fund).ConvertAll(n => new Named { Id = n.Id, Name = n.Name }), named.FindAll(n => n.Fund).ConvertAll(n => new Named { Id = n.Id, Name = n.Name }));
        All = rows[0];
        Children = rows.FindAll(r => r.Id is not null);
        More = Children.Count > PageSize;
        Children = Children[..Math.Min(Children.Count, PageSize)];
        journal.Read("list child money", Children.Select(c => c.PupilId).OfType<Guid>().Distinct(), Facets.Identity, "", new { programme = Programme, fund = Fund });
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes/money");
    }

    private string Heading() => All.AllChildren == 0 ? text["Geen kinderen gevonden"] : All.AllUncovered > 0 ? text.N(All.AllChildren, "1 kind, nog {1} te dekken", "{0} kinderen, nog {1} te dekken", Show.Cents(All.AllUncovered)) : text.N(All.AllChildren, "1 kind, alles is gedekt", "{0} kinderen, alles is gedekt");
}
