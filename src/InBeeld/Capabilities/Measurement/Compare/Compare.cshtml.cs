using InBeeld.Capabilities.Measurement.Blocks;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames.Documents;
using InBeeld.Frames.Exports;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Compare;

/// <summary>Two initiatives side by side: in short, and where their building blocks stand. Of another library only what it shared.</summary>
[Needs(Role.ProgrammeLeader, Role.Researcher)]
internal sealed class CompareModel(Frame frame, Journal journal, Text text, TimeProvider clock) : PageModel
{
    internal sealed class Score
    {
        public Guid MeasurementId { get; set; }
        public int Round { get; set; }
        public string Block { get; set; } = "";
        public string Level { get; set; } = "";
        public int Stage { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid? A { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? B { get; set; }

    public List<MeasurementRow> Choices { get; private set; } = [];
    public (MeasurementRow, MeasurementRow)? Two { get; private set; }

    private Dictionary<(Guid, string), string> words = [];
    private List<Score> scores = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetDocumentAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (Two is not var (x, y))
        {
            // First choose which two.
            return Redirect("/measurements/compare");
        }

        string title = text["{0} naast {1}", x.Name, y.Name];
        DocumentPart[] parts =
        [
            DocumentPart.Head(1, title), DocumentPart.Says(Show.ShortDay(clock.Today(), DateOnly.MinValue)), DocumentPart.Head(2, text["In het kort"]),
            DocumentPart.Of(text["In het kort"], [[text["Kenmerk"], x.Name, y.Name], .. MeasurementWords.Aspects.Select(a => (string[])[text[MeasurementWords.AspectWord(a)], Says(x, a), Says(y, a)])]),
            DocumentPart.Head(2, text["Bouwstenen"]), DocumentPart.Says(text["Stand 0 is nog niets, 1 een begin, 2 op weg en 3 staat."]),
            DocumentPart.Of(text["Stand van de bouwstenen"], [[text["Bouwsteen"], x.Name, y.Name], .. BlockKeys.Select(k => (string[])[BlockName(k), Says(x, "block:" + k) + "\n" + Stages(x, k), Says(y, "block:" + k) + "\n" + Stages(y, k)])]),
        ];
        return File(WordDocument.Of(parts, title, text.Language), WordDocument.Kind, SpreadsheetFile.Named(clock.Today(), title) + ".docx");
    }

    /// <summary>The building blocks of either.</summary>
    public IEnumerable<string> BlockKeys => Two is var (x, y) ? x.Design.Used.Select(b => b.Key).Union(y.Design.Used.Select(b => b.Key)) : [];

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        using (var all = await frame.ManyAsync($"""
            {MeasurementRow.Sql} where m.removed_at is null and app.measurement_found(m.id) order by m.library_id <> app.organisation(), m.name, m.id limit 200;
            select measurement_id, aspect, words from measurement_aspect where measurement_id in (@A, @B) and app.measurement_found(measurement_id);
            select s.measurement_id, o.number::integer as round, s.block, s.level, s.stage::integer as stage from measurement_score s join measurement_round o on o.id = s.round_id and o.removed_at is null where s.measurement_id in (@A, @B)
            """, new { A, B }, ct))
        {
            Choices = [.. await all.ReadAsync<MeasurementRow>()];
            words = (await all.ReadAsync<AspectRow>()).ToDictionary(a => (a.MeasurementId, a.Aspect), a => a.Words);
            scores = [.. await all.ReadAsync<Score>()];
        }

        var (first, second) = (Choices.Find(c => c.Id == A), Choices.Find(c => c.Id == B));
        if ((A is not null && first is null) || (B is not null && second is null))
        {
            return false;
        }

        Two = first is not null && second is not null && A != B ? (first, second) : null;
        journal.Read("compare measurements", [], Facets.None, "", new { a = A, b = B });
        (ViewData["Title"], ViewData["Menu"]) = (Two is var (x, y) ? text["{0} naast {1}", x.Name, y.Name].ToString() : text["Zet twee initiatieven naast elkaar"].ToString(), "/measurements");
        return true;
    }

    public string Says(MeasurementRow m, string aspect) => words.GetValueOrDefault((m.Id, aspect)) ?? "–";

    public int? Last(MeasurementRow m) => scores.Where(s => s.MeasurementId == m.Id).Select(s => (int?)s.Round).Max();

    public List<ScoreRow> ScoresOf(MeasurementRow m) => [.. scores.Where(s => s.MeasurementId == m.Id).Select(s => new ScoreRow { Round = s.Round, Block = s.Block, Level = s.Level, Stage = s.Stage })];

    public string BlockName(string key) => (Two?.Item1.Design.Blocks.FirstOrDefault(b => b.Key == key) ?? Two?.Item2.Design.Blocks.FirstOrDefault(b => b.Key == key))?.Name.In(text) ?? key;

    /// <summary>"Strategic 2, Tactical 1" in the last round.</summary>
    public string Stages(MeasurementRow m, string block) => string.Join(", ", scores.Where(s => s.MeasurementId == m.Id && s.Block == block && s.Round == Last(m)).OrderBy(s => Array.IndexOf(MeasurementWords.Levels, s.Level)).Select(s => $"{text[MeasurementWords.LevelWord(s.Level)]} {s.Stage}"));
}
