using InBeeld.Capabilities.Desk.Model;
using InBeeld.Data;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Desk.Figures;

/// <summary>What was asked, how soon it was answered, and how often with a standard answer: per subject, month or organisation.</summary>
[Needs(Role.Coordinator)]
internal sealed class FiguresModel(Frame frame, CurrentUser user, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Row
    {
        public string Key { get; set; } = "";
        public int Asked { get; set; }
        public int Waiting { get; set; }
        public int Overdue { get; set; }
        public int Answered { get; set; }
        public int Standard { get; set; }

        /// <summary>Half of the answers came sooner than this.</summary>
        public double? Hours { get; set; }
    }

    /// <summary>subject, month or school.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    public List<Row> Rows { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync("open desk figures", ct);

    public async Task<IActionResult> OnGetExportAsync(string? @as, CancellationToken ct)
    {
        await LoadAsync("export desk figures", ct);
        string[] headers = [text[ByWord(By!)], text["Gesteld"], text["Wacht"], text["Te laat"], text["Beantwoord"], text["Uren tot antwoord (de helft was sneller)"], text["Met standaardantwoord"]];
        var cells = Rows.Select(r => new Cell[] { Shown(r), r.Asked, r.Waiting, r.Overdue, r.Answered, r.Hours is { } hours ? (int)Math.Round(hours) : (int?)null, Cell.Share(r.Standard, r.Answered) }).ToList();
        return SpreadsheetFile.As(@as, SpreadsheetFile.Named(Today, text["Loket"], user.OrganisationName), text["Loket"], headers, cells);
    }

    public static string ByWord(string by) => by switch { "month" => "Maand", "school" => "Wie vroeg het", _ => "Onderwerp" };

    public string Shown(Row row) => By == "subject" ? Subject.Shown(row.Key, text) : row.Key;

    public string Lead(Row row) => row.Hours is not { } hours ? "–" : hours < 48 ? text.N((int)Math.Round(hours), "1 uur", "{0} uur") : text.N((int)Math.Round(hours / 24), "1 dag", "{0} dagen");

    public string Heading() => text.N(Rows.Sum(r => r.Asked), "1 vraag in een jaar", "{0} vragen in een jaar");

    private async Task LoadAsync(string useCase, CancellationToken ct)
    {
        Today = clock.Today();
        By = By is "month" or "school" ? By : "subject";
        var key = By switch { "month" => "to_char(q.asked_at at time zone 'Europe/Amsterdam', 'YYYY-MM')", "school" => "o.name", _ => "s.name" };
        Rows = await frame.ListAsync<Row>($"""
            select {key} as key, count(*)::integer as asked, (count(*) filter (where q.state in ('new', 'taken')))::integer as waiting, (count(*) filter (where q.state in ('new', 'taken') and q.due_on < @Today))::integer as overdue,
              count(q.first_answered_at)::integer as answered, (count(*) filter (where q.first_answered_at is not null and q.standard_id is not null))::integer as standard,
              (percentile_cont(0.5) within group (order by extract(epoch from q.first_answered_at - q.asked_at)::double precision) filter (where q.first_answered_at is not null)) / 3600 as hours
            from desk_question q join desk_subject s on s.id = q.subject_id join organisation o on o.id = q.organisation_id
            where q.municipality_code = @MunicipalityCode and q.asked_at >= @since group by 1 order by {(By == "month" ? "1 desc" : "2 desc, 1")} limit 200
            """, new { user.MunicipalityCode, Today, since = Amsterdam.At(Today.AddYears(-1), TimeOnly.MinValue) }, ct);
        journal.Read(useCase, [], Facets.None, "", new { by = By });
        ViewData["Title"] = Heading();
        ViewData["Menu"] = "/desk/questions";
    }
}
