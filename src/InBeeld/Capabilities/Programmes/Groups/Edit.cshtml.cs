using InBeeld.Capabilities.Programmes.Enrolments;
using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Programmes.Groups;

/// <summary>A new group with its dates, looked at before it is made; or the change of its name, places, guide and place.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class EditModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, PlanSessions plan, KeepGroup keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Programme { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Group { get; set; }

    /// <summary>Hours for one child with a place: a group of one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? For { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public int Version { get; set; }

    public GroupFields Fields { get; private set; } = new();
    public ProgrammeRow Row { get; private set; } = new();
    public EnrolmentRow? Child { get; private set; }

    /// <summary>The child has a group or hours already.</summary>
    public bool Elsewhere { get; private set; }

    public GroupRow? Old { get; private set; }
    public List<ModuleRow> Modules { get; private set; } = [];
    public List<Choice> Guides { get; private set; } = [];
    public List<Choice> Rooms { get; private set; } = [];
    public List<Planned>? Plan { get; private set; }
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public string Here => Group is null ? $"/programmes/{Programme}/groups/new{(For is null ? "" : $"?for={For}")}" : $"/programmes/groups/{Group}/change";

    public async Task<IActionResult> OnGetAsync(Guid? module, CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var chosen = Modules.Find(m => m.Id == module) ?? (Modules.Count > 0 ? Modules[0] : null);
        Fields = Old is { } g
            ? new GroupFields { Name = g.Name, Capacity = Typed.Of((int?)g.Capacity), Guide = g.GuideId, Room = g.RoomId, Location = g.Location }
            : new GroupFields { Capacity = Child is null ? "12" : "1", Module = chosen?.Id, Sessions = Typed.Of(chosen?.Sessions ?? 8), Guide = Guides.Count == 1 ? Guides[0].Id : null, Location = Row.Location };
        Version = Old?.Version ?? 0;
        return Page();
    }

    /// <param name="look">Only show the dates.</param>
    public async Task<IActionResult> OnPostAsync(GroupFields fields, bool look, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Fields.Capacity = Child is null ? Fields.Capacity : "1";

        var outcome = Group is { } group ? await keep.ChangeAsync(group, Version, fields, ct) : await MakeAsync(look, ct);
        if (outcome is null)
        {
            return Page();
        }

        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            Version = outcome.IsLostUpdate() ? Old?.Version ?? Version : Version;
            return Page();
        }

        var skipped = Plan?.Count(p => !p.Happens) ?? 0;
        Saved.Say(HttpContext, Child is { } child ? text["De uren van {0} staan er, {1} keer.", child.GivenName, Plan!.Count - skipped] : Group is not null ? text["Opgeslagen."] : skipped == 0 ? text["De groep staat er, met {0} bijeenkomsten.", Plan!.Count] : text["De groep staat er, met {0} bijeenkomsten. Overgeslagen: {1}.", Plan!.Count - skipped, string.Join(", ", Plan.Where(p => !p.Happens).Select(p => Kernel.Web.Show.ShortDay(p.Day, Today)))]);
        return Redirect($"/programmes/groups/{Group ?? Id}");
    }

    private async Task<Outcome<Done>?> MakeAsync(bool look, CancellationToken ct)
    {
        var f = Fields;
        if (f.Check(true, Today) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        Plan = await plan.WeeklyAsync(Programme, f.Room, f.Guide!.Value, Typed.Day(f.FirstDay)!.Value, Typed.Time(f.From)!.Value, Typed.Time(f.To)!.Value, Typed.Number(f.Sessions)!.Value, ct);
        if (look || await frame.OneAsync<bool>("select exists (select 1 from programme_group where id = @Id)", new { Id }, ct))
        {
            return look ? null : Done.It;
        }

        if (Plan.Count(p => p.Happens) < Typed.Number(f.Sessions))
        {
            return new Refusal("FirstDay", "Er zijn te weinig dagen. Kies een andere eerste dag.");
        }

        if (Plan.Exists(p => p.Clash.Length > 0))
        {
            return new Refusal("plan", "Op sommige dagen kan het niet. Er is nog niets gemaakt. Kijk bij de data.");
        }

        var made = await keep.MakeAsync(Id, f, Plan, ct);
        return made.Ok && For is { } child ? await keep.JoinAsync(Id, [child], ct) : made;
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (Group is { } id)
        {
            Old = await GroupRow.OfAsync(frame, id, ct);
            Programme = Old?.ProgrammeId ?? Guid.Empty;
        }

        if (await ProgrammeRow.OfAsync(frame, Programme, clock.GetUtcNow(), ct) is not { } row || row.LibraryId != user.OrganisationId)
        {
            return false;
        }

        Row = row;
        if (For is { } enrolment && Group is null)
        {
            if (await EnrolmentRow.OfAsync(frame, enrolment, ct) is not { State: "placed" } child || child.ProgrammeId != Programme)
            {
                return false;
            }

            Child = child;
            // Who has hours of their own is in no other group any more: one group at a time.
            Elsewhere = await frame.OneAsync<bool>("select exists (select 1 from group_member where enrolment_id = @enrolment and left_on is null)", new { enrolment }, ct);
            journal.Read("open enrolment", child.PupilId is { } pupil ? [pupil] : [], Facets.Identity, "", new { enrolment });
        }

        Modules = await ModuleRow.ListAsync(frame, Programme, ct);
        Guides = await Choice.GuidesAsync(frame, Programme, ct);
        if (Old is { } g && !Guides.Exists(x => x.Id == g.GuideId))
        {
            Guides.Add(new Choice { Id = g.GuideId, Name = g.Guide });
        }

        Rooms = await Choice.RoomsAsync(frame, row.LibraryId, ct);
        (ViewData["Title"], ViewData["Menu"]) = (Child is not null ? text["Uren voor {0}", Child.GivenName].ToString() : Old is null ? text["Nieuwe groep"].ToString() : text["Wijzig {0}", Old.Name].ToString(), "/programmes");
        return true;
    }
}
