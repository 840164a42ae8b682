using InBeeld.Capabilities.Coordination.CaseList;
using InBeeld.Capabilities.Coordination.Model;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.MyDay;

/// <summary>What somebody of a team does today: steps that are too late, of today and of this week, cases that wait for an answer, agreements to look at again.</summary>
[Needs(Role.Caseworker, Role.Attendance, Role.TeamLead)]
internal sealed class MyDayModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private const int AtMost = 100;

    internal sealed class Line
    {
        public string What { get; set; } = "";
        public Guid Id { get; set; }
        public Guid CaseId { get; set; }
        public long Number { get; set; }
        public Guid? PupilId { get; set; }
        public string? GivenName { get; set; }
        public string? Prefix { get; set; }
        public string? Surname { get; set; }
        public DateOnly? BirthDate { get; set; }
        public string Kind { get; set; } = "";
        public string Title { get; set; } = "";
        public int Urgency { get; set; }
        public DateOnly? DueOn { get; set; }
        public string? DueAt { get; set; }
        public bool Along { get; set; }
        public string Other { get; set; } = "";

        public string Called(Text text) => Surname is null ? text["Zaak {0}", Number] : new PersonName(GivenName ?? "", Prefix ?? "", Surname).Full;

        public string Age(Text text, DateOnly today) => CaseRow.Years(BirthDate, today) is { } years ? ", " + text.N(years, "1 jaar", "{0} jaar") : "";
    }

    public List<Line> Steps { get; private set; } = [];
    public List<Line> Asked { get; private set; } = [];
    public List<Line> Reviews { get; private set; } = [];
    public DateOnly Today { get; private set; }

    /// <summary>Of the team: cases of somebody who left.</summary>
    public int Nobody { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        var args = new { user.MembershipId, user.OrganisationId, user.MunicipalityCode, today = Today, until = Today.AddDays(7), most = AtMost };
        Steps = await frame.ListAsync<Line>($"""
            select 'step' as what, s.id, s.case_id, c.number, p.id as pupil_id, p.given_name, p.prefix, p.surname, p.birth_date, s.kind, s.title, c.urgency, s.due_on, to_char(s.due_at, 'HH24.MI') as due_at, s.owner_id <> @MembershipId as along,
              coalesce((select trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) from membership m join person w on w.id = m.person_id where m.id = case when s.owner_id = @MembershipId then s.companion_id else s.owner_id end), '') as other
            from case_step s join care_case c on c.id = s.case_id left join pupil p on p.id = c.pupil_id
            where (s.owner_id = @MembershipId or s.companion_id = @MembershipId) and s.state = 'open' and s.due_on <= @until order by s.due_on, s.due_at, -c.urgency, s.id limit @most
            """, args, ct);
        // One journey for the cases that wait and the agreements: they stand beside each other.
        var beside = await frame.ListAsync<Line>($"""
            (select 'asked' as what, c.id, c.id as case_id, c.number, p.id as pupil_id, p.given_name, p.prefix, p.surname, p.birth_date, c.kind, '' as title, c.urgency, c.lead_answer_by as due_on
              from care_case c left join pupil p on p.id = c.pupil_id where c.lead_membership_id = @MembershipId and c.state = 'open' and c.lead_state = 'asked' order by c.lead_answer_by, c.id limit @most)
            union all
            (select 'review', a.id, c.id, c.number, p.id, p.given_name, p.prefix, p.surname, p.birth_date, a.kind, a.what, c.urgency, a.review_on
              from care_case c join case_agreement a on a.case_id = c.id and a.state in ('agreed', 'running') and a.review_on <= @until left join pupil p on p.id = c.pupil_id
              where c.lead_membership_id = @MembershipId and c.state <> 'closed' order by a.review_on, a.id limit @most)
            """, args, ct);
        (Asked, Reviews) = ([.. beside.Where(b => b.What == "asked")], [.. beside.Where(b => b.What == "review")]);
        if (user.Is(Role.TeamLead))
        {
            Nobody = await frame.OneAsync<int>($"select count(*)::integer from (select 1 from care_case c where c.lead_organisation_id = @OrganisationId and c.state = 'open' and {CaseFilter.WithoutPerson} limit 1000) x", args, ct);
        }

        journal.Read("open my day", Steps.Concat(beside).Where(l => l.PupilId is not null).Select(l => l.PupilId!.Value).Distinct(), Facets.Identity | Facets.Care, "own tasks");
        ViewData["Title"] = Heading();
    }

    public IEnumerable<(string Word, List<Line> Lines)> Groups()
    {
        foreach (var (group, word) in new[] { ("late", "Te laat"), ("today", "Vandaag"), ("soon", "Binnenkort"), ("later", "Later deze week") })
        {
            if (Steps.Where(s => Lateness.Group(s.DueOn!.Value, Today) == group).ToList() is { Count: > 0 } lines)
            {
                yield return (text[word], lines);
            }
        }
    }

    /// <summary>"2 stappen vandaag, 1 te laat".</summary>
    public string Heading()
    {
        var (today, late) = (Steps.Count(s => s.DueOn == Today), Steps.Count(s => s.DueOn < Today));
        var first = today == 0 ? text["Geen stappen vandaag"] : text.N(today, "1 stap vandaag", "{0} stappen vandaag");
        return late == 0 ? first : first + ", " + text["{0} te laat", late];
    }
}
