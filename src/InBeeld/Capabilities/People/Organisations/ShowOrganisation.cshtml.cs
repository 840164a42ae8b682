using InBeeld.Data;
using InBeeld.Kernel.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.Organisations;

[Needs(Role.Administrator)]
internal sealed class ShowOrganisationModel(Frame frame, CurrentUser user) : PageModel
{
    internal sealed class Facts
    {
        public Guid Id { get; set; }
        public string Kind { get; set; } = "";
        public string? Code { get; set; }
        public string Name { get; set; } = "";
        public string Level { get; set; } = "";
        public string? MunicipalityCode { get; set; }
        public string? Town { get; set; }
        public string? RmcRegion { get; set; }
        public Guid? BoardId { get; set; }
        public string? BoardName { get; set; }
        public string Street { get; set; } = "";
        public string Postcode { get; set; } = "";
        public string Place { get; set; } = "";
        public string Phone { get; set; } = "";
        public string Website { get; set; } = "";
        public string Denomination { get; set; } = "";
        public string HolidayRegion { get; set; } = "";
        public string Source { get; set; } = "";
        public bool IsOn { get; set; }
        public DateTimeOffset? SwitchedOnAt { get; set; }
        public DateOnly? GoneOn { get; set; }
        public int People { get; set; }
        public int Invited { get; set; }
        public int Schools { get; set; }
        public int SchoolsOn { get; set; }
        public DateTimeOffset? ReadAt { get; set; }
    }

    public Facts Now { get; private set; } = null!;

    public bool Own => Now.Id == user.OrganisationId;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var now = await frame.OneAsync<Facts>("""
            select o.id, o.kind, o.code, o.name, o.level, o.municipality_code, m.name as town, m.rmc_region, o.board_id, b.name as board_name, o.street, o.postcode, o.place, o.phone, o.website,
              o.denomination, o.holiday_region, o.source, o.is_on, o.switched_on_at, o.gone_on,
              (select count(distinct x.person_id)::integer from membership x where x.organisation_id = o.id and (x.ends is null or x.ends >= current_date)) as people,
              (select count(*)::integer from invitation i where i.organisation_id = o.id and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()) as invited,
              s.schools, s.schools_on,
              case when o.source = 'duo' then (select max(at) from open_data_import where what = 'duo') end as read_at
            from organisation o left join municipality m on m.code = o.municipality_code left join organisation b on b.id = o.board_id
            cross join lateral (select count(*)::integer as schools, (count(*) filter (where c.is_on))::integer as schools_on from organisation c
              where c.kind = 'school' and c.gone_on is null and (o.kind = 'board' and c.board_id = o.id or o.kind = 'municipality' and c.municipality_code = o.code)) s
            where o.id = @id
            """, new { id }, ct);
        if (now is null)
        {
            return NotFound();
        }

        Now = now;
        ViewData["Title"] = now.Name;
        ViewData["Menu"] = "/organisations";
        return Page();
    }
}
