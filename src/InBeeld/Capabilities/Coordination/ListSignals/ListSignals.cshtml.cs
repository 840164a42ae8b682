using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using InBeeld.Capabilities.Coordination.Model;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Coordination.ListSignals;

/// <summary>The signals of the municipality: those that wait, by urgency and then by the time they wait; or those that were handled, newest first.</summary>
[Needs(Role.Coordinator, Role.Attendance)]
internal sealed class ListSignalsModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Reason { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Source { get; set; }

    /// <summary>The last signal of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public static readonly IReadOnlyList<string> Sources = ["school", "mbo", "partnership", "childcare", "institution", "third", "municipality"];

    public List<SignalRow> Rows { get; private set; } = [];
    public bool More { get; private set; }
    public int Waiting { get; private set; }
    public bool Done => State == "done";

    public async Task OnGetAsync(CancellationToken ct)
    {
        State = State is "done" ? State : null;
        Reason = CaseWords.Kinds.Contains(Reason) ? Reason : null;
        Source = Sources.Contains(Source) ? Source : null;
        Waiting = await frame.OneAsync<int>("select count(*)::integer from signal s where s.state in ('new', 'brought_in')", null, ct);
        var order = Done ? "s.at desc, s.id desc" : "-s.urgency, s.decide_by, s.id";
        // First which, then what stands beside them: for a page and no more.
        Rows = await frame.ListAsync<SignalRow>($"""
            with k as materialized (select s.id from signal s
              where s.state {(Done ? "in ('case', 'ended')" : "in ('new', 'brought_in')")}
                {(Reason is null ? "" : "and s.reason = @Reason")} {(Source is null ? "" : "and s.source = @Source")}
                {(After is null ? "" : Done ? "and (s.at, s.id) < (select x.at, x.id from signal x where x.id = @After)" : "and (-s.urgency, s.decide_by, s.id) > (select -x.urgency, x.decide_by, x.id from signal x where x.id = @After)")}
              order by {order} limit @most)
            select {SignalRow.Columns} from {SignalRow.From} join k on k.id = s.id order by {order}
            """, new { Reason, Source, After, most = PageSize + 1 }, ct);
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("list signals", Rows.Where(r => r.PupilId is not null).Select(r => r.PupilId!.Value), Facets.Identity | Facets.Care);
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/signals";
    }

    public string Heading() => Done ? text["Signalen die klaar zijn"] : text.N(Waiting, "1 signaal wacht op een besluit", "{0} signalen wachten op een besluit");

    public DateOnly Today => clock.Today();

    public string Address(string? state, Guid? after) => "/signals?" + string.Join('&', new[] { ("state", state), ("reason", Reason), ("source", Source), ("after", after?.ToString()) }.Where(q => q.Item2 is not null).Select(q => $"{q.Item1}={q.Item2}"));
}
