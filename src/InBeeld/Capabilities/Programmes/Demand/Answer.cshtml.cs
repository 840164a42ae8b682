using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Demand;

/// <summary>A school says how many of its children need what, in a minute.</summary>
[Needs(Role.Care, Role.Principal, Role.Office)]
internal sealed class AnswerModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, AskDemand ask) : PageModel
{
    internal sealed class Kept
    {
        public string Note { get; set; } = "";
        public int Version { get; set; }
        public string By { get; set; } = "";
        public DateTimeOffset At { get; set; }
    }

    internal sealed class Module
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Theme { get; set; } = "";
        public int? Children { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Round { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public DemandAsked Asked { get; private set; } = new();
    public List<Module> Modules { get; private set; } = [];
    public Kept? Old { get; private set; }
    public Dictionary<Guid, string?> Counts { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Note, Version, Counts) = (Old?.Note, Old?.Version ?? 0, Modules.ToDictionary(m => m.Id, m => (string?)Typed.Of(m.Children)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Note = Note?.Trim().ReplaceLineEndings("\n") ?? "";
        Counts = Modules.ToDictionary(m => m.Id, m => (string?)Request.Form["n-" + m.Id].ToString());
        var outcome = await ask.AnswerAsync(Round, Version, Counts, Note, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            Version = outcome.IsLostUpdate() ? Old?.Version ?? Version : Version;
            return Page();
        }

        Saved.Say(HttpContext, text["Dank je. {0} weet het nu. Wijzigen kan tot en met {1}.", Asked.Library, Kernel.Web.Show.ShortDay(Asked.ClosesOn, Today)]);
        return Redirect($"/programmes/demand/{Round}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using var rows = await frame.ManyAsync("""
            select * from app.demand_asked(@Round, @now);
            select m.id, m.name, m.theme, c.children from app.demand_modules(@Round) m left join demand_count c on c.module_id = m.id and c.round_id = @Round and c.school_id = @OrganisationId;
            select a.note, a.version, coalesce(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname), '') as by, a.at from demand_answer a left join person p on p.id = a.by_person where a.round_id = @Round and a.school_id = @OrganisationId
            """, new { Round, user.OrganisationId, now = clock.GetUtcNow() }, ct);
        if (await rows.ReadSingleOrDefaultAsync<DemandAsked>() is not { } asked)
        {
            return false;
        }

        Asked = asked;
        Modules = [.. await rows.ReadAsync<Module>()];
        Old = await rows.ReadSingleOrDefaultAsync<Kept>();
        (ViewData["Title"], ViewData["Menu"]) = (text["Hoeveel kinderen wil je sturen naar {0}?", asked.Programme].ToString(), "/programmes");
        return true;
    }
}
