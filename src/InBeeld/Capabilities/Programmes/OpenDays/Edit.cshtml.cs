using InBeeld.Capabilities.Programmes.Groups;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.OpenDays;

/// <summary>A new open day or parents' meeting, or the change of one.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class EditModel(Frame frame, Text text, TimeProvider clock, KeepOpenDay keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Day { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    public OpenDayFields Fields { get; private set; } = new();
    public ProgrammeRow Row { get; private set; } = new();
    public OpenDayRow? Old { get; private set; }
    public List<Choice> Rooms { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => Day is null ? $"/programmes/{Programme}/days/new" : $"/programmes/days/{Day}/change";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fields = Old is { } d
            ? new OpenDayFields { Kind = d.Kind, Name = d.Name, Date = Typed.Of(d.Day), From = Clock(d.Starts), To = Clock(d.Ends), Room = d.RoomId, Location = d.Location, Places = Typed.Of((int?)d.Places), ByFamily = d.ByFamily }
            : new OpenDayFields { Location = Row.Location, ByFamily = true };
        Version = Old?.Version ?? 0;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(OpenDayFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.KeepAsync(Day ?? Id, Day is null ? 0 : Version, Programme, fields, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            Version = outcome.IsLostUpdate() ? Old?.Version ?? Version : Version;
            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen."]);
        return Redirect($"/programmes/days/{Day ?? Id}");
    }

    private static string Clock(DateTimeOffset moment) => Typed.Of(TimeOnly.FromDateTime(Amsterdam.Local(moment).DateTime));

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (Day is { } id)
        {
            Old = await OpenDayRow.OfAsync(frame, id, ct);
            Programme = Old?.ProgrammeId ?? Guid.Empty;
        }

        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { Mine: true } row)
        {
            return false;
        }

        Row = row;
        Rooms = await Choice.RoomsAsync(frame, row.LibraryId, ct);
        (ViewData["Title"], ViewData["Menu"]) = (Old is null ? text["Nieuwe dag voor ouders"].ToString() : text["Wijzig {0}", Old.Name].ToString(), "/programmes");
        return true;
    }
}
