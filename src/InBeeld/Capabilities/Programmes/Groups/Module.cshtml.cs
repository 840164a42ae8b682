using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Groups;

/// <summary>A new module of a programme, or the change of one.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class ModuleModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Module { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Theme { get; set; }

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? Materials { get; set; }

    [BindProperty]
    public string? Sessions { get; set; } = "8";

    [BindProperty]
    public string? Position { get; set; }

    public ProgrammeRow Row { get; private set; } = new();
    public ModuleRow? Old { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public string Here => Module is null ? $"/programmes/{Programme}/modules/new" : $"/programmes/modules/{Module}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Old is { } m)
        {
            (Name, Theme, About, Materials, Sessions, Position, Version) = (m.Name, m.Theme, m.About, m.Materials, Typed.Of((int?)m.Sessions), Typed.Of((int?)m.Position), m.Version);
        }
        else
        {
            Position = Typed.Of(await frame.OneAsync<int?>("select least(100, coalesce(max(position), 0) + 1) from programme_module where programme_id = @Programme", new { Programme }, ct));
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Check() is { Count: > 0 } refusals)
        {
            Refused = refusals;
            return Page();
        }

        var values = new { id = Module ?? Id, Programme, known = Version, Name, Theme, About, Materials, n = Typed.Number(Sessions), place = Typed.Number(Position) };
        var hit = await frame.DoAsync(Module is null
            ? "insert into programme_module (id, programme_id, position, name, theme, about, materials, sessions) values (@id, @Programme, @place, @Name, @Theme, @About, @Materials, @n) on conflict (id) do nothing"
            : "update programme_module set position = @place, name = @Name, theme = @Theme, about = @About, materials = @Materials, sessions = @n, version = version + 1 where id = @id and version = @known", values, ct);
        if (hit == 0 && Module is not null)
        {
            (Refused, Version) = ([Refusals.LostUpdate], Old!.Version);
            return Page();
        }

        journal.Write("keep programme module", [], Facets.None, "", new { programme = Programme });
        Saved.Say(HttpContext, Module is null ? text["De module staat er. Maak er nu een groep bij."] : text["Opgeslagen."]);
        return Redirect($"/programmes/{Programme}/groups");
    }

    private List<Refusal> Check()
    {
        (Name, Theme, About, Materials) = (Name?.Trim() ?? "", Theme?.Trim() ?? "", About?.Trim().ReplaceLineEndings("\n") ?? "", Materials?.Trim().ReplaceLineEndings("\n") ?? "");
        var refusals = new List<Refusal>();
        void When(bool wrong, string field, string sentence, params object[] args)
        {
            if (wrong)
            {
                refusals.Add(new Refusal(field, sentence, args));
            }
        }

        When(Name.Length is 0 or > 80, "Name", "Geef de module een naam van hooguit 80 tekens.");
        When(Theme.Length > 200, "Theme", "Schrijf hooguit {0} tekens.", 200);
        When(About.Length > 1000, "About", "Schrijf hooguit {0} tekens.", 1000);
        When(Materials.Length > 1000, "Materials", "Schrijf hooguit {0} tekens.", 1000);
        When(Typed.Number(Sessions) is not (>= 1 and <= 60), "Sessions", "Vul een aantal in van 1 tot en met 60.");
        When(Typed.Number(Position) is not (>= 1 and <= 100), "Position", "Vul een aantal in van 1 tot en met 100.");
        return refusals;
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (Module is { } id)
        {
            Old = await ModuleRow.OfAsync(frame, id, ct);
            Programme = Old?.ProgrammeId ?? Guid.Empty;
        }

        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { } row)
        {
            return false;
        }

        Row = row;
        (ViewData["Title"], ViewData["Menu"]) = (Old is null ? text["Nieuwe module"].ToString() : text["Wijzig {0}", Old.Name].ToString(), "/programmes");
        return true;
    }
}
