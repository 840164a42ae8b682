using System.Text.Json;
using InBeeld.Capabilities.Pupils.Contract;
using InBeeld.Capabilities.Triage.Model;
using InBeeld.Capabilities.Triage.Propose;
using InBeeld.Data;
using InBeeld.Frames.Routes;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Triage.Explain;

/// <summary>Why it was proposed and what was chosen, at any time after: the version, the rows that fitted, what was known and free that day.</summary>
[Needs(Role.Teacher, Role.Care, Role.Principal, Role.Coordinator, Role.Attendance, Role.TeamLead, Role.Caseworker)]
internal sealed class ExplainDecisionModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Row
    {
        public int TableNumber { get; set; }
        public string? Rules { get; set; }
        public string Facts { get; set; } = "{}";
        public string Proposed { get; set; } = "[]";
        public string Capacity { get; set; } = "{}";
        public string[] Chosen { get; set; } = [];
        public bool? Deviates { get; set; }
        public string Why { get; set; } = "";
        public string ByName { get; set; } = "";
        public string OrganisationName { get; set; } = "";
        public DateTimeOffset At { get; set; }
        public DateTimeOffset? UndoneAt { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Pupil { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Decision { get; set; }

    public Child Child { get; private set; } = new();
    public Row Kept { get; private set; } = new();
    public IReadOnlyList<KeptProposal> Proposed { get; private set; } = [];
    public IReadOnlyDictionary<string, Capacity> Capacity { get; private set; } = new Dictionary<string, Capacity>();
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; private set; } = [];
    public DateOnly Today { get; private set; }
    private DecisionTable? rules;

    /// <summary>The care part is there for who may see it; without it, whether and why it deviates is not told.</summary>
    public bool ToldWhether => Kept.Deviates is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var kept = await frame.OneAsync<Row>("""
            select d.table_number, t.rows::text as rules, (d.facts || coalesce(c.facts, '{}'))::text as facts, coalesce(c.proposed, d.proposed)::text as proposed, d.capacity::text as capacity, d.chosen,
              coalesce(c.deviates, d.deviates) as deviates, coalesce(c.why, d.why) as why, trim(concat_ws(' ', w.given_name, nullif(w.prefix, ''), w.surname)) as by_name, o.name as organisation_name, d.at, d.undone_at
            from triage_decision d left join triage_decision_care c on c.decision_id = d.id left join triage_table t on t.id = d.table_id
            left join person w on w.id = d.by_person left join organisation o on o.id = d.organisation_id where d.id = @Decision and d.pupil_id = @Pupil
            """, new { Decision, Pupil }, ct);
        if (kept is null || await Child.OfAsync(frame, Pupil, ct) is not { MayNeeds: true } child)
        {
            return NotFound();
        }

        (Kept, Child, Today) = (kept, child, clock.Today());
        Proposed = JsonSerializer.Deserialize<List<KeptProposal>>(kept.Proposed, JsonSerializerOptions.Web)!;
        Capacity = JsonSerializer.Deserialize<Dictionary<string, Capacity>>(kept.Capacity, JsonSerializerOptions.Web)!;
        var known = JsonSerializer.Deserialize<Dictionary<string, string>>(kept.Facts)!;
        Facts = [.. FactList.All.Where(f => known.ContainsKey(f.Code)).Select(f => KeyValuePair.Create(f.Code, known[f.Code]))];
        rules = kept.Rules is null ? StandardTable.Is : DecisionTable.Read(kept.Rules);
        journal.Read("open decision on routes", [Pupil], Kernel.Access.Facets.Identity | Kernel.Access.Facets.Needs | (child.MayCare ? Kernel.Access.Facets.Care : 0));
        ViewData["Title"] = Heading();
        return Page();
    }

    public string Heading() => text["Op {0} besloten: {1}", Show.ShortDay(Amsterdam.Day(Kept.At), Today), text.Routes(Kept.Chosen)];

    /// <summary>The row that fitted, as a sentence, in the version of then; for who does not see the restricted facts only its reason.</summary>
    public string RuleOf(Guid row) => rules!.Rows.FirstOrDefault(r => r.Id == row) is { } rule && (Child.MayCare || !rule.AsksForRestricted) ? text["{0}, dan: {1}.", text.If(rule), text.Routes(rule.Routes)] : "";
}
