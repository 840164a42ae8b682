using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Sessions;

/// <summary>Moves one session, or it and all that follow by as many days. What clashes is listed per date, and then nothing changes.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class MoveModel(Frame frame, Text text, TimeProvider clock, PlanSessions plan, KeepSession keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Session { get; set; }

    [BindProperty]
    public string? Day { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public bool Following { get; set; }

    /// <summary>Also in school holidays.</summary>
    [BindProperty]
    public bool AnyDay { get; set; }

    /// <summary>Also on days on which a school of some of the children is closed.</summary>
    [BindProperty]
    public bool Anyway { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    public SessionRow Row { get; private set; } = new();
    public List<Planned> Plan { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Day, From, To, Version) = (Typed.Of(Row.Day), Typed.Of(Wall(Row.Starts)), Typed.Of(Wall(Row.Ends)), Row.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var (day, from, to) = (Typed.Day(Day), Typed.Time(From), Typed.Time(To));
        if (day is null || day < Today || day > Today.AddYears(2))
        {
            Refused = [new Refusal("Day", "Kies een dag vanaf vandaag, binnen twee jaar.")];
            return Page();
        }

        if (from is null || to is null || to <= from || to - from > TimeSpan.FromHours(10))
        {
            Refused = [new Refusal("From", "Vul een begin en een eind in. Een bijeenkomst duurt hooguit tien uur.")];
            return Page();
        }

        // The second tap of a double one.
        if (Row.MoveId == Id)
        {
            return Redirect($"/programmes/groups/{Row.GroupId}");
        }

        if (Version != Row.Version)
        {
            (Refused, Version) = ([Refusals.LostUpdate], Row.Version);
            return Page();
        }

        var moving = Following ? (await SessionRow.ListAsync(frame, Row.GroupId, ct)).FindAll(s => s.State == "planned" && s.Starts >= Row.Starts) : [Row];
        var shift = day.Value.DayNumber - Row.Day.DayNumber;
        // By the clock on the wall: as many days further, at the same hour, also when the clock changes in between.
        Plan = await plan.MovedAsync(Row.ProgrammeId, Row.RoomId, Row.GuideId, [.. moving.Select(s => s.Id)], moving.ConvertAll(s => s.Day.AddDays(shift)), from.Value, to.Value, AnyDay, ct);
        if (!Following && Plan.Find(p => !p.Happens) is { } holiday)
        {
            Refused = [new Refusal("Day", "{0}. Kies een andere dag, of zeg dat het dan ook mag.", holiday.Skipped)];
            return Page();
        }

        if (Plan.Exists(p => p.Clash.Length > 0))
        {
            Refused = [new Refusal("plan", "Op sommige dagen kan het niet. Er is nog niets verplaatst. Kijk bij de data.")];
            return Page();
        }

        Plan = AnyDay ? Plan : await plan.FreeAsync(Row.GroupId, Plan, ct);
        if (!Anyway && Plan.Exists(p => p.Free.Length > 0))
        {
            Refused = [new Refusal("plan", "Op sommige dagen is een school vrij. Er is nog niets verplaatst. Kijk bij de data.")];
            return Page();
        }

        var outcome = await keep.MoveAsync(Id, moving, Plan.FindAll(p => p.Happens), ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        var skipped = string.Join(", ", Plan.Where(p => !p.Happens).Select(p => Kernel.Web.Show.ShortDay(p.Day, Today)));
        var said = text.N(moving.Count, "1 bijeenkomst is verplaatst.", "{0} bijeenkomsten zijn verplaatst.").ToString();
        Saved.Say(HttpContext, skipped.Length == 0 ? said : $"{said} {text["Overgeslagen: {0}", skipped]}.", $"/programmes/groups/{Row.GroupId}?handler=UndoMove&move={Id}");
        return Redirect($"/programmes/groups/{Row.GroupId}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await SessionRow.OfAsync(frame, Session, ct) is not { State: "planned" } row)
        {
            return false;
        }

        Row = row;
        (ViewData["Title"], ViewData["Menu"]) = (text["Verplaats {0}", Kernel.Web.Show.Day(row.Day, Today)].ToString(), "/programmes");
        return true;
    }

    private static TimeOnly Wall(DateTimeOffset moment) => TimeOnly.FromDateTime(Amsterdam.Local(moment).DateTime);
}
