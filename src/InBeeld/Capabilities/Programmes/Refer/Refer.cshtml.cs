using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Refer;

/// <summary>From the class list, in under a minute: which programmes there are for a child, whether it fits, and bring it in.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class ReferModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, ReferPupil refer) : PageModel
{
    internal sealed class Known
    {
        public string Level { get; set; } = "";
        public int? YearGroup { get; set; }
        public DateOnly? BirthDate { get; set; }
    }

    internal sealed class Contact
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Relation { get; set; } = "";
    }

    internal sealed class Taking
    {
        public Guid Id { get; set; }
        public Guid ProgrammeId { get; set; }
        public string State { get; set; } = "";
        public int? Place { get; set; }
        public DateOnly? Expected { get; set; }

        /// <summary>Of who was not placed: why, and what fits better.</summary>
        public string Reason { get; set; } = "";
        public string? Instead { get; set; }

        /// <summary>There is a thread with who carries it out, and whoever asks takes part in it.</summary>
        public bool Talks { get; set; }
    }

    internal sealed class There
    {
        public Guid ProgrammeId { get; set; }
        public int Times { get; set; }
        public int Of { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    /// <summary>Which programme the form is open for; null: the first one to choose from.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Programme { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Wish { get; set; }

    [BindProperty]
    public List<Guid> Yes { get; set; } = [];

    [BindProperty]
    public Guid? Call { get; set; }

    public Child Child { get; private set; } = new();
    public Facts Facts { get; private set; } = new("", null, null, []);
    public List<ProgrammeRow> Programmes { get; private set; } = [];
    public ILookup<Guid, Criterion> Criteria { get; private set; } = Array.Empty<Criterion>().ToLookup(_ => Guid.Empty);
    public List<Contact> Contacts { get; private set; } = [];
    public Dictionary<Guid, Taking> Takes { get; private set; } = [];

    /// <summary>How often the child was there; that number is all the school sees of it.</summary>
    public Dictionary<Guid, There> Times { get; private set; } = [];

    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    /// <summary>Whose task it is to say what is seen in class.</summary>
    public bool Answers => user.Is(Role.Teacher, Role.Care);

    public ProgrammeRow? Chosen => Programmes.Find(p => p.Id == Programme && p.IsOpen(Today));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Programme is not { } programme)
        {
            return NotFound();
        }

        Wish = Wish?.Trim().ReplaceLineEndings("\n") ?? "";
        var outcome = await refer.RunAsync(new Referral(Id, programme, Pupil, Wish, [.. Yes], Call), [.. Criteria[programme]], Facts, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["{0} is aangemeld. De bibliotheek neemt contact op.", Child.GivenName]);
        return Redirect($"/children/{Pupil}/programmes");
    }

    /// <summary>Why the child does not fit a programme yet, of what is known; the questions are asked in the form.</summary>
    public List<string> NotYet(Guid programme) => [.. Criteria[programme].Where(c => c.Kind != "question").Select(c => c.NotYet(Facts, Today, text)).OfType<Refusal>().Select(r => text.Say(r))];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        Child = child;
        // Programmes that are open, and those in which the child is or was, also when they take no new children.
        using var rows = await frame.ManyAsync($"""
            select o.level, p.year_group, p.birth_date from pupil p join organisation o on o.id = p.school_id where p.id = @Pupil;
            select distinct on (e.programme_id) e.id, e.programme_id, e.state, w.place, w.expected, case when e.state = 'declined' then e.reason else '' end as reason, a.name as instead, e.id = any ((select app.my_threads())::uuid[]) as talks
              from enrolment e join participant p on p.id = e.participant_id left join programme a on a.id = e.alternative_id left join lateral app.waiting_place(e.id, @now) w on e.state = 'waiting'
              where p.pupil_id = @Pupil order by e.programme_id, e.at desc;
            select id, programme_id, state from app.asked_again(@Pupil);
            {ProgrammeRow.Sql} where p.state = 'open' and p.ends >= @Today and p.audience = 'child' or p.id in (select e.programme_id from enrolment e join participant x on x.id = e.participant_id where x.pupil_id = @Pupil union select a.programme_id from app.asked_again(@Pupil) a) order by p.starts desc, p.id desc limit 50;
            select programme_id, id, kind, least, most, levels, question from programme_criterion where programme_id in (select id from programme where state = 'open') order by programme_id, position, id;
            select programme_id, times, of from app.times_there(@Pupil);
            select id, name, relation from contact_person where @Programme::uuid is not null and family_id = @FamilyId and removed_at is null and phone <> '' order by position, id limit 6
            """, new { Pupil, Programme, child.FamilyId, Today, now = clock.GetUtcNow() }, ct);
        var known = await rows.ReadSingleAsync<Known>();
        Facts = new Facts(known.Level, known.YearGroup, known.BirthDate, []);
        Takes = (await rows.ReadAsync<Taking>()).ToDictionary(t => t.ProgrammeId);
        foreach (var again in await rows.ReadAsync<Taking>())
        {
            Takes[again.ProgrammeId] = again;
        }

        Programmes = [.. await rows.ReadAsync<ProgrammeRow>()];
        Criteria = (await rows.ReadAsync<CriterionOf>()).ToLookup(c => c.ProgrammeId, c => (Criterion)c);
        Times = (await rows.ReadAsync<There>()).ToDictionary(t => t.ProgrammeId);
        Contacts = [.. await rows.ReadAsync<Contact>()];
        journal.Read("choose programme", [Pupil], Facets.Identity | (Contacts.Count > 0 ? Facets.Contact : Facets.None));
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes");
        return true;
    }

    public string Heading() => Chosen is { } chosen ? text["Meld {0} aan voor {1}", Child.GivenName, chosen.Name] : text["Programma's voor {0}", Child.GivenName];

    internal sealed class CriterionOf : Criterion
    {
        public Guid ProgrammeId { get; set; }
    }
}
