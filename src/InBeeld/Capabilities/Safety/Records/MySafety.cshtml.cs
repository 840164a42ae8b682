using InBeeld.Capabilities.Safety.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.Records;

/// <summary>The records that whoever asks reads: which step is next, and since when nothing was done.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.Coordinator)]
internal sealed class MySafetyModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string SchoolName { get; set; } = "";
        public string? GroupName { get; set; }
        public string Outcome { get; set; } = "";
        public DateTimeOffset? ClosedAt { get; set; }
        public DateTimeOffset Since { get; set; }
        public short[] Steps { get; set; } = [];
        public int Total { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);

        /// <summary>The first step that was not taken; 0 when all were.</summary>
        public short Next => Meldcode.Steps.FirstOrDefault(s => !Steps.Contains(s));
    }

    /// <summary>Those that are closed instead of those that run.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Closed { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public bool More { get; private set; }
    public int Handovers { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        // Own rows first, through the names in safety_reader: a handful per person, whatever the size of the country.
        Rows = await frame.ListAsync<Row>("""
            select r.id, c.pupil_id, c.given_name, c.prefix, c.surname, c.school_name, c.group_name, r.outcome, r.closed_at, coalesce(s.last_at, r.begun_at) as since, coalesce(s.steps, '{}') as steps, x.total
            from (select y.id, (count(*) over ())::integer as total from safety_record y
                where y.id in (select z.record_id from safety_reader z where z.person_id = @PersonId and z.ends is null) and y.state = @state) x
            join safety_record r on r.id = x.id cross join lateral app.safety_child(r.id) c
            left join lateral (select array_agg(t.step order by t.step) as steps, max(t.at) as last_at from safety_step t where t.record_id = r.id) s on true
            where @After::uuid is null or r.id < @After order by r.id desc limit @most
            """, new { user.PersonId, state = Closed ? SafetyRecord.Closed : SafetyRecord.Open, After, most = PageSize + 1 }, ct);
        Total = Rows.FirstOrDefault()?.Total ?? 0;
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        Handovers = user.Is(Role.Care) ? await frame.OneAsync<int>("select count(*)::integer from safety_handover where school_id = @OrganisationId and state = 'new'", new { user.OrganisationId }, ct) : 0;
        foreach (var row in Rows)
        {
            journal.Read("open safety list", [row.PupilId], Facets.Identity | Facets.Safety, "", new { safety = row.Id });
        }

        ViewData["Title"] = Heading();
    }

    public string Heading() => Closed ? text.N(Total, "1 meldcode is afgesloten", "{0} meldcodes zijn afgesloten") : Total == 0 ? text["Er loopt geen meldcode bij jou"] : text.N(Total, "1 meldcode loopt bij jou", "{0} meldcodes lopen bij jou");
}
