using Dapper;
using InBeeld.Capabilities.Funds.Model;
using InBeeld.Data;
using InBeeld.Frames.Documents;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Funds.Account;

/// <summary>The account of a fund, to print, and its claims as a file. Without names: a claim has a reference, and of a school or municipality with few children no number is said.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class AccountModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    /// <summary>Of fewer children in one school or municipality nothing is said: whoever knows the school would know who it is.</summary>
    public const int Fewest = 5;

    internal sealed class Part
    {
        public string Name { get; set; } = "";
        public int Children { get; set; }
        public int Sessions { get; set; }
        public int Minutes { get; set; }
        public long Committed { get; set; }
        public long Claimed { get; set; }
        public long Paid { get; set; }
    }

    internal sealed class Claim
    {
        public string Reference { get; set; } = "";
        public string Programme { get; set; } = "";
        public string State { get; set; } = "";
        public long Cents { get; set; }
        public long? Actual { get; set; }
        public int Sessions { get; set; }
        public int Minutes { get; set; }
        public DateTimeOffset At { get; set; }
        public DateTimeOffset StateAt { get; set; }
    }

    // Of each claim the sessions in the period of the fund where the child was.
    private const string Alive = """
        with c as materialized (select c.id, c.enrolment_id, c.state, c.counts, e.programme_id, e.participant_id from fund_claim c join enrolment e on e.id = c.enrolment_id where c.fund_id = @fund and c.counts > 0),
        t as materialized (select a.enrolment_id as id, count(*)::integer as sessions, sum(extract(epoch from upper(s.during) - lower(s.during)) / 60)::integer as minutes from attendance a join programme_session s on s.id = a.session_id and s.state = 'held' join fund f on f.id = @fund
          where a.enrolment_id in (select enrolment_id from c) and a.state in ('present', 'late') and (lower(s.during) at time zone 'Europe/Amsterdam')::date between f.starts and f.ends group by 1)
        """;

    private const string Sums = "count(distinct c.participant_id)::integer as children, coalesce(sum(t.sessions), 0)::integer as sessions, coalesce(sum(t.minutes), 0)::integer as minutes, coalesce(sum(c.counts) filter (where c.state = 'committed'), 0)::bigint as committed, coalesce(sum(c.counts) filter (where c.state = 'claimed'), 0)::bigint as claimed, coalesce(sum(c.counts) filter (where c.state = 'paid'), 0)::bigint as paid";

    [BindProperty(SupportsGet = true)]
    public Guid Fund { get; set; }

    public FundRow Row { get; private set; } = new();
    public string Library { get; private set; } = "";
    public List<FundCriterion> Criteria { get; private set; } = [];
    public Part All { get; private set; } = new();
    public List<Part> Programmes { get; private set; } = [];
    public List<Part> Schools { get; private set; } = [];
    public List<Part> Towns { get; private set; } = [];
    public List<DocumentPart> Parts { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetDocumentAsync(CancellationToken ct) => await LoadAsync(ct) ? File(WordDocument.Of(Parts, Parts[0].Heading, text.Language), WordDocument.Kind, SpreadsheetFile.Named(Today, text["Verantwoording"], Row.Name) + ".docx") : NotFound();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using (var many = await frame.ManyAsync(FundRow.One + FundCriterion.Select("c.fund_id = @fund") + $"""
            {Alive} select {Sums} from c left join t on t.id = c.enrolment_id;
            {Alive} select g.name, {Sums} from c join programme g on g.id = c.programme_id left join t on t.id = c.enrolment_id group by g.id order by g.name, g.id;
            {Alive} select coalesce(o.name, '') as name, {Sums} from c join participant p on p.id = c.participant_id left join organisation o on o.id = p.school_id left join t on t.id = c.enrolment_id group by o.id, o.name order by o.name, o.id;
            {Alive} select coalesce(m.name, '') as name, {Sums} from c join participant p on p.id = c.participant_id left join organisation o on o.id = p.school_id left join municipality m on m.code = o.municipality_code left join t on t.id = c.enrolment_id group by m.code, m.name order by m.name, m.code;
            select o.name from organisation o where o.id = @library
            """, new { fund = Fund, library = user.OrganisationId }, ct))
        {
            if (await many.ReadFirstOrDefaultAsync<FundRow>() is not { } row)
            {
                return false;
            }

            Row = row;
            Criteria = (await many.ReadAsync<FundCriterion>()).AsList();
            All = await many.ReadFirstAsync<Part>();
            Programmes = (await many.ReadAsync<Part>()).AsList();
            Schools = Hide((await many.ReadAsync<Part>()).AsList());
            Towns = Hide((await many.ReadAsync<Part>()).AsList());
            Library = await many.ReadFirstAsync<string>();
        }

        journal.Read("open fund account", [], Facets.None, "", new { fund = Fund });
        Parts = AccountContent.Parts(this, text);
        (ViewData["Title"], ViewData["Menu"]) = (text["Verantwoording van {0}", Row.Name].ToString(), "/programmes/money");
        return true;
    }

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        if (await FundRow.OfAsync(frame, Fund, ct) is not { } row)
        {
            return NotFound();
        }

        var claims = await frame.ListAsync<Claim>("""
            with t as (select a.enrolment_id as id, count(*)::integer as sessions, sum(extract(epoch from upper(s.during) - lower(s.during)) / 60)::integer as minutes from attendance a join programme_session s on s.id = a.session_id and s.state = 'held' join fund f on f.id = @Fund
              where a.enrolment_id in (select enrolment_id from fund_claim where fund_id = @Fund) and a.state in ('present', 'late') and (lower(s.during) at time zone 'Europe/Amsterdam')::date between f.starts and f.ends group by 1)
            select c.reference, g.name as programme, c.state, c.cents, c.actual, coalesce(t.sessions, 0) as sessions, coalesce(t.minutes, 0) as minutes, c.at, c.state_at
            from fund_claim c join enrolment e on e.id = c.enrolment_id join programme g on g.id = e.programme_id left join t on t.id = e.id where c.fund_id = @Fund order by c.reference
            """, new { Fund }, ct);
        journal.Read("export fund account", [], Facets.None, "", new { fund = Fund, claims = claims.Count });
        string[] headers = [text["Kenmerk"], text["Programma"], text["Stand"], text["Afgesproken"], text["Binnengekomen"], text["Bijeenkomsten"], text["Minuten"], text["Toegezegd op"], text["Stand sinds"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Verantwoording"], row.Name), text["Verantwoording"], headers,
            claims.ConvertAll(c => new Cell[] { c.Reference, c.Programme, text[FundWords.State(c.State)], Cell.Euros(c.Cents), c.Actual is { } actual ? Cell.Euros(actual) : Cell.Empty, c.Sessions, c.Minutes, Amsterdam.Day(c.At), Amsterdam.Day(c.StateAt) }));
    }

    // Small ones go together; when that would leave one alone, or still too few, the next smallest goes along, so that it cannot be computed from the whole.
    private static List<Part> Hide(List<Part> parts)
    {
        var (small, large) = (parts.FindAll(p => p.Children < Fewest || p.Name.Length == 0), parts.FindAll(p => p.Children >= Fewest && p.Name.Length > 0));
        while (small.Count > 0 && (small.Count == 1 || small.Sum(p => p.Children) < Fewest) && large.Count > 0)
        {
            var next = large.MinBy(p => p.Children)!;
            small.Add(next);
            large.Remove(next);
        }

        if (small.Count > 0)
        {
            large.Add(new Part { Name = "", Children = small.Sum(p => p.Children), Sessions = small.Sum(p => p.Sessions), Minutes = small.Sum(p => p.Minutes), Committed = small.Sum(p => p.Committed), Claimed = small.Sum(p => p.Claimed), Paid = small.Sum(p => p.Paid) });
        }

        return large;
    }
}
