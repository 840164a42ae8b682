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

    public ProgrammeRow? Chosen => Programmes.Find(p => p.Id == Programme);

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
        var known = (await frame.OneAsync<Known>("select o.level, p.year_group, p.birth_date from pupil p join organisation o on o.id = p.school_id where p.id = @Pupil", new { Pupil }, ct))!;
        Facts = new Facts(known.Level, known.YearGroup, known.BirthDate, []);
        Programmes = await ProgrammeRow.ListAsync(frame, "open", null, 50, clock.GetUtcNow(), ct);
        Programmes.RemoveAll(p => !p.IsOpen(Today));
        Criteria = (await frame.ListAsync<CriterionOf>("select programme_id, id, kind, least, most, levels, question from programme_criterion where programme_id = any (@ids) order by programme_id, position, id", new { ids = Programmes.Select(p => p.Id).ToArray() }, ct)).ToLookup(c => c.ProgrammeId, c => (Criterion)c);
        Takes = (await frame.ListAsync<Taking>("select distinct on (e.programme_id) e.id, e.programme_id, e.state, w.place, w.expected from enrolment e join participant p on p.id = e.participant_id left join lateral app.waiting_place(e.id, @now) w on e.state = 'waiting' where p.pupil_id = @Pupil order by e.programme_id, e.at desc", new { Pupil, now = clock.GetUtcNow() }, ct)).ToDictionary(t => t.ProgrammeId);
        Times = (await frame.ListAsync<There>("select programme_id, times, of from app.times_there(@Pupil)", new { Pupil }, ct)).ToDictionary(t => t.ProgrammeId);
        if (Chosen is not null && child.FamilyId is { } family)
        {
            Contacts = await frame.ListAsync<Contact>("select id, name, relation from contact_person where family_id = @family and removed_at is null and phone <> '' order by position, id limit 6", new { family }, ct);
        }

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
