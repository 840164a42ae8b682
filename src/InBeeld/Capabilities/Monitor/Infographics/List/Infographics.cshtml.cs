using InBeeld.Capabilities.Monitor.Infographics.Bundles;
using InBeeld.Capabilities.Monitor.Infographics.Files;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Capabilities.Monitor.Infographics.Templates;
using InBeeld.Capabilities.Monitor.StarsOfSchools;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Monitor.Infographics.List;

/// <summary>The infographics of a wave that whoever asks may see; for the researcher also making them, downloading all, and telling those they are about.</summary>
[Needs(Role.Researcher, Role.ProgrammeLeader, Role.LibraryPlanner, Role.Library, Role.Principal)]
internal sealed class InfographicsModel(Frame frame, CurrentUser user, Journal journal, Text text, PlanInfographics plans, DoInfographics making, PlanBundles bundles, MakeBundles printing) : PageModel
{
    public const int PageSize = 50;

    internal sealed class Row
    {
        public Guid UnitId { get; set; }
        public Guid WaveId { get; set; }
        public string Level { get; set; } = "";
        public string Name { get; set; } = "";
        public string Above { get; set; } = "";
        public string Period { get; set; } = "";
    }

    internal sealed class Choice
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string State { get; set; } = "";
        public int Made { get; set; }
        public DateTimeOffset? MadeAt { get; set; }
        public int Mails { get; set; }
        public int Sent { get; set; }

        /// <summary>Its questionnaire gives stars, and whoever asks may see those of the own schools.</summary>
        public bool Starred { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid? Wave { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Level { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Province { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public List<Choice> Waves { get; private set; } = [];
    public List<Row> Rows { get; private set; } = [];
    public List<Row> Provinces { get; private set; } = [];
    public bool More { get; private set; }
    public InfographicWork? Work { get; private set; }

    /// <summary>All of the wave as PDF or PNG: those that are made, and those that can be downloaded.</summary>
    public List<Bundle> Bundles { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public Choice? Chosen => Waves.Find(w => w.Id == Wave);
    public bool CanPrint => PrintQueue.CanPrint;
    public bool Researches => user.Role == Role.Researcher;
    public bool Filtered => Level is not null || Province is not null || Find is not null;

    public string With(string query) => $"/monitor/infographics?wave={Wave}" + (query.Length > 0 ? "&" + query : "");

    public string Next(Guid? after) => With(string.Join('&', new[] { Level is null ? "" : $"level={Level}", Province is null ? "" : $"province={Province}", Find is null ? "" : $"find={Uri.EscapeDataString(Find)}", after is null ? "" : $"after={after}" }.Where(p => p.Length > 0)));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Researches && Wave is { } wave)
        {
            Work = await InfographicWork.SoonAsync(frame, wave, making, ct);
            if (Request.Headers["HX-Target"] == "busy")
            {
                if (Work is { Busy: true })
                {
                    return Partial("/Capabilities/Monitor/Infographics/List/_Busy.cshtml", Work);
                }

                Response.Headers["HX-Refresh"] = "true";
                return new EmptyResult();
            }
        }

        return await LoadAsync(ct) ? Page() : NotFound();
    }

    /// <summary>How far a file is; fetched every second.</summary>
    public async Task<IActionResult> OnGetFarAsync(Guid work, CancellationToken ct)
    {
        if (!Researches || await Bundle.OfAsync(frame, work, ct) is not { } bundle || bundle.WaveId != Wave)
        {
            return NotFound();
        }

        if (bundle.Going)
        {
            return Partial("/Capabilities/Monitor/Infographics/List/_BundleFar.cshtml", bundle);
        }

        Response.Headers["HX-Refresh"] = "true";
        return new EmptyResult();
    }

    /// <summary>All of the wave as PDF or PNG, in the background.</summary>
    public async Task<IActionResult> OnPostBundleAsync(string? kind, string? lang, CancellationToken ct)
    {
        if (!Researches || Wave is not { } wave || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var asked = await bundles.AskAsync(wave, kind, lang, Id, ct);
        if (asked.Ok)
        {
            printing.LookNow();
            return Redirect(With("") + "#files");
        }

        Refused = asked.Refusals;
        return Page();
    }

    public async Task<IActionResult> OnPostStopBundleAsync(Guid work, CancellationToken ct)
    {
        if (!Researches || Wave is null)
        {
            return NotFound();
        }

        await bundles.StopAsync(work, ct);
        return Redirect(With("") + "#files");
    }

    public async Task<IActionResult> OnGetBundleAsync(Guid work, CancellationToken ct)
    {
        if (!Researches || !await LoadAsync(ct) || Bundles.Find(b => b.WorkId == work && b.Ready) is not { } bundle)
        {
            return NotFound();
        }

        journal.Read("download all infographics in one file", [], Facets.None, "", new { wave = Wave, bundle.Kind, bundle.Language });
        return new BundleFile(work, bundle.Bytes, $"infographics-{Batch.Slug(Chosen!.Name)}-{bundle.Kind}-{bundle.Language}.zip", user.SessionId!.Value);
    }

    /// <summary>Makes all of the wave.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Researches || Wave is not { } wave || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var asked = await plans.AskAsync(wave, Id, ct);
        if (asked.Ok)
        {
            return Redirect(With(""));
        }

        Refused = asked.Refusals;
        return Page();
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken ct)
    {
        if (!Researches || Wave is not { } wave)
        {
            return NotFound();
        }

        await plans.StopAsync(wave, ct);
        return Redirect(With(""));
    }

    /// <summary>Tells libraries and schools that they are there.</summary>
    public async Task<IActionResult> OnPostTellAsync(CancellationToken ct)
    {
        if (!Researches || Wave is not { } wave || !await LoadAsync(ct))
        {
            return NotFound();
        }

        var told = await plans.TellAsync(wave, ct);
        if (!told.Ok)
        {
            Refused = told.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, told.Value == 0 ? text["Iedereen wist het al. Er is niets verstuurd."] : text.N(told.Value, "1 bibliotheek of school krijgt bericht.", "{0} bibliotheken en scholen krijgen bericht."));
        return Redirect(With(""));
    }

    /// <summary>All of the wave as SVG and HTML in one file, written while it is sent.</summary>
    public async Task<IActionResult> OnGetAllAsync(string? lang, CancellationToken ct)
    {
        if (!Researches || !await LoadAsync(ct) || Chosen is not { Made: > 0 } wave)
        {
            return NotFound();
        }

        journal.Read("download all infographics in one file", [], Facets.None, "", new { wave = Wave, kind = "svg, html", lang });
        var all = await PlanBundles.PicturesAsync(frame, wave.Id, ct);
        return new ZipOfWave(all, wave.Name, lang == "en" ? "en" : "nl");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        (Level, Find) = (Level is { Length: > 0 } level && Template.Levels.Contains(level) ? level : null, Find?.Trim() is { Length: > 0 and <= 100 } find ? find : null);
        Waves = await frame.ListAsync<Choice>(Researches
            ? """
              select w.id, w.name, w.state, coalesce(i.made, 0) as made, i.made_at, coalesce(m.mails, 0) as mails, coalesce(m.sent, 0) as sent
              from wave w left join lateral (select count(*)::integer as made, max(x.made_at) as made_at from infographic x where x.wave_id = w.id) i on true
                left join lateral (select count(*)::integer as mails, count(x.sent_at)::integer as sent from infographic_mail x where x.wave_id = w.id) m on true
              where w.state <> 'draft' order by w.school_year desc, w.id desc limit 50
              """
            : $"""
              select i.id, coalesce((select w.name from wave w where w.id = i.id), i.name) as name, i.state, i.made, i.made_at, @leads and coalesce((select {StarsOfWave.Column} from wave w where w.id = i.id), false) as starred
              from (select i.wave_id as id, min(i.figures ->> 'period') as name, 'closed' as state, count(*)::integer as made, max(i.made_at) as made_at from infographic i group by 1 order by 2 desc, 1 desc limit 50) i order by i.name desc, i.id desc
              """, new { leads = user.Is(Role.ProgrammeLeader, Role.LibraryPlanner) }, ct);
        if (Wave is not null && Chosen is null)
        {
            return false;
        }

        Wave ??= (Waves.Find(w => w.Made > 0) ?? Waves.FirstOrDefault())?.Id;
        if (Wave is null)
        {
            return Titled();
        }

        using var rows = await frame.ManyAsync($"""
            select i.unit_id, i.wave_id, i.level, i.name, coalesce(i.figures ->> 'library', '') as above, i.figures ->> 'period' as period from infographic i
            where i.wave_id = @Wave and (@Level::text is null or i.level = @Level) and (@find::text is null or i.name ilike @find)
              and (@Province::uuid is null or i.unit_id in (select u.id from wave_unit u where u.id = @Province or u.parent_id = @Province or u.parent_id in (select l.id from wave_unit l where l.parent_id = @Province)))
              and (@After::uuid is null or (array_position(array['country', 'province', 'library', 'location'], i.level), i.name, i.unit_id) > (select array_position(array['country', 'province', 'library', 'location'], x.level), x.name, x.unit_id from infographic x where x.unit_id = @After))
            order by array_position(array['country', 'province', 'library', 'location'], i.level), i.name, i.unit_id limit @limit;
            select i.unit_id, i.name from infographic i where i.wave_id = @Wave and i.level = 'province' order by i.name;
            select {Bundle.Columns} from infographic_bundle b where b.wave_id = @Wave order by b.kind, b.language desc
            """, new { Wave, Level, Province, After, find = Find is null ? null : "%" + Find.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%", limit = PageSize + 1 }, ct);
        Rows = [.. await rows.ReadAsync<Row>()];
        Provinces = [.. await rows.ReadAsync<Row>()];
        Bundles = [.. await rows.ReadAsync<Bundle>()];
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        return Titled();
    }

    private bool Titled()
    {
        var made = Chosen?.Made ?? 0;
        ViewData["Title"] = made == 0 ? text["Er zijn nog geen infographics"] : text.N(made, "1 infographic is klaar", "{0} infographics zijn klaar", Show.Number(made));
        return true;
    }
}
