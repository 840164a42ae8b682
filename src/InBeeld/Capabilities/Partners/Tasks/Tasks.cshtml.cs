using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Partners.Tasks;

/// <summary>What is whose: the tasks in the network, what is late first. A guide sees those of the own programmes.</summary>
[Needs(Role.ProgrammeLeader, Role.Guide)]
internal sealed class TasksModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    /// <summary>done: what is done; without: what is open.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public List<TaskRow> Rows { get; private set; } = [];
    public int Open { get; private set; }
    public int Late { get; private set; }
    public bool More { get; private set; }
    public bool Done => View == "done";
    public bool Leads => user.Is(Role.ProgrammeLeader);
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(CancellationToken ct)
    {
        using var all = await frame.ManyAsync($"""
            {TaskRow.Sql} and (t.done_at is not null) = @Done and (@After::uuid is null or (t.due, t.id) > (select x.due, x.id from network_task x where x.id = @After)) order by t.due, t.id limit @limit;
            select count(*)::integer from network_task t where t.removed_at is null and t.done_at is null;
            select count(*)::integer from network_task t where t.removed_at is null and t.done_at is null and t.due < @today
            """, new { Done, After, today = Today, limit = PageSize + 1 }, ct);
        Rows = [.. await all.ReadAsync<TaskRow>()];
        (Open, Late) = (await all.ReadSingleAsync<int>(), await all.ReadSingleAsync<int>());
        More = Rows.Count > PageSize;
        Rows = [.. Rows.Take(PageSize)];
        journal.Read("list partner tasks", [], Facets.None);
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), Leads ? "/partners" : "/partners/network");
    }

    public async Task<IActionResult> OnPostAsync(Guid task, bool again, CancellationToken ct)
    {
        if (!Leads || await frame.DoAsync("update network_task set done_at = @at, done_by = @by, version = version + 1 where id = @task and removed_at is null and (done_at is null) = (@at::timestamptz is not null)",
            new { task, at = again ? (DateTimeOffset?)null : clock.GetUtcNow(), by = again ? (Guid?)null : user.PersonId }, ct) == 0)
        {
            return NotFound();
        }

        journal.Write("finish partner task", [], Facets.None, "", new { task, again });
        Saved.Say(HttpContext, again ? text["De taak staat weer open."] : text["De taak is gedaan."], $"/partners/tasks?task={task}&again={(again ? "false" : "true")}");
        return Redirect("/partners/tasks");
    }

    public string Heading() => Open == 0 ? text["Geen open taken in het netwerk"] : Late == 0 ? text.N(Open, "1 open taak, niets te laat", "{0} open taken, niets te laat") : text["{0} open taken, {1} te laat", Open, Late];
}
