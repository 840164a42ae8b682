using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Pupils.ManageFamily;

/// <summary>Choose a brother or sister: from the children one sees, same surname first; or, for the care professional, at another school by whole name and birth date.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal)]
internal sealed class SiblingsModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, LinkSibling link) : PageModel
{
    private const int AtMost = 20;

    internal sealed class Candidate
    {
        public Guid Id { get; set; }
        public string GivenName { get; set; } = "";
        public string Prefix { get; set; } = "";
        public string Surname { get; set; } = "";
        public string? GroupName { get; set; }
        public bool SameSurname { get; set; }

        public PersonName Name => new(GivenName, Prefix, Surname);
    }

    /// <summary>A child of another school, found by whole name and birth date.</summary>
    internal sealed record Elsewhere(Guid Id, string GivenName, string Surname, string SchoolName);

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    /// <summary>What was typed to search by; sent in the form, so that no name stands in the address.</summary>
    [BindProperty]
    public string? Search { get; set; }

    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? Surname { get; set; }

    [BindProperty]
    public DateOnly? Born { get; set; }

    public Child Child { get; private set; } = new();
    public List<Candidate> Candidates { get; private set; } = [];
    public List<Refusal> Refused { get; } = [];
    public Elsewhere? Found { get; private set; }
    public bool SearchedElsewhere { get; private set; }
    public bool MaySearchElsewhere => user.Is(Role.Care);

    public string Address => $"/children/{Pupil}/family/siblings";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>Care professional only: looks beyond the own school, and names one child at most.</summary>
    public async Task<IActionResult> OnPostFindAsync(CancellationToken ct)
    {
        if (!MaySearchElsewhere || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var exact = Exact();
        if (exact is null)
        {
            return Page();
        }

        if (await frame.OneAsync<int>("select app.searches_left('sibling')", null, ct) == 0)
        {
            Refused.Add(Refusal.Of("Je zocht het laatste uur al tien keer. Probeer het later opnieuw."));
            return Page();
        }

        Found = await frame.OneAsync<Elsewhere>("select id, given_name, surname, school_name from app.find_sibling(@Pupil, @GivenName, @Surname, @Born)", new { Pupil, exact.GivenName, exact.Surname, exact.Born }, ct);
        SearchedElsewhere = true;
        journal.Read("search sibling at another school", Found is null ? [Pupil] : [Pupil, Found.Id], Facets.Identity, "exact name", new { found = Found is null ? 0 : 1 });
        return Page();
    }

    public async Task<IActionResult> OnPostLinkAsync(Guid other, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var exact = Born is null ? null : Exact();
        var outcome = await link.RunAsync(new LinkSiblingInput(Child, other, exact), ct);
        if (!outcome.Ok)
        {
            Refused.AddRange(outcome.Refusals);
            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen: broer of zus gekoppeld aan {0}.", Child.GivenName], $"{Address}?handler=Unlink&other={other}");
        return Redirect($"/children/{Pupil}/family");
    }

    public async Task<IActionResult> OnPostUnlinkAsync(Guid other, CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return NotFound();
        }

        var outcome = await link.UndoAsync(child, other, ct);
        if (!outcome.Ok)
        {
            return NotFound();
        }

        Saved.Say(HttpContext, text["Losgemaakt van {0}.", child.GivenName], $"{Address}?handler=Link&other={other}");
        return Redirect($"/children/{Pupil}/family");
    }

    private ExactChild? Exact()
    {
        if (string.IsNullOrWhiteSpace(GivenName))
        {
            Refused.Add(new Refusal("GivenName", "Vul de hele voornaam in."));
        }

        if (string.IsNullOrWhiteSpace(Surname))
        {
            Refused.Add(new Refusal("Surname", "Vul de achternaam in, zonder tussenvoegsel."));
        }

        if (Born is null || Born > clock.Today())
        {
            Refused.Add(new Refusal("Born", "Vul de geboortedatum in."));
        }

        return Refused.Count == 0 ? new ExactChild(GivenName!.Trim(), Surname!.Trim(), Born!.Value) : null;
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OwnAsync(frame, user.OrganisationId, Pupil, ct) is not { } child)
        {
            return false;
        }

        Child = child;
        var words = new PersonName("", "", (Search ?? "").Trim()).SortKey.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4).Select(word => "%" + Like(word) + "%").ToArray();
        Candidates = await frame.ListAsync<Candidate>("""
            select p.id, p.given_name, p.prefix, p.surname, g.name as group_name, lower(p.surname) = lower(@Surname) as same_surname
            from pupil p left join school_group g on g.id = p.group_id
            where p.school_id = @SchoolId and p.left_on is null and p.id <> @Id and (p.family_id is null or p.family_id is distinct from @FamilyId)
              and (case when cardinality(@words) = 0 then lower(p.surname) = lower(@Surname) else unaccent(lower(concat_ws(' ', p.given_name, p.prefix, p.surname))) like all (@words) end)
            order by lower(p.surname) = lower(@Surname) desc, p.sort_key, p.id limit @AtMost
            """, new { child.Id, child.SchoolId, child.FamilyId, child.Surname, words, AtMost }, ct);
        journal.Read("search siblings", [Pupil, .. Candidates.Select(c => c.Id)], Facets.Identity);
        ViewData["Title"] = text["Wie is de broer of zus van {0}?", child.GivenName];
        return true;
    }

    private static string Like(string word) => word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
