using InBeeld.Capabilities.Measurement.Blocks;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Progress;

/// <summary>Two rounds side by side. Who was spoken to in both, who in one, and what was told afterwards are never added up.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class ProgressModel(Frame frame, Journal journal, Text text) : PageModel
{
    internal sealed class Said
    {
        public string Block { get; set; } = "";
        public string Level { get; set; } = "";
        public int Matched { get; set; }
        public int Others { get; set; }
        public int Retro { get; set; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Measurement { get; set; }

    [BindProperty(SupportsGet = true, Name = "a")]
    public int? First { get; set; }

    [BindProperty(SupportsGet = true, Name = "b")]
    public int? Second { get; set; }

    public MeasurementRow Row { get; private set; } = new();
    public List<RoundRow> Rounds { get; private set; } = [];
    public List<ScoreRow> Scores { get; private set; } = [];
    public List<MatchedRow> People { get; private set; } = [];
    public int A { get; private set; }
    public int B { get; private set; }

    private List<Said> said = [];

    public int? Stage(int round, string block, string level) => Scores.Find(s => s.Round == round && s.Block == block && s.Level == level)?.Stage;

    public Said Behind(string block, string level) => said.Find(s => s.Block == block && s.Level == level) ?? new Said();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await MeasurementRow.OwnAsync(frame, Measurement, ct) is not { } row)
        {
            return NotFound();
        }

        Row = row;
        using (var all = await frame.ManyAsync($"{RoundRow.Sql}; {ScoreRow.Sql}", new { Measurement }, ct))
        {
            Rounds = [.. await all.ReadAsync<RoundRow>()];
            Scores = [.. await all.ReadAsync<ScoreRow>()];
        }

        A = Rounds.Exists(o => o.Number == First) ? First!.Value : Rounds.FirstOrDefault()?.Number ?? 0;
        B = Rounds.Exists(o => o.Number == Second) ? Second!.Value : Rounds.LastOrDefault()?.Number ?? 0;
        using (var all = await frame.ManyAsync("""
            select role, matched, only_a, only_b, retro from app.measurement_matched(@Measurement, @A, @B) order by array_position(@roles, role);
            with met as (select t.respondent_id as id from measurement_talk t join measurement_round o on o.id = t.round_id where t.measurement_id = @Measurement and t.state = 'held' and t.removed_at is null and o.number in (@A, @B) group by t.respondent_id having count(distinct o.number) = 2)
            select c.block, c.level, count(distinct f.id) filter (where not f.retro and f.respondent_id in (select id from met))::integer as matched, count(distinct f.id) filter (where not f.retro and f.respondent_id not in (select id from met))::integer as others, count(distinct f.id) filter (where f.retro)::integer as retro
            from measurement_code c join measurement_fragment f on f.id = c.fragment_id and f.removed_at is null join measurement_round o on o.id = f.round_id where c.measurement_id = @Measurement and o.number = @B and c.block <> '' and c.level <> '' group by c.block, c.level
            """, new { Measurement, A, B, roles = MeasurementWords.Roles }, ct))
        {
            People = [.. await all.ReadAsync<MatchedRow>()];
            said = [.. await all.ReadAsync<Said>()];
        }

        journal.Read("open measurement progress", [], Facets.None, "", new { measurement = Measurement });
        var both = (from b in row.Design.Used from l in MeasurementWords.Levels let was = Stage(A, b.Key, l) let now = Stage(B, b.Key, l) where was is not null && now is not null select now - was).ToList();
        (ViewData["Title"], ViewData["Menu"]) = (Rounds.Count < 2 ? text["Nog geen twee rondes"].ToString() : text["{0} van {1} plekken staan hoger dan in de {2}", both.Count(x => x > 0), both.Count, MeasurementWords.Round(A, text)].ToString(), "/measurements");
        return Page();
    }
}
