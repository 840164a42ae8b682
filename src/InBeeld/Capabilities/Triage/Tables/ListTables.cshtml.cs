using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Triage.Tables;

/// <summary>The versions of the rules of the own municipality: which holds, which is being written, which held before.</summary>
[Needs(Role.Coordinator)]
internal sealed class ListTablesModel(Frame frame, CurrentUser user, Text text, TimeProvider clock, WriteDraft write) : PageModel
{
    internal sealed class Row
    {
        public Guid Id { get; set; }
        public int Number { get; set; }
        public string State { get; set; } = "";
        public DateOnly? ValidFrom { get; set; }
        public DateOnly? ValidUntil { get; set; }
        public int Rules { get; set; }
        public string Note { get; set; } = "";
        public string ByName { get; set; } = "";

        public bool IsDraft => State == "draft";

        public bool HoldsOn(DateOnly day) => !IsDraft && ValidFrom <= day && (ValidUntil is null || ValidUntil >= day);
    }

    public List<Row> Rows { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public Row? Draft => Rows.Find(r => r.IsDraft);

    public Row? Now => Rows.Find(r => r.HoldsOn(Today));

    public async Task OnGetAsync(CancellationToken ct)
    {
        Today = clock.Today();
        Rows = await frame.ListAsync<Row>("""
            select t.id, t.number, t.state, t.valid_from, t.valid_until, jsonb_array_length(t.rows) as rules, t.note, trim(concat_ws(' ', p.given_name, nullif(p.prefix, ''), p.surname)) as by_name
            from triage_table t left join person p on p.id = t.by_person where t.municipality_id = @OrganisationId order by t.number desc limit 100
            """, new { user.OrganisationId }, ct);
        ViewData["Title"] = Heading();
    }

    public async Task<IActionResult> OnPostStartAsync(CancellationToken ct) => Redirect($"/triage/{await write.StartAsync(ct)}");

    public string Heading() => Now is { } now ? text["Versie {0} geldt sinds {1}", now.Number, Show.ShortDay(now.ValidFrom!.Value, Today)] : text["De regels van de handreiking gelden"];
}
