using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.OpenDays;

/// <summary>How a programme reaches parents: its open days and meetings, and the talks with parents per month. Only numbers.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class ParentsModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Month
    {
        public DateOnly First { get; set; }
        public int Door { get; set; }
        public int Phone { get; set; }
        public int App { get; set; }
        public int Children { get; set; }
        public int Together => Door + Phone + App;
    }

    private static readonly string[] Words = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public ProgrammeRow Row { get; private set; } = new();
    public List<OpenDayRow> Days { get; private set; } = [];
    public bool More { get; private set; }
    public List<Month> Months { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public string Named(DateOnly month) => $"{text[Words[month.Month - 1]]} {month.Year}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        using var rows = await frame.ManyAsync($"""
            {ProgrammeRow.Sql} where p.id = @Programme and p.id = any ((select app.guided())::uuid[]);
            {OpenDayRow.Sql} where d.programme_id = @Programme and (@After::uuid is null or (lower(d.during), d.id) < (select lower(x.during), x.id from open_day x where x.id = @After)) order by lower(d.during) desc, d.id desc limit @limit;
            select date_trunc('month', t.at at time zone 'Europe/Amsterdam')::date as first, count(*) filter (where t.how = 'door')::integer as door, count(*) filter (where t.how = 'phone')::integer as phone, count(*) filter (where t.how = 'app')::integer as app,
              count(distinct t.enrolment_id)::integer as children from parent_talk t where t.programme_id = @Programme and t.removed_at is null and t.at > @now - interval '12 months' group by 1 order by 1 desc
            """, new { Programme, After, limit = PageSize + 1, now = clock.GetUtcNow() }, ct);
        if (await rows.ReadFirstOrDefaultAsync<ProgrammeRow>() is not { } row)
        {
            return NotFound();
        }

        Row = row;
        Days = [.. await rows.ReadAsync<OpenDayRow>()];
        More = Days.Count > PageSize;
        Days = [.. Days.Take(PageSize)];
        Months = [.. await rows.ReadAsync<Month>()];
        journal.Read("count parents", [], Facets.None, "", new { programme = Programme });
        (ViewData["Title"], ViewData["Menu"]) = (text.N(Months.Sum(m => m.Together), "1 gesprek met ouders in een jaar", "{0} gesprekken met ouders in een jaar"), "/programmes");
        return Page();
    }
}
