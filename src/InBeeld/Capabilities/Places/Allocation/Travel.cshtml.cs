using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Allocation;

/// <summary>How long it takes from each school to a library, as the municipality knows it.</summary>
[Needs(Role.Coordinator)]
internal sealed class TravelModel(Frame frame, CurrentUser user, Journal journal, Text text) : PageModel
{
    internal sealed record Choice(Guid Id, string Name);

    internal sealed record SchoolMinutes(Guid Id, string Name, int? Minutes);

    /// <summary>The library; without: the first.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Library { get; set; }

    public List<Choice> Libraries { get; private set; } = [];
    public List<SchoolMinutes> Schools { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    /// <param name="school">The ids of the schools in the form, with in the same order <paramref name="minutes"/>; empty: not known.</param>
    public async Task<IActionResult> OnPostAsync(Guid[] school, string?[] minutes, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Library is null || school.Length != minutes.Length)
        {
            return NotFound();
        }

        var typed = school.Zip(minutes, (s, m) => (School: s, Typed: m?.Trim() ?? "", Minutes: int.TryParse(m, out var n) && n is >= 0 and <= 240 ? n : (int?)null)).ToList();
        if (typed.Find(t => t.Typed.Length > 0 && t.Minutes is null) is { School: var wrong, Typed.Length: > 0 })
        {
            Refused = [Refusal.Of("{0}: vul minuten in van 0 tot en met 240.", Schools.Find(s => s.Id == wrong)?.Name ?? "")];
            Schools = Schools.ConvertAll(s => typed.Find(t => t.School == s.Id) is { Typed.Length: > 0 } t ? s with { Minutes = t.Minutes } : s);
            return Page();
        }

        var known = typed.Where(t => t.Minutes is not null && Schools.Exists(s => s.Id == t.School)).ToList();
        await frame.DoAsync("""
            insert into place_travel (municipality_id, school_id, library_id, minutes) select @OrganisationId, s, @Library, m from unnest(@schools, @minutes) t (s, m)
            on conflict (school_id, library_id) do update set minutes = excluded.minutes
            """, new { user.OrganisationId, Library, schools = known.Select(t => t.School).ToArray(), minutes = known.Select(t => (short)t.Minutes!.Value).ToArray() }, ct);
        await frame.DoAsync("delete from place_travel where library_id = @Library and school_id = any (@unknown)", new { Library, unknown = typed.Where(t => t.Minutes is null).Select(t => t.School).ToArray() }, ct);
        journal.Write("keep travel times", [], Facets.None, "", new { library = Library, schools = known.Count });
        Saved.Say(HttpContext, text["De reistijden zijn opgeslagen."]);
        return Redirect($"/allocation/travel?library={Library}");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Libraries = await frame.ListAsync<Choice>("select distinct o.id, o.name from organisation o join place_agreement a on a.library_id = o.id where a.municipality_id = @OrganisationId and a.state = 'agreed' order by o.name", new { user.OrganisationId }, ct);
        Library = Libraries.Find(l => l.Id == Library)?.Id ?? Libraries.FirstOrDefault()?.Id;
        Schools = await frame.ListAsync<SchoolMinutes>("""
            select o.id, o.name, t.minutes::integer as minutes from organisation o left join place_travel t on t.school_id = o.id and t.library_id = @Library
            where o.kind = 'school' and o.is_on and o.municipality_code = @MunicipalityCode order by o.name, o.id limit 500
            """, new { user.MunicipalityCode, Library }, ct);
        (ViewData["Title"], ViewData["Menu"]) = (text["Hoe lang is het naar de bibliotheek?"], "/places");
    }
}
