using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.People.ManagePeople;

[Needs(Role.Principal, Role.Office, Role.Care, Role.Administrator)]
internal sealed class GroupModel(Frame frame, Desk desk, AddTeacher add, Journal journal, TimeProvider clock, Text text) : PageModel
{
    internal sealed class Standing
    {
        public Guid Id { get; set; }
        public Guid PersonId { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public DateOnly Starts { get; set; }
        public DateOnly? Ends { get; set; }
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    internal sealed record Choice(Guid Id, string GivenName, string Prefix, string Surname)
    {
        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    [BindProperty(SupportsGet = true)]
    public Guid? Organisation { get; set; }

    [BindProperty(SupportsGet = true, Name = "group")]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid? Teacher { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    public Desk Desk => desk;

    public string Name { get; private set; } = "";

    public List<Standing> Teachers { get; private set; } = [];

    public List<Choice> Choices { get; private set; } = [];

    public List<Refusal> Refusals { get; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        From = clock.Today();
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid || Teacher is null || id == Guid.Empty)
        {
            Refusals.Add(Teacher is null ? new Refusal("Teacher", "Kies een leerkracht.") : new Refusal("From", "Vul geldige datums in."));
            return Page();
        }

        var done = await add.RunAsync(new AddTeacher.Input(id, Id, Teacher.Value, From, Until), desk, ct);
        if (!done.Ok)
        {
            Refusals.AddRange(done.Refusals);
            return Page();
        }

        Saved.Say(HttpContext, text["{0} staat voor groep {1}.", Choices.FirstOrDefault(c => c.Id == Teacher)?.Name.Full ?? "", Name]);
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid standing, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Teachers.FirstOrDefault(t => t.Id == standing) is not { } row)
        {
            return NotFound();
        }

        // Up to and including yesterday: from now on the children are out of sight.
        await frame.DoAsync("update group_teacher set ends = @yesterday where id = @standing", new { yesterday = clock.Today().AddDays(-1), standing }, ct);
        journal.Write("remove teacher from group", [], Facets.None, "", new { group = Id, person = row.PersonId });
        Saved.Say(HttpContext, text["{0} staat niet meer voor groep {1}.", row.Name.Full, Name], $"{Here}{(desk.Elsewhere ? "&" : "?")}handler=Again&standing={standing}&until={row.Ends:yyyy-MM-dd}");
        return Redirect(Here);
    }

    /// <summary>Undo of a removal, as long as nobody put this teacher here again.</summary>
    public async Task<IActionResult> OnPostAgainAsync(Guid standing, DateOnly? until, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var back = await frame.DoAsync("""
            update group_teacher t set ends = @until where t.id = @standing and t.group_id = @Id and t.ends = @yesterday
              and not exists (select 1 from group_teacher x where x.group_id = t.group_id and x.person_id = t.person_id and x.id <> t.id and (x.ends is null or x.ends >= @yesterday))
            """, new { until, standing, Id, yesterday = clock.Today().AddDays(-1) }, ct);
        if (back > 0)
        {
            journal.Write("add teacher to group", [], Facets.None, "undo", new { group = Id, standing });
            Saved.Say(HttpContext, text["Ongedaan gemaakt."]);
        }

        return Redirect(Here);
    }

    private string Here => desk.Link($"/people/groups/{Id}");

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await desk.OpenAsync(Organisation, ct) || await frame.OneAsync<string>("select name from school_group where id = @Id and school_id = @school and ended_on is null", new { Id, school = desk.Id }, ct) is not { } name)
        {
            return false;
        }

        Name = name;
        var args = new { Id, school = desk.Id, today = clock.Today() };
        Teachers = await frame.ListAsync<Standing>("""
            select t.id, t.person_id, p.given_name, p.prefix, p.surname, t.starts, t.ends from group_teacher t join person p on p.id = t.person_id
            where t.group_id = @Id and t.school_id = @school and (t.ends is null or t.ends >= @today) order by t.starts, p.surname, t.id
            """, args, ct);
        Choices = await frame.ListAsync<Choice>("""
            select distinct p.id, p.given_name as GivenName, p.prefix, p.surname from membership m join person p on p.id = m.person_id and p.closed_at is null
            where m.organisation_id = @school and m.role = 'teacher' and (m.ends is null or m.ends >= @today) order by p.surname, p.given_name, p.id limit 500
            """, args, ct);
        return true;
    }
}
