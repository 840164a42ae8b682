using System.Text;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Capabilities.Measurement.Talks;
using InBeeld.Data;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Words = InBeeld.Kernel.Web.Text;

namespace InBeeld.Capabilities.Measurement.Rounds;

/// <summary>One round: with whom one speaks, when, and what is still to be done.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class RoundModel(Frame frame, Journal journal, Words text, TimeProvider clock) : PageModel
{
    internal sealed class Head
    {
        public Guid Id { get; set; }
        public Guid MeasurementId { get; set; }
        public string Measurement { get; set; } = "";
        public int Number { get; set; }
        public DateOnly Starts { get; set; }
        public DateOnly Ends { get; set; }
        public string Note { get; set; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public Guid Round { get; set; }

    public Head Row { get; private set; } = new();
    public List<TalkRow> Talks { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    /// <summary>The talks to come as a file for a calendar; it says the role, never a name.</summary>
    public async Task<IActionResult> OnGetCalendarAsync(CancellationToken ct) => await LoadAsync(ct)
        ? File(Encoding.UTF8.GetBytes(TalkCalendar.Of(Talks.Where(t => t.State == "planned"), Row.Measurement, text, clock.GetUtcNow())), "text/calendar; charset=utf-8", $"{MeasurementWords.Round(Row.Number, text)}.ics")
        : NotFound();

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using (var all = await frame.ManyAsync($"""
            select o.id, o.measurement_id, m.name as measurement, o.number, o.starts, o.ends, o.note from measurement_round o join measurement m on m.id = o.measurement_id and m.removed_at is null where o.id = @Round and o.removed_at is null and o.library_id = app.organisation();
            {TalkRow.Sql} where t.round_id = @Round and t.removed_at is null order by t.day, t.time, t.id limit 300
            """, new { Round }, ct))
        {
            if (await all.ReadFirstOrDefaultAsync<Head>() is not { } head)
            {
                return false;
            }

            (Row, Talks) = (head, [.. await all.ReadAsync<TalkRow>()]);
        }

        journal.Read("open measurement round", [], Facets.None, "", new { round = Round });
        var held = Talks.Count(t => t.State == "held");
        (ViewData["Title"], ViewData["Menu"]) = (text["{0}: {1} van {2} gesprekken gevoerd", MeasurementWords.Round(Row.Number, text), held, Talks.Count(t => t.State != "cancelled")], "/measurements");
        return true;
    }
}
