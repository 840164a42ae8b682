using System.Text.Json;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Waves.Units;

/// <summary>Which libraries and school locations a wave asks about, frozen as they are when chosen.</summary>
[Needs(Role.Researcher)]
internal sealed class UnitsModel(Frame frame, Text text, KeepWave keep) : PageModel
{
    internal sealed class UnitRow
    {
        public Guid Id { get; set; }
        public string Level { get; set; } = "";
        public string Name { get; set; } = "";
        public string Code { get; set; } = "";
        public string Library { get; set; } = "";
        public string Features { get; set; } = "{}";
        public bool Inside { get; set; }

        public string Known(Text words)
        {
            var known = JsonSerializer.Deserialize<Dictionary<string, string>>(Features) ?? [];
            var pupils = known.GetValueOrDefault("pupils");
            return string.Join(", ", new[] { known.GetValueOrDefault("municipality"), known.GetValueOrDefault("province"), known.GetValueOrDefault("sizeClass"), pupils is null ? null : words["{0} leerlingen", pupils].ToString() }.Where(k => !string.IsNullOrEmpty(k)));
        }
    }

    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Wave { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary>Part of the name of a library or school.</summary>
    [BindProperty(Name = "part", SupportsGet = true)]
    public string? Find { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public WaveRow Row { get; private set; } = new();
    public int Libraries { get; private set; }
    public int Locations { get; private set; }
    public List<UnitRow> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRegisterAsync(CancellationToken ct) => !await LoadAsync(ct) ? NotFound() : Answer(await keep.FreezeRegisterAsync(Seen, ct));

    public async Task<IActionResult> OnPostFileAsync(IFormFile? file, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (file is not { Length: > 0 and <= UnitFile.MostBytes })
        {
            return Answer(UnitFile.Read([]) is { } none ? none.Refusals.ToList() : []);
        }

        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, ct);
        }

        var lines = UnitFile.Read(content);
        return Answer(lines.Ok ? await keep.FreezeAsync(Seen, lines.Value, ct) : lines.Refusals.ToList());
    }

    // As it was when the form was shown, so that two who choose at once do not undo each other.
    private WaveRow Seen
    {
        get
        {
            Row.Version = Version;
            return Row;
        }
    }

    private IActionResult Answer(Outcome<int> outcome)
    {
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text.N(outcome.Value, "1 bibliotheek of school staat nu vast.", "{0} bibliotheken en scholen staan nu vast."));
        return Redirect($"/monitor/waves/{Wave}/units");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var like = "%" + (Find?.Trim() is { Length: > 0 and <= 80 } name ? name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) : "") + "%";
        using var all = await frame.ManyAsync($"""
            {WaveRow.Select}, w.definition from wave w where w.id = @Wave;
            select count(*) filter (where u.level = 'library')::integer, count(*) filter (where u.level = 'location')::integer from wave_unit u where u.wave_id = @Wave;
            select u.id, u.level, u.name, u.code, coalesce(l.name, '') as library, u.features::text as features, u.organisation_id is not null as inside from wave_unit u left join wave_unit l on l.id = u.root_id
              where u.wave_id = @Wave and u.root_id is not null and u.name ilike @like and (@After::uuid is null or (u.level, u.sort_key, u.id) > (select x.level, x.sort_key, x.id from wave_unit x where x.id = @After)) order by u.level, u.sort_key, u.id limit @limit
            """, new { Wave, After, like, limit = PageSize + 1 }, ct);
        if (await all.ReadSingleOrDefaultAsync<WaveRow>() is not { } row)
        {
            return false;
        }

        Row = row;
        (Libraries, Locations) = await all.ReadSingleAsync<(int, int)>();
        Rows = [.. await all.ReadAsync<UnitRow>()];
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        (ViewData["Title"], ViewData["Menu"]) = (Libraries == 0 ? text["Wie doet mee?"].ToString() : text["{0} bibliotheken en {1} schoollocaties doen mee", Libraries, Locations].ToString(), "/monitor/waves");
        return true;
    }
}
