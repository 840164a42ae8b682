using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Capabilities.Programmes.Keep;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Show;

/// <summary>One programme. Who carries it out sees the children by what has to be done; others see for whom it is.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide, Role.Teacher, Role.Care, Role.Principal, Role.Office, Role.Coordinator, Role.Partner)]
internal sealed class ProgrammeModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepProgramme keep) : PageModel
{
    public const int PageSize = 50;
    private static readonly string[] Coming = ["referred", "intake", "offered", "waiting", "placed"];
    private static readonly string[] Past = ["dropped", "declined", "withdrawn", "done"];

    internal sealed class Counted
    {
        public string Source { get; set; } = "";
        public int Came { get; set; }
        public int Takes { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    /// <summary>over: who finished, stopped or was not placed; without: who has something coming.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary>Part of the name of a child; never in an address.</summary>
    [BindProperty]
    public string? Sought { get; set; }

    public ProgrammeRow Row { get; private set; } = new();
    public List<Criterion> Criteria { get; private set; } = [];
    public List<EnrolmentRow> Children { get; private set; } = [];
    public List<Counted> Sources { get; private set; } = [];
    public bool More { get; private set; }

    /// <summary>What is sought by, or null: the whole list.</summary>
    public string? Found { get; private set; }

    private int waiting;

    /// <summary>An edition that came after what was copied, and that was not looked at.</summary>
    public Guid? Newer { get; private set; }

    public DateOnly Today => clock.Today();
    public DateTimeOffset Now => clock.GetUtcNow();
    public bool Leads => user.Is(Role.ProgrammeLeader);
    public bool Works => Row.Mine;

    /// <summary>Somebody of another organisation, who sees the children they brought.</summary>
    public bool Third => user.Is(Role.Partner);

    public bool School => user.Is(Role.Teacher, Role.Care, Role.Principal, Role.Office);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(PageSize, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostFindAsync(CancellationToken ct)
    {
        (Found, After) = (Sought?.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, 100)] : null, null);
        return await LoadAsync(PageSize, ct) && Works ? Page() : NotFound();
    }

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        After = null;
        if (!await LoadAsync(10_000, ct) || !Works)
        {
            return NotFound();
        }

        string[] headers = [text["Naam"], text["School"], text["Jaar"], text["Stand"], text["Aangemeld door"], text["Aangemeld op"], text["Reden"]];
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, Row.Name, user.OrganisationName), Row.Name, headers,
            Children.ConvertAll(c => new Cell[] { c.Name.Full, c.School, c.YearGroup is { } y ? ProgrammeWords.Year(y, text) : "", text[ProgrammeWords.State(c.State)], text[ProgrammeWords.Source(c.Source)], Amsterdam.Day(c.At), c.Reason }));
    }

    public async Task<IActionResult> OnPostTurnAsync(string to, CancellationToken ct)
    {
        if (!Leads || !await keep.TurnAsync(Programme, to, ct))
        {
            return NotFound();
        }

        Saved.Say(HttpContext, to == "open" ? text["Open. Scholen kunnen kinderen aanmelden."] : text["Dicht voor nieuwe kinderen. Wie meedoet, blijft meedoen."], $"/programmes/{Programme}?handler=Turn&to={(to == "open" ? "closed" : "open")}");
        return Redirect($"/programmes/{Programme}");
    }

    public string Heading()
    {
        if (!Works)
        {
            return Row.Name;
        }

        return waiting == 0 ? text["{0}: {1} van {2} plekken bezet", Row.Name, Row.Taken, Row.Places] : text["{0}: {1} van {2} plekken bezet, {3} wachten", Row.Name, Row.Taken, Row.Places, waiting];
    }

    private async Task<bool> LoadAsync(int size, CancellationToken ct)
    {
        if (await ProgrammeRow.OfAsync(frame, Programme, Now, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        var sees = Works || Third;
        var found = Works && Found is not null ? await EnrolmentRow.NamedAsync(frame, Programme, Found, ct) : null;
        string[] states = Third && !Works ? ProgrammeWords.States : View == "over" ? Past : Coming;
        using (var rows = await frame.ManyAsync($"""
            select id, kind, least, most, levels, question from programme_criterion where programme_id = @Programme order by position, id;
            select e.id from programme_edition o join programme_edition e on e.programme_id = o.programme_id where @Leads and o.id = @OriginId and e.withdrawn_at is null and e.number > @OriginSeen order by e.number desc limit 1;
            select source, count(*)::integer as came, count(*) filter (where placed_on is not null)::integer as takes from enrolment where @Works and programme_id = @Programme group by source order by count(*) desc, source;
            select count(*)::integer from enrolment where @Works and programme_id = @Programme and state in ('waiting', 'offered');
            {EnrolmentRow.ListSql}
            """, new { Programme, Leads, Works, row.OriginId, row.OriginSeen, After, states, found, most = sees ? size + 1 : 0 }, ct))
        {
            Criteria = [.. await rows.ReadAsync<Criterion>()];
            Newer = await rows.ReadSingleOrDefaultAsync<Guid?>();
            Sources = [.. await rows.ReadAsync<Counted>()];
            waiting = await rows.ReadSingleAsync<int>();
            Children = [.. await rows.ReadAsync<EnrolmentRow>()];
        }

        More = Children.Count > size;
        Children = [.. Children.Take(size)];
        journal.Read("open programme", Children.Select(c => c.PupilId).OfType<Guid>(), sees ? Facets.Identity : Facets.None, "", new { programme = Programme });
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/programmes");
        return true;
    }
}
