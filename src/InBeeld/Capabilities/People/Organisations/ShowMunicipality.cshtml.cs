using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Organisations;

/// <summary>A municipality: its regions and schools, on the map of its province; switches it on, and all its schools after asking with the number.</summary>
[Needs(Role.Administrator)]
internal sealed class ShowMunicipalityModel(Frame frame, Text text, SwitchOrganisation change) : PageModel
{
    internal sealed class Facts
    {
        public string Code { get; set; } = "";
        public string Name { get; set; } = "";
        public string Province { get; set; } = "";
        public string Corop { get; set; } = "";
        public string RmcRegion { get; set; } = "";
        public string EducationArea { get; set; } = "";
        public string[] HolidayRegions { get; set; } = [];
        public Guid? Organisation { get; set; }
        public bool IsOn { get; set; }
    }

    internal sealed class Level
    {
        public string Name { get; set; } = "";
        public int Schools { get; set; }
        public int SchoolsOn { get; set; }
    }

    private sealed class Area
    {
        public string Code { get; set; } = "";
        public string Name { get; set; } = "";
        public bool IsOn { get; set; }
        public string Boundary { get; set; } = "";
    }

    /// <summary>Ask before all schools go on.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Ask { get; set; }

    public Facts Now { get; private set; } = null!;
    public List<Level> Levels { get; private set; } = [];
    public MapDrawing? Map { get; private set; }
    public List<Refusal> Refusals { get; } = [];
    public int Off => Levels.Sum(l => l.Schools - l.SchoolsOn);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => await LoadAsync(code, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostMunicipalityAsync(string code, CancellationToken ct)
    {
        var outcome = await change.MunicipalityAsync(code, ct);
        if (!outcome.Ok)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["De gemeente staat nu aan. De scholen gaan niet vanzelf mee."]);
        return Redirect("/organisations/municipalities/" + code);
    }

    public async Task<IActionResult> OnPostSchoolsAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct))
        {
            return NotFound();
        }

        var switched = await change.SchoolsAsync(code, ct);
        Saved.Say(HttpContext, text.N(switched, "1 school staat nu aan.", "{0} scholen staan nu aan."));
        return Redirect("/organisations/municipalities/" + code);
    }

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        var now = await frame.OneAsync<Facts>("""
            select m.code, m.name, m.province, m.corop, m.rmc_region, m.education_area, m.holiday_regions, o.id as organisation, coalesce(o.is_on, false) as is_on
            from municipality m left join organisation o on o.kind = 'municipality' and o.code = m.code where m.code = @code
            """, new { code }, ct);
        if (now is null)
        {
            return false;
        }

        Now = now;
        Levels = await frame.ListAsync<Level>("""
            select level as name, count(*)::integer as schools, (count(*) filter (where is_on))::integer as schools_on from organisation
            where kind = 'school' and municipality_code = @code and gone_on is null group by level order by array_position(array['primary', 'secondary', 'special', 'mbo', ''], level)
            """, new { code }, ct);
        var areas = await frame.ListAsync<Area>("""
            select m.code, m.name, coalesce(o.is_on, false) as is_on, m.boundary::text as boundary
            from municipality m left join organisation o on o.kind = 'municipality' and o.code = m.code
            where m.boundary is not null and (m.code = @code or m.province = @Province and @Province <> '') and exists (select 1 from municipality x where x.code = @code and x.boundary is not null)
            """, new { code, now.Province }, ct);
        Map = MunicipalityMap.Draw(
            [.. areas.Select(a => new MapArea(a.Code, a.Name, a.IsOn, a.Code == code, a.Boundary))],
            text["{0} in {1}", now.Name, now.Province.Length > 0 ? now.Province : text["Nederland"]], text["De gemeente heeft een dikke rand."]);
        ViewData["Title"] = now.Name;
        ViewData["Menu"] = "/organisations";
        return true;
    }
}
