using System.Text.Json;
using InBeeld.Capabilities.Safety.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.Records;

/// <summary>One record: the five steps, what was written in them, and who reads it.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.Coordinator)]
internal sealed class OpenSafetyModel(Frame frame, Journal journal, Text text, TimeProvider clock, CloseSafety close) : PageModel
{
    internal sealed class Row
    {
        public short Step { get; set; }
        public DateOnly DoneOn { get; set; }
        public string Words { get; set; } = "";
        public string Consulted { get; set; } = "";
        public string SafeHome { get; set; } = "";
        public DateOnly? SafeHomeOn { get; set; }
        public bool Anonymous { get; set; }
        public string Reference { get; set; } = "";
        public string Outcome { get; set; } = "";
        public string ByName { get; set; } = "";
        public DateTimeOffset At { get; set; }
        public string Before { get; set; } = "[]";

        public IReadOnlyList<Version> Versions => field ??= JsonSerializer.Deserialize<List<Version>>(Before, JsonSerializerOptions.Web)!;
    }

    /// <summary>How a step read before: only what was changed is told apart by reading.</summary>
    internal sealed record Version(DateTimeOffset ReplacedAt, DateOnly DoneOn, string Words, string Outcome);

    internal sealed record Reader(string Name, string Role, string Organisation);

    [BindProperty(SupportsGet = true)]
    public Guid Record { get; set; }

    public RecordHead Head { get; private set; } = new();
    public List<Row> Steps { get; private set; } = [];
    public List<Reader> Readers { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public short Next => Meldcode.Steps.FirstOrDefault(s => Steps.TrueForAll(row => row.Step != s));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await RecordHead.OfAsync(frame, Record, ct) is not { } head)
        {
            return NotFound();
        }

        (Head, Today) = (head, clock.Today());
        Steps = await frame.ListAsync<Row>("""
            select s.step, s.done_on, s.words, s.consulted, s.safe_home, s.safe_home_on, s.anonymous, s.reference, s.outcome, s.at, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as by_name,
              (select coalesce(jsonb_agg(jsonb_build_object('replacedAt', h.replaced_at, 'doneOn', h.was -> 'doneOn', 'words', h.was -> 'words', 'outcome', h.was -> 'outcome') order by h.replaced_at desc), '[]')::text from safety_step_history h where h.step_id = s.id) as before
            from safety_step s join person p on p.id = s.by_person where s.record_id = @Record order by s.step
            """, new { Record }, ct);
        Readers = await frame.ListAsync<Reader>("""
            select trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as name, m.role, o.name as organisation
            from safety_reader r join person p on p.id = r.person_id join membership m on m.id = r.membership_id join organisation o on o.id = m.organisation_id where r.record_id = @Record and r.ends is null order by r.starts
            """, new { Record }, ct);
        journal.Read("open safety record", [head.PupilId], Facets.Identity | Facets.Safety, "", new { safety = Record });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/safety";
        return Page();
    }

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken ct)
    {
        var outcome = await close.ReopenAsync(Record, ct);
        if (!outcome.Ok)
        {
            return outcome.IsLostUpdate() ? Redirect($"/safety/{Record}") : NotFound();
        }

        Saved.Say(HttpContext, text["Het dossier is weer open."]);
        return Redirect($"/safety/{Record}");
    }

    public string Heading() => !Head.IsOpen ? text["Meldcode voor {0}: afgesloten", Head.Name.Full] : Next == 0 ? text["Meldcode voor {0}: alle stappen gedaan", Head.Name.Full] : text["Meldcode voor {0}: nu stap {1}", Head.Name.Full, Next];
}
