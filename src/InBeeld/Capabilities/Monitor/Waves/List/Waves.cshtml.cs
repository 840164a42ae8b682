using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Waves.List;

/// <summary>The waves of the own institute, the newest school year first.</summary>
[Needs(Role.Researcher)]
internal sealed class WavesModel(Frame frame, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Kind { get; set; } = "";
        public int SchoolYear { get; set; }
        public int? Number { get; set; }
        public DateOnly OpensOn { get; set; }
        public DateOnly ClosesOn { get; set; }
        public string State { get; set; } = "";
        public int Libraries { get; set; }
        public int HandedIn { get; set; }

        public string When(Text words) => new WaveRow { SchoolYear = SchoolYear, Number = Number }.When(words);
    }

    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await frame.ListAsync<Row>("""
            select w.id, w.name, w.kind, w.school_year, w.number, w.opens_on, w.closes_on, w.state, coalesce(y.libraries, 0) as libraries, coalesce(y.handed_in, 0) as handed_in
            from wave w left join lateral (select count(*)::integer as libraries, count(*) filter (where r.state = 'handed-in')::integer as handed_in from wave_reply r where r.wave_id = w.id) y on true
            where @After::uuid is null or (w.school_year, w.id) < (select x.school_year, x.id from wave x where x.id = @After) order by w.school_year desc, w.id desc limit @limit
            """, new { After, limit = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        var open = Rows.Count(r => r.State == "open");
        ViewData["Title"] = open == 0 ? text["Peilingen van de monitor"] : text.N(open, "1 peiling is open", "{0} peilingen zijn open");
    }
}
