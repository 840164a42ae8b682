using InBeeld.Capabilities.Safety.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Safety.Readers;

/// <summary>Who reads a record and because of what; to name somebody, and to take a name away.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.TeamLead, Role.Caseworker, Role.Attendance, Role.Coordinator)]
internal sealed class ReadersModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock, NameReader name) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public string Name { get; set; } = "";
        public string Role { get; set; } = "";
        public string Organisation { get; set; } = "";
        public string AddedBy { get; set; } = "";
        public string Reason { get; set; } = "";
        public DateTimeOffset Starts { get; set; }
        public DateTimeOffset? Ends { get; set; }
        public bool Me { get; set; }
        public bool MayEnd { get; set; }
    }

    internal sealed record Candidate(Guid MembershipId, string Name, string Role, string Organisation, bool Own, bool Leads);

    [BindProperty(SupportsGet = true)]
    public Guid Record { get; set; }

    [BindProperty]
    public Guid? Membership { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public RecordHead Head { get; private set; } = new();
    public List<Row> Rows { get; private set; } = [];
    public List<Candidate> Candidates { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await RecordHead.OfAsync(frame, Record, ct) is not { } head)
        {
            return NotFound();
        }

        var outcome = await name.NameAsync(new NameReaderInput(Record, head.PupilId, Membership, Reason ?? ""), ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. Diegene krijgt bericht en leest dit dossier."]);
            return Redirect($"/safety/{Record}/readers");
        }

        Refused = outcome.Refusals;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid reader, CancellationToken ct)
    {
        if (await RecordHead.OfAsync(frame, Record, ct) is not { } head)
        {
            return NotFound();
        }

        var outcome = await name.RemoveAsync(Record, head.PupilId, reader, ct);
        if (outcome.Ok)
        {
            Saved.Say(HttpContext, text["Opgeslagen. Diegene leest dit dossier niet meer."]);
            // Whoever took the own name away does not come back here.
            return Redirect(await frame.OneAsync<bool>("select app.reads_safety(@Record)", new { Record }, ct) ? $"/safety/{Record}/readers" : "/safety");
        }

        Refused = outcome.Refusals;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await RecordHead.OfAsync(frame, Record, ct) is not { } head)
        {
            return false;
        }

        (Head, Today) = (head, clock.Today());
        Rows = await frame.ListAsync<Row>("""
            select r.id, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as name, m.role, o.name as organisation, trim(concat_ws(' ', a.given_name, nullif(a.prefix, ''), a.surname)) as added_by,
              r.reason, r.starts, r.ends, r.person_id = @PersonId as me, app.may_end_reader(r.id) as may_end
            from safety_reader r join person p on p.id = r.person_id join person a on a.id = r.added_by join membership m on m.id = r.membership_id join organisation o on o.id = m.organisation_id
            where r.record_id = @Record order by r.ends is not null, r.starts
            """, new { user.PersonId, Record }, ct);
        Candidates = await frame.ListAsync<Candidate>("select membership_id, name, role, organisation, own, membership_id in (select l.membership_id from app.safety_leading(@Record) l) as leads from app.safety_candidates(@Record)", new { Record }, ct);
        journal.Read("open safety readers", [head.PupilId], Facets.Identity | Facets.Safety, "", new { safety = Record });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/safety";
        return true;
    }

    public string Heading() => text.N(Rows.Count(r => r.Ends is null), "1 mens leest dit dossier", "{0} mensen lezen dit dossier");
}
