using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>Which municipalities are on: of the country per province, of a province per municipality; on a map where boundaries are known.</summary>
[Needs(Role.Administrator)]
internal sealed class ListMunicipalitiesModel(Frame frame, Text text) : PageModel
{
    internal sealed class Row
    {
        public string Code { get; set; } = "";
        public string Name { get; set; } = "";
        public string Province { get; set; } = "";
        public bool IsOn { get; set; }
        public int Schools { get; set; }
        public int SchoolsOn { get; set; }
        public string? Boundary { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public string? Province { get; set; }

    /// <summary>Of the chosen province, or all.</summary>
    public List<Row> Rows { get; private set; } = [];

    public List<string> Provinces { get; private set; } = [];

    public MapDrawing? Map { get; private set; }

    public bool Country => string.IsNullOrEmpty(Province);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await frame.ListAsync<Row>("""
            select m.code, m.name, m.province, coalesce(o.is_on, false) as is_on, coalesce(s.schools, 0) as schools, coalesce(s.schools_on, 0) as schools_on, m.boundary::text as boundary
            from municipality m left join organisation o on o.kind = 'municipality' and o.code = m.code
            left join (select municipality_code, count(*)::integer as schools, (count(*) filter (where is_on))::integer as schools_on from organisation
              where kind = 'school' and gone_on is null group by municipality_code) s on s.municipality_code = m.code
            order by m.name
            """, null, ct);
        Provinces = [.. Rows.Select(r => r.Province).Where(p => p.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        Rows = Country ? Rows : [.. Rows.Where(r => r.Province == Province)];
        var on = Rows.Count(r => r.IsOn);
        Map = MunicipalityMap.Draw(
            [.. Rows.Where(r => r.Boundary is not null).Select(r => new MapArea(r.Code, r.Name, r.IsOn, false, r.Boundary!))],
            text["{0} van de {1} gemeenten staan aan", on, Rows.Count], text["Dezelfde gegevens staan in de tabel."]);
        ViewData["Title"] = text["Gemeenten"];
        ViewData["Menu"] = "/organisations";
    }
}
