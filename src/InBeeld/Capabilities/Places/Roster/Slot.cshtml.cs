using System.Globalization;
using InBeeld.Capabilities.Places.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Places.Roster;

/// <summary>One slot by hand: how many people it asks, and who they are. In the proposal of that week when there is one, else at once.</summary>
[Needs(Role.LibraryPlanner)]
internal sealed class SlotModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, KeepSlot keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Slot { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public SlotFields Fields { get; private set; } = new();
    public StaffSlot Row { get; private set; } = new();
    public List<Worker> Workers { get; private set; } = [];
    public List<DutyRow> Duties { get; private set; } = [];
    public Dictionary<Guid, string> Blocked { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public BothVersions? Both { get; private set; }
    public bool Proposed { get; private set; }
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        (Fields, Version) = (SlotFields.Of(Row, Duties), Row.Version);
        Was = BothVersions.Keep(Versions().Select(f => (f.Name, f.Theirs)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(SlotFields fields, CancellationToken ct)
    {
        Fields = fields;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var outcome = await keep.RunAsync(Row, Version, fields, Workers, Duties, Proposed, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, Proposed ? text["Aangepast in het voorstel."] : text["Aangepast. Wie het aangaat krijgt bericht."]);
            return Redirect(WeekModel.Address(Row.Day.Monday()));
        }

        Refused = outcome.Refusals;
        if (outcome.IsLostUpdate())
        {
            Both = new BothVersions(Versions(), Was ?? "");
            Version = Row.Version;
        }

        return Page();
    }

    private FieldVersions[] Versions()
    {
        var now = SlotFields.Of(Row, Duties);
        return
        [
            new("People", text["Hoeveel medewerkers?"], Fields.People ?? "", now.People ?? ""),
            new("Reserve", text["Hoeveel reserves?"], Fields.Reserve ?? "", now.Reserve ?? ""),
            new("Skills", text["Met deze vaardigheden"], string.Join(',', Fields.Chosen), string.Join(',', now.Chosen), skills => string.Join(", ", skills.Split(',').Where(StaffWords.Skills.Contains).Select(k => text[StaffWords.Skill(k)]))),
            new("As", text["Wie"], Fields.Line, now.Line, line => string.Join(", ", SlotFields.Parse([line]).Select(c => $"{Workers.Find(w => w.Id == c.Member)?.Name} ({text[StaffWords.Kind(c.Kind)]})"))),
        ];
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await StaffSlot.FindAsync(frame, user.OrganisationId, Slot, ct) is not { Planned: true } row)
        {
            return false;
        }

        Row = row;
        Workers = await Worker.ListAsync(frame, user.OrganisationId, row.Day, ct);
        var all = (await DutyRow.BetweenAsync(frame, user.OrganisationId, row.Starts, row.Ends, ct)).FindAll(d => d.SlotId == Slot);
        Proposed = row.Starts > clock.GetUtcNow() && await frame.OneAsync<int>("select count(*)::integer from roster where library_id = @OrganisationId and monday = @monday and state = 'proposal'", new { user.OrganisationId, monday = row.Day.Monday() }, ct) > 0;
        Duties = all.FindAll(d => d.State == (Proposed ? "proposed" : "planned"));
        Blocked = (await frame.ListAsync<(Guid Id, string Why)>("select m, app.staff_blocked(m, @Slot, array(select d.id from duty d where d.membership_id = m and d.slot_id = @Slot)) from unnest(@members) m", new { Slot, members = Workers.Select(w => w.Id).ToArray() }, ct)).ToDictionary(b => b.Id, b => b.Why);
        journal.Read("open roster slot", [], Facets.None, "", new { slot = Slot });
        ViewData["Title"] = text["Wie werkt er {0}?", row.When(Today)];
        ViewData["Menu"] = "/roster";
        return true;
    }

    /// <summary>What this person said about this time, and why not, if so.</summary>
    public string Says(Worker w) => Blocked.GetValueOrDefault(w.Id) is { Length: > 0 } why ? text[StaffWords.Blocked(why)] : w.At(StaffWords.KeyOf(Row.Starts)) switch { "can" => text["Kan dan."], "rather_not" => text["Liever niet."], _ => w.Would is null ? text["Nog geen antwoord"] : text["Kan dan niet, zei zij of hij."] };
}
