using InBeeld.Capabilities.Partners.Network;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Show;

/// <summary>Somebody of a partner: what they do where, that they leave and who comes after, and that their details go when they ask for it.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class PersonModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class PersonRow
    {
        public Guid Id { get; set; }
        public Guid PartnerId { get; set; }
        public string Partner { get; set; } = "";
        public string Name { get; set; } = "";
        public string Function { get; set; } = "";
        public string Phone { get; set; } = "";
        public string Email { get; set; } = "";
        public DateOnly? LeftOn { get; set; }
        public int Version { get; set; }
        public int Open { get; set; }
    }

    internal sealed record Colleague(Guid Id, string Name);

    [BindProperty(SupportsGet = true)]
    public Guid Person { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public PersonRow Row { get; private set; } = new();
    public List<LinkRow> Parts { get; private set; } = [];
    public List<Colleague> Colleagues { get; private set; } = [];
    public List<Refusal> Refused { get; } = [];

    /// <summary>Asked whether it is sure: what goes cannot come back.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Erase { get; set; }

    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostLeaveAsync(string? last, Guid? successor, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Typed.Day(last) is not { } day || day < Today.AddYears(-1) || day > Today.AddYears(1))
        {
            Refused.Add(new Refusal("last", "Kies de laatste dag, hooguit een jaar van nu."));
            return Page();
        }

        var why = await frame.OneAsync<string>("select app.succeed_network_person(@Person, @successor, @Version, @day, @now)", new { Person, successor, Version, day, now = clock.GetUtcNow() }, ct);
        if (why is { Length: > 0 })
        {
            Refused.Add(why == "successor" ? new Refusal("successor", "Kies iemand van dezelfde organisatie die er nog is.") : Refusals.LostUpdate);
            Version = Row.Version;
            return Page();
        }

        journal.Write("leave partner person", [], Facets.None, "", new { person = Person, successor });
        Saved.Say(HttpContext, successor is null ? text["{0} vertrekt. De taken wachten op een opvolger.", Row.Name] : text["{0} vertrekt. De taken zijn overgedragen.", Row.Name], $"/partners/people/{Person}?handler=Return");
        return Redirect($"/partners/people/{Person}");
    }

    public async Task<IActionResult> OnPostReturnAsync(CancellationToken ct)
    {
        if (!await frame.OneAsync<bool>("select app.return_network_person(@Person, @now)", new { Person, now = clock.GetUtcNow() }, ct))
        {
            return NotFound();
        }

        journal.Write("leave partner person", [], Facets.None, "", new { person = Person, back = true });
        Saved.Say(HttpContext, text["Deze persoon is er weer."]);
        return Redirect($"/partners/people/{Person}");
    }

    public async Task<IActionResult> OnPostEraseAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        await frame.DoAsync("""
            update network_person set name = '', function = '', phone = '', email = '', erased_at = @now, left_on = coalesce(left_on, @Today), left_at = coalesce(left_at, @now), version = version + 1 where id = @Person and erased_at is null;
            update network_role set ends = greatest(starts, @Today), version = version + 1 where person_id = @Person and removed_at is null and (ends is null or ends > @Today)
            """, new { Person, now = clock.GetUtcNow(), Today }, ct);
        journal.Write("erase partner person", [], Facets.None, "", new { person = Person });
        Saved.Say(HttpContext, text["De gegevens zijn weg."]);
        return Redirect($"/partners/{Row.PartnerId}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using var all = await frame.ManyAsync("""
            select p.id, p.partner_id, n.name as partner, p.name, p.function, p.phone, p.email, p.left_on, p.version,
              (select count(*)::integer from network_task t join network_role r on r.id = t.role_id where r.person_id = p.id and t.done_at is null and t.removed_at is null) as open
              from network_person p join network_partner n on n.id = p.partner_id where p.id = @Person and p.removed_at is null and p.erased_at is null;
            select r.id, r.programme_id, g.name as programme, r.level, r.starts, r.ends from network_role r join programme g on g.id = r.programme_id where r.person_id = @Person and r.removed_at is null order by r.starts desc, r.id limit 100;
            select x.id, x.name from network_person x join network_person p on p.partner_id = x.partner_id and p.id = @Person where x.id <> p.id and x.left_on is null and x.removed_at is null and x.erased_at is null order by x.name, x.id limit 300
            """, new { Person }, ct);
        if (await all.ReadFirstOrDefaultAsync<PersonRow>() is not { } row)
        {
            return false;
        }

        Row = row;
        Parts = [.. await all.ReadAsync<LinkRow>()];
        Colleagues = [.. await all.ReadAsync<Colleague>()];
        Version = Version == 0 ? row.Version : Version;
        journal.Read("open partner person", [], Facets.None, "", new { person = Person });
        (ViewData["Title"], ViewData["Menu"]) = (row.Name, "/partners");
        return true;
    }
}
