using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Rounds;

/// <summary>One measurement: its rounds, who is spoken to, and the documents.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class MeasurementModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Person
    {
        public Guid Id { get; set; }
        public string Role { get; set; } = "";
        public int Number { get; set; }
        public string Label { get; set; } = "";
        public bool Withdrawn { get; set; }
        public bool Agreed { get; set; }
        public int[] Rounds { get; set; } = [];
    }

    internal sealed class Document
    {
        public Guid Id { get; set; }
        public string Kind { get; set; } = "";
        public string Name { get; set; } = "";
        public DateOnly? Day { get; set; }
        public string Says { get; set; } = "";
        public string Kept { get; set; } = "";

        /// <summary>Where it is kept, when that is an address on the web.</summary>
        public string? Address => Kept.StartsWith("https://", StringComparison.Ordinal) && Uri.TryCreate(Kept, UriKind.Absolute, out _) ? Kept : null;
    }

    [BindProperty(SupportsGet = true)]
    public Guid Measurement { get; set; }

    public MeasurementRow Row { get; private set; } = new();
    public List<RoundRow> Rounds { get; private set; } = [];
    public List<Person> People { get; private set; } = [];
    public List<Document> Documents { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await MeasurementRow.OwnAsync(frame, Measurement, ct) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        using (var all = await frame.ManyAsync($"""
            select id, kind, name, day, says, kept from measurement_document where measurement_id = @Measurement and removed_at is null order by day desc nulls last, name, id limit 200;
            {RoundRow.Sql};
            select r.id, r.role, r.number, r.label, r.withdrawn_at is not null as withdrawn, app.measurement_agreed(r.id) as agreed,
              coalesce((select array_agg(distinct o.number::integer order by o.number::integer) from measurement_talk t join measurement_round o on o.id = t.round_id where t.respondent_id = r.id and t.state = 'held' and t.removed_at is null), '{"{}"}') as rounds
              from measurement_respondent r where r.measurement_id = @Measurement and r.removed_at is null order by array_position(@roles, r.role), r.number limit 300
            """, new { Measurement, roles = MeasurementWords.Roles }, ct))
        {
            Documents = [.. await all.ReadAsync<Document>()];
            Rounds = [.. await all.ReadAsync<RoundRow>()];
            People = [.. await all.ReadAsync<Person>()];
        }

        journal.Read("open measurement", [], Facets.None, "", new { measurement = Measurement });
        (ViewData["Title"], ViewData["Menu"]) = (Heading(), "/measurements");
        return Page();
    }

    public Task<IActionResult> OnPostCloseAsync(CancellationToken ct) => TurnAsync(true, ct);

    public Task<IActionResult> OnPostOpenAsync(CancellationToken ct) => TurnAsync(false, ct);

    private string Heading()
    {
        var (held, talks) = (Rounds.Sum(o => o.Held), Rounds.Sum(o => o.Talks));
        return talks == 0 ? text["{0}: nog geen gesprekken", Row.Name] : text["{0}: {1} van {2} gesprekken gevoerd", Row.Name, held, talks];
    }

    private async Task<IActionResult> TurnAsync(bool close, CancellationToken ct)
    {
        if (await frame.DoAsync("update measurement set closed_on = @day, version = version + 1 where id = @Measurement and library_id = app.organisation() and removed_at is null and forgotten_at is null", new { Measurement, day = close ? Today : (DateOnly?)null }, ct) == 0)
        {
            return NotFound();
        }

        journal.Write("turn measurement", [], Facets.None, "", new { measurement = Measurement, close });
        Saved.Say(HttpContext, close ? text["De meting is gesloten."] : text["De meting is weer open."], $"/measurements/{Measurement}?handler={(close ? "Open" : "Close")}");
        return Redirect($"/measurements/{Measurement}");
    }
}
