using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Safety.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.Records;

/// <summary>The meldcode for one child: the records that whoever asks reads, and where a new one begins. The care professional of the school also learns that there is one, and whom to ask.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.Coordinator)]
internal sealed class ChildSafetyModel(Frame frame, CurrentUser user, Journal journal, InBeeldDb db, Text text, TimeProvider clock, BeginSafety begin) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public DateTimeOffset BegunAt { get; set; }
        public string State { get; set; } = "";
        public string Outcome { get; set; } = "";
        public short[] Steps { get; set; } = [];
    }

    internal sealed class Other
    {
        public Guid RecordId { get; set; }
        public DateTimeOffset BegunAt { get; set; }
        public string? Reader { get; set; }
        public string Organisation { get; set; } = "";
        public bool Abandoned { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>A record is begun by the button only, not by whatever is sent here.</summary>
    [BindProperty]
    public bool Begin { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public Child Child { get; private set; } = new();
    public List<Row> Rows { get; private set; } = [];
    public List<Other> Known { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!Begin)
        {
            return Page();
        }

        var outcome = await begin.RunAsync(new BeginSafetyInput(Id, Pupil), ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["De meldcode is begonnen. Alleen jij ziet wat je hier schrijft."]);
        return Redirect($"/safety/{outcome.Value.Id}/steps/1");
    }

    /// <summary>Nobody reads a record any more: the care professional of the school goes on with it.</summary>
    public async Task<IActionResult> OnPostTakeOverAsync(Guid record, CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Known.Find(k => k.RecordId == record && k.Abandoned) is null)
        {
            return NotFound();
        }

        if ((Why ?? "").Trim().Length < 10)
        {
            Refused = [new Refusal("Why", "Schrijf op waarom je het overneemt, in minstens {0} tekens.", 10)];
            return Page();
        }

        db.ChangeTracker.Clear();
        if (await frame.OneAsync<Guid?>("select app.take_over_safety(@record, @Why)", new { record, Why }, ct) is null)
        {
            return NotFound();
        }

        journal.Write("take over safety record", [Pupil], Facets.Safety, "", new { safety = record });
        Saved.Say(HttpContext, text["Je leest dit dossier nu. De privacyfunctionaris weet het."]);
        return Redirect($"/safety/{record}");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await Child.OfAsync(frame, Pupil, ct) is not { } child)
        {
            return false;
        }

        (Child, Today) = (child, clock.Today());
        Rows = await frame.ListAsync<Row>("""
            select r.id, r.begun_at, r.state, r.outcome, coalesce((select array_agg(s.step order by s.step) from safety_step s where s.record_id = r.id), '{}') as steps
            from safety_record r where r.pupil_id = @Pupil order by r.state = 'closed', r.begun_at desc
            """, new { Pupil }, ct);
        Known = user.Is(Role.Care) ? await frame.ListAsync<Other>("select record_id, begun_at, reader, organisation, abandoned from app.safety_known(@Pupil)", new { Pupil }, ct) : [];
        // Even that somebody looked here is for the readers of a record, and the privacy officer.
        journal.Read("open safety of child", [Pupil], Facets.Identity | Facets.Safety, "", new { safety = Rows.FirstOrDefault()?.Id ?? Guid.Empty });
        ViewData["Title"] = Heading();
        return true;
    }

    public string Heading() => Rows.Exists(r => r.State == SafetyRecord.Open) ? text["Er loopt een meldcode voor {0}", Child.Name.Full] : text["Is {0} veilig?", Child.Name.Full];
}
