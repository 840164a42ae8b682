using System.Text.Json;
using InBeeld.Capabilities.Coordination.ListSignals;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.Today;

/// <summary>The day of the coordinator: what waits for a decision, what is too late with its name, and who has how much work.</summary>
[Needs(Role.Coordinator)]
internal sealed class TodayModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Late
    {
        public Guid CaseId { get; set; }
        public Guid StepId { get; set; }
        public Guid PupilId { get; set; }
        public string Title { get; set; } = "";
        public string GivenName { get; set; } = "";
        public DateOnly DueOn { get; set; }
        public string Person { get; set; } = "";
        public string Party { get; set; } = "";
        public int Total { get; set; }
    }

    internal sealed class Party
    {
        public string Name { get; set; } = "";
        public int Open { get; set; }
        public int? Carries { get; set; }
        public int People { get; set; }
    }

    internal sealed class Figures
    {
        public int Waiting { get; set; }
        public int Before { get; set; }
        public double? Median { get; set; }
        public int Decided { get; set; }
        public int Unanswered { get; set; }
        public int Closing { get; set; }
        public int Transfers { get; set; }
        public string Parties { get; set; } = "[]";
    }

    public List<SignalRow> Rows { get; private set; } = [];
    public List<Late> TooLate { get; private set; } = [];
    public List<Party> Parties { get; private set; } = [];
    public Figures Numbers { get; private set; } = new();
    public DateOnly Day { get; private set; }

    public int Open => Parties.Sum(p => p.Open);
    public int Busy => Parties.Sum(p => p.People);

    /// <summary>The end of every bar.</summary>
    public int Longest => Parties.Select(p => Math.Max(p.Open, p.Carries ?? 0)).Append(1).Max();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Day = clock.Today();
        var tomorrow = Amsterdam.At(Day.AddDays(1), TimeOnly.MinValue);
        Numbers = (await frame.OneAsync<Figures>("""
            select (select count(*)::integer from signal where state in ('new', 'brought_in')) as waiting,
              (select count(*)::integer from signal where state in ('new', 'brought_in') and decide_by < @tomorrow) as before,
              x.median, x.decided, (select count(*)::integer from care_case where municipality_id = @OrganisationId and state = 'open' and lead_state = 'asked' and lead_answer_by < @Day) as unanswered,
              (select count(*)::integer from care_case where municipality_id = @OrganisationId and state = 'closing') as closing,
              (select count(*)::integer from case_transfer where to_id = @OrganisationId and state = 'asked') as transfers,
              (select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'carries', o.carries, 'open', coalesce(c.open, 0), 'people', coalesce(c.people, 0)) order by o.kind, o.name), '[]')::text from organisation o
                left join (select lead_organisation_id, count(*)::integer as open, count(distinct lead_membership_id)::integer as people from care_case where municipality_id = @OrganisationId and state <> 'closed' group by 1) c on c.lead_organisation_id = o.id
                where (o.kind = 'team' and o.municipality_code = @MunicipalityCode and o.is_on) or (o.id = @OrganisationId and c.open > 0)) as parties
            from (select percentile_cont(0.5) within group (order by extract(epoch from c.opened_at - s.at) / 86400.0) as median, count(*)::integer as decided
              from care_case c join lateral (select min(y.at) as at from signal y where y.case_id = c.id) s on s.at is not null
              where c.municipality_id = @OrganisationId and c.opened_at > @since) x
            """, new { user.OrganisationId, user.MunicipalityCode, tomorrow, Day, since = clock.GetUtcNow().AddDays(-60) }, ct))!;
        Parties = JsonSerializer.Deserialize<List<Party>>(Numbers.Parties, JsonSerializerOptions.Web)!;
        Rows = await frame.ListAsync<SignalRow>($"""
            with k as materialized (select s.id from signal s where s.state in ('new', 'brought_in') order by -s.urgency, s.decide_by, s.id limit 6)
            select {SignalRow.Columns} from {SignalRow.From} join k on k.id = s.id order by -s.urgency, s.decide_by, s.id
            """, null, ct);
        // Too late for the coordinator a day after it was for the owner.
        TooLate = await frame.ListAsync<Late>("""
            select s.id as step_id, s.case_id, c.pupil_id, s.title, p.given_name, s.due_on, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as person, o.name as party, (count(*) over ())::integer as total
            from care_case c join case_step s on s.case_id = c.id and s.state = 'open' and s.due_on < @Day - 1 join pupil p on p.id = c.pupil_id
            join membership m on m.id = s.owner_id join person w on w.id = m.person_id join organisation o on o.id = m.organisation_id
            where c.municipality_id = @OrganisationId and c.state <> 'closed' and c.next_due < @Day - 1 order by s.due_on, s.id limit 6
            """, new { user.OrganisationId, Day }, ct);
        journal.Read("open today", [.. Rows.Where(r => r.PupilId is not null).Select(r => r.PupilId!.Value), .. TooLate.Select(l => l.PupilId)], Facets.Identity | Facets.Care);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/coordination";
    }

    public string Heading() => Numbers.Waiting == 0 ? text["Geen signaal wacht op jouw besluit"]
        : Numbers.Before == 0 ? text.N(Numbers.Waiting, "1 signaal wacht op jouw besluit", "{0} signalen wachten op jouw besluit")
        : text.N(Numbers.Waiting, "1 signaal wacht op jouw besluit, vandaag", "{0} signalen wachten op jouw besluit, {1} daarvan vandaag", Numbers.Before);
}
