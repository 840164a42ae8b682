using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Privacy.WatchAccess;

/// <summary>The journal by person, by child, by day and by kind. Names are searched by a form, so that none stands in an address; what is found goes on by its id.</summary>
[Needs(Role.Privacy)]
internal sealed class SearchJournalModel(Frame frame, Journal journal, Text text) : PageModel
{
    public const int PageSize = 50;

    internal sealed record PersonFound(Guid Id, string Full, string Organisations);

    internal sealed record ChildFound(Guid Id, string GivenName, string Surname, string SchoolName);

    [BindProperty(SupportsGet = true)]
    public Guid? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Child { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Since { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty]
    public string? Person { get; set; }

    [BindProperty]
    public string? Surname { get; set; }

    [BindProperty]
    public DateOnly? Born { get; set; }

    public List<JournalLine> Lines { get; private set; } = [];
    public bool More { get; private set; }
    public string? WhoName { get; private set; }
    public List<PersonFound>? People { get; private set; }
    public List<ChildFound>? Children { get; private set; }
    public List<Refusal> Refused { get; } = [];

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostPersonAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Person) || Person.Trim().Length < 2)
        {
            Refused.Add(new Refusal("Person", "Vul minstens twee letters in."));
        }
        else
        {
            People = await frame.ListAsync<PersonFound>("""
                select p.id, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as "full",
                  coalesce((select string_agg(distinct o.name, ', ') from membership m join organisation o on o.id = m.organisation_id where m.person_id = p.id), '') as organisations
                from person p where position(unaccent(lower(@asked)) in unaccent(lower(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)))) > 0 order by p.surname, p.given_name, p.id limit 20
                """, new { asked = Person.Trim() }, ct);
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostChildAsync(CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Surname))
        {
            Refused.Add(new Refusal("Surname", "Vul de achternaam in, zonder tussenvoegsel."));
        }

        if (Born is null)
        {
            Refused.Add(new Refusal("Born", "Vul de geboortedatum in."));
        }

        if (Refused.Count == 0 && await frame.OneAsync<int>("select app.searches_left('privacy')", null, ct) == 0)
        {
            Refused.Add(Refusal.Of("Je zocht het laatste uur al tien keer. Probeer het later opnieuw."));
        }

        if (Refused.Count == 0)
        {
            Children = await frame.ListAsync<ChildFound>("select id, given_name, surname, school_name from app.find_for_privacy(@Surname, @Born)", new { Surname, Born }, ct);
            journal.Read("search a child for the journal", Children.Select(c => c.Id), Facets.Identity, "privacy", new { found = Children.Count });
        }

        await LoadAsync(ct);
        return Page();
    }

    public string Address(long? before) => "/access/journal?" + string.Join('&', new[] { ("who", Who?.ToString()), ("child", Child?.ToString()), ("since", Since?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)), ("until", Until?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)), ("kind", Kind), ("before", before?.ToString(System.Globalization.CultureInfo.InvariantCulture)) }
        .Where(q => q.Item2 is { Length: > 0 }).Select(q => $"{q.Item1}={q.Item2}"));

    private async Task LoadAsync(CancellationToken ct)
    {
        Kind = JournalLine.Kinds.Contains(Kind) ? Kind : null;
        if (Since > Until)
        {
            (Since, Until) = (Until, Since);
        }

        Lines = await JournalLine.OfAsync(frame, new JournalQuestion(Who, Child, Since, Until, Kind), Before, PageSize + 1, ct);
        More = Lines.Count > PageSize;
        Lines = [.. Lines.Take(PageSize)];
        WhoName = Who is null ? null : await frame.OneAsync<string>("select trim(concat_ws(' ', given_name, nullif(prefix, ''), surname)) from person where id = @Who", new { Who }, ct);
        journal.Read("search the journal", Child is { } child ? [child] : [], Facets.None, "privacy", new { Who, Since, Until, Kind });
        ViewData["Title"] = text["Zoek in het logboek"];
    }
}
