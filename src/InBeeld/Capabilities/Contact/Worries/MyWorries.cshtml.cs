using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.Worries;

/// <summary>The worries that somebody flagged, with what became of them; as long as the child is in one's class.</summary>
[Needs(Role.Teacher, Role.Principal)]
internal sealed class MyWorriesModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    internal sealed class Row
    {
        public Guid Id { get; set; }
        public Guid PupilId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string Text { get; set; } = "";
        public short Urgency { get; set; }
        public DateTimeOffset At { get; set; }
        public string State { get; set; } = "";
        public string Answer { get; set; } = "";
        public string? TakenByName { get; set; }
        public int OpenNow { get; set; }
        public int AnsweredNow { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Rows = await frame.ListAsync<Row>("""
            select w.id, w.pupil_id, p.given_name, p.prefix, p.surname, w.text, w.urgency, w.at, w.state, w.answer, trim(concat_ws(' ', t.given_name, nullif(t.prefix, ''), t.surname)) as taken_by_name,
              (count(*) filter (where w.state <> 'done') over ())::integer as open_now, (count(*) filter (where w.state <> 'done' and w.answer <> '') over ())::integer as answered_now
            from worry w join pupil p on p.id = w.pupil_id left join person t on t.id = w.taken_by
            where w.by_person = @PersonId and w.school_id = @OrganisationId and (@After::uuid is null or (w.at, w.id) < (select x.at, x.id from worry x where x.id = @After))
            order by w.at desc, w.id desc limit @most
            """, new { user.PersonId, user.OrganisationId, After, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("open my worries", Rows.Select(r => r.PupilId).Distinct(), Facets.Identity | Facets.Care, "own words");
        ViewData["Title"] = Heading();
    }

    public string Heading()
    {
        var (open, answered) = (Rows.FirstOrDefault()?.OpenNow ?? 0, Rows.FirstOrDefault()?.AnsweredNow ?? 0);
        return open == 0 ? text["Geen zorgen die nog lopen"] : text.N(open, "1 zorg loopt nog", "{0} zorgen lopen nog") + (answered == 0 ? "" : ", " + text["{0} met antwoord", answered]);
    }
}
