using InBeeld.Capabilities.Contact.Ladder;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.Worries;

/// <summary>The care professional's start: worries by urgency, what the ladder proposes, and who took emergency access.</summary>
[Needs(Role.Care)]
internal sealed class ListWorriesModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, HandleWorry handle) : PageModel
{
    private const int PageSize = 50;
    private const int FewProposals = 8;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string? GroupName { get; set; }
        public string Text { get; set; } = "";
        public short Urgency { get; set; }
        public DateTimeOffset At { get; set; }
        public string State { get; set; } = "";
        public string ByName { get; set; } = "";
        public string? TakenByName { get; set; }
        public bool TakenByMe { get; set; }
        public DateTimeOffset? DoneAt { get; set; }
        public int OpenNow { get; set; }
        public int TodayNow { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    internal sealed class Emergency
    {
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string ByName { get; set; } = "";
        public string Organisation { get; set; } = "";
        public string Reason { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset Ends { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    /// <summary>Those that are done instead of those that wait.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public List<Proposed> Proposals { get; private set; } = [];
    public int ProposalCount { get; private set; }
    public List<Emergency> Emergencies { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Rows = await frame.ListAsync<Row>($"""
            select w.id, w.pupil_id, p.given_name, p.prefix, p.surname, g.name as group_name, w.text, w.urgency, w.at, w.state, w.done_at, w.taken_by = @PersonId as taken_by_me,
              trim(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname)) as by_name, trim(concat_ws(' ', t.given_name, nullif(t.prefix, ''), t.surname)) as taken_by_name,
              (select count(*)::integer from worry o where o.school_id = @OrganisationId and o.state <> 'done') as open_now,
              (select count(*)::integer from worry o where o.school_id = @OrganisationId and o.state <> 'done' and o.urgency = 3) as today_now
            from worry w join pupil p on p.id = w.pupil_id left join school_group g on g.id = p.group_id left join person b on b.id = w.by_person left join person t on t.id = w.taken_by
            where w.school_id = @OrganisationId and w.state {(Done ? "=" : "<>")} 'done'
              and (@After::uuid is null or {(Done ? "(w.done_at, w.id) < (select x.done_at, x.id from worry x where x.id = @After)" : "(-w.urgency, w.at, w.id) > (select -x.urgency, x.at, x.id from worry x where x.id = @After)")})
            order by {(Done ? "w.done_at desc, w.id desc" : "w.urgency desc, w.at, w.id")} limit @most
            """, new { user.OrganisationId, user.PersonId, After, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        if (!Done)
        {
            var proposals = await Proposed.OfAsync(frame, user.OrganisationId, Today, ct);
            (ProposalCount, Proposals) = (proposals.Count, [.. proposals.Take(FewProposals)]);
            Emergencies = await frame.ListAsync<Emergency>("""
                select e.pupil_id, p.given_name, p.prefix, p.surname, trim(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname)) as by_name, o.name as organisation, e.reason, e.starts, e.ends
                from emergency_access e join pupil p on p.id = e.pupil_id join person b on b.id = e.person_id join organisation o on o.id = e.organisation_id
                where p.school_id = @OrganisationId and e.starts > @since order by e.starts desc limit 10
                """, new { user.OrganisationId, since = clock.GetUtcNow().AddDays(-14) }, ct);
        }

        journal.Read("open worries", Rows.Select(r => r.PupilId).Concat(Proposals.Select(p => p.Id)).Concat(Emergencies.Select(e => e.PupilId)).Distinct(), Facets.Identity | Facets.Contact | Facets.Care, "school");
        ViewData["Title"] = Heading();
        return Page();
    }

    /// <summary>"3 zorgen wachten op jou, 1 daarvan vandaag".</summary>
    public string Heading()
    {
        if (Done)
        {
            return text["Afgeronde zorgen"];
        }

        var (open, today) = Rows.Count == 0 ? (0, 0) : (Rows[0].OpenNow, Rows[0].TodayNow);
        var waiting = open == 0 ? text["Geen zorgen die wachten"] : text.N(open, "1 zorg wacht op jou", "{0} zorgen wachten op jou");
        return today == 0 ? waiting : waiting + ", " + (today == open ? text["vandaag nog"] : text["{0} daarvan vandaag", today]);
    }

    public async Task<IActionResult> OnPostTakeAsync(Guid worry, CancellationToken ct)
    {
        if (!(await handle.TakeAsync(worry, ct)).Ok)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["Jij pakt deze zorg op."], $"/worries?handler=PutBack&worry={worry}");
        return Redirect($"/worries/{worry}");
    }

    public async Task<IActionResult> OnPostPutBackAsync(Guid worry, CancellationToken ct)
    {
        if (!(await handle.PutBackAsync(worry, ct)).Ok)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["De zorg staat weer open."]);
        return Redirect("/worries");
    }
}
