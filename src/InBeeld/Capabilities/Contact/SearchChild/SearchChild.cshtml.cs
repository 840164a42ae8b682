using InBeeld.Capabilities.Contact.Model;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Contact.SearchChild;

/// <summary>Finds a child by name, forgiving spelling. The name travels in the form, not in the address: an address ends up in logs and histories.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class SearchChildModel(Frame frame, CurrentUser user, Journal journal, TimeProvider clock) : PageModel
{
    public const int AtMost = 50;

    // Every typed word begins a word of the name, or the whole looks like it. Exact beginnings come first.
    public const string Sql = """
        select p.id, p.given_name, p.prefix, p.surname, p.birth_date, g.name as group_name, s.due_from, s.late_from, s.out_from, s.absent_until,
          p.search_key ~ @begins as exact
        from pupil p left join school_group g on g.id = p.group_id join pupil_state s on s.pupil_id = p.id
        where p.school_id = @school and p.left_on is null and (p.search_key ~ @begins or (length(@key) > 2 and word_similarity(@key, p.search_key) >= 0.5))
        order by p.search_key ~ @begins desc, word_similarity(@key, p.search_key) desc, p.sort_key limit @limit
        """;

    [BindProperty]
    public string? Name { get; set; }

    public List<Found>? Children { get; private set; }

    public bool More { get; private set; }

    public DateOnly Today => clock.Today();

    public void OnGet()
    {
    }

    public async Task OnPostAsync(CancellationToken ct)
    {
        Name = Name?.Trim() is { Length: > 100 } tooLong ? tooLong[..100] : Name?.Trim();
        var key = SearchKey.OfStart(Name);
        if (key.Length == 0)
        {
            return;
        }

        var found = await frame.ListAsync<Found>(Sql, Args(key, user.OrganisationId), ct);
        (Children, More) = (found[..Math.Min(found.Count, AtMost)], found.Count > AtMost);
        journal.Read("search a child", Children.Select(c => c.Id), Facets.Identity | Facets.Contact, "search");
    }

    /// <summary>The key holds letters, digits and spaces only, so it needs no escaping in the expression.</summary>
    public static object Args(string key, Guid school) =>
        new { key, school, begins = string.Concat(key.Split(' ').Select(word => $"(?=.*\\m{word})")), limit = AtMost + 1 };

    internal sealed class Found
    {
        public Guid Id { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public DateOnly? BirthDate { get; set; }
        public string? GroupName { get; set; }
        public DateOnly DueFrom { get; set; }
        public DateOnly LateFrom { get; set; }
        public DateOnly OutFrom { get; set; }
        public DateOnly? AbsentUntil { get; set; }

        public PersonName Called => new(GivenName, Prefix, Surname);

        public string StateOn(DateOnly day) => new Standing(DueFrom, LateFrom, OutFrom).On(day, AbsentUntil);
    }
}
