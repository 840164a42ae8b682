using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Agreements;

/// <summary>First choose with whom, then what is asked or offered. A library of another town is found by its name.</summary>
[Needs(Role.Coordinator, Role.LibraryPlanner)]
internal sealed class BeginModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, KeepTerms keep) : PageModel
{
    public const int Most = 20;

    internal sealed record Choice(Guid Id, string Name, string? Town, bool Near, bool Works);

    /// <summary>Part of a name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Other { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public PlaceFields Fields { get; private set; } = new();

    public List<Choice> Choices { get; private set; } = [];
    public Choice? With { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public bool Asks => user.Is(Role.Coordinator);
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(PlaceFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct) || With is null)
        {
            return NotFound();
        }

        var outcome = await keep.BeginAsync(new BeginInput(Id, With.Id, fields), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["{0} krijgt bericht. Loop samen de voorwaarden na.", With.Name]);
            return Redirect($"/places/{Id}");
        }

        Refused = outcome.Refusals;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        ViewData["Menu"] = "/places";
        Find = Find?.Trim() is { Length: > 0 } find ? find[..Math.Min(find.Length, 100)] : null;
        var words = Find is null ? null : "%" + Find.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        Choices = await frame.ListAsync<Choice>($"""
            select o.id, o.name, t.name as town, o.municipality_code is not distinct from @MunicipalityCode as near,
              exists (select 1 from membership m where m.organisation_id = o.id and m.role = @role and (m.ends is null or m.ends >= @today)) as works
            from organisation o left join municipality t on t.code = o.municipality_code
            where o.is_on and o.kind = @kind and {(Other is not null ? "o.id = @Other" : words is not null ? "(o.name ilike @words or t.name ilike @words)" : "o.municipality_code = @MunicipalityCode")}
            order by near desc, o.name, o.id limit @limit
            """, new { user.MunicipalityCode, role = Asks ? Role.LibraryPlanner : Role.Coordinator, kind = Asks ? "library" : "municipality", Other, words, today = clock.Today(), limit = Most + 1 }, ct);
        With = Other is null ? null : Choices.FirstOrDefault();
        ViewData["Title"] = Heading();
        return Other is null || With is not null;
    }

    public string Heading() => With is { } with ? (Asks ? text["Vraag plekken aan {0}", with.Name] : text["Bied plekken aan {0}", with.Name]) : Asks ? text["Aan welke bibliotheek vraag je plekken?"] : text["Aan welke gemeente bied je plekken aan?"];
}
