using InBeeld.Capabilities.Measurement.Coding;
using InBeeld.Capabilities.Measurement.Design;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Data;
using InBeeld.Frames;
using InBeeld.Kernel;
using InBeeld.Kernel.Access;
using InBeeld.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace InBeeld.Capabilities.Measurement.Blocks;

/// <summary>How far the building blocks are per round, as a picture and a table; judging one of them with what was said about it beside it.</summary>
[Needs(Role.ProgrammeLeader)]
internal sealed class BlocksModel(Frame frame, Journal journal, Text text, KeepScores keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Measurement { get; set; }

    /// <summary>The round that is judged.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Block { get; set; }

    public MeasurementRow Row { get; private set; } = new();
    public List<RoundRow> Rounds { get; private set; } = [];
    public List<ScoreRow> Scores { get; private set; } = [];
    public List<FragmentRow> Evidence { get; private set; } = [];
    public List<ScoreField> Fields { get; private set; } = [];
    public IReadOnlyList<Refusal> Refused { get; private set; } = [];
    public RoundRow? Round => Rounds.Find(o => o.Number == Number);
    public Block? Editing => Round is null ? null : Row.Design.Used.FirstOrDefault(b => b.Key == Block);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) && (Block is null || Editing is not null) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct) || Editing is not { } block)
        {
            return NotFound();
        }

        foreach (var f in Fields)
        {
            string Typed(string name) => Request.Form[name + f.Level].ToString().Trim().ReplaceLineEndings("\n");
            (f.Stage, f.Why, f.Was) = (Typed("stage_"), Typed("why_"), Typed("was_"));
        }

        var outcome = await keep.RunAsync(Row, Round!.Id, [.. Scores.Where(s => s.Round == Number)], block.Key, Fields, ct);
        if (!outcome.Ok)
        {
            Refused = outcome.Refusals;
            return Page();
        }

        Saved.Say(HttpContext, text["Opgeslagen."]);
        return Redirect($"/measurements/{Measurement}/blocks");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await MeasurementRow.OwnAsync(frame, Measurement, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        using (var all = await frame.ManyAsync($"""
            {RoundRow.Sql};
            {ScoreRow.Sql};
            {FragmentRow.Sql} where @Block::text is not null and f.measurement_id = @Measurement and f.removed_at is null and f.erased_at is null and o.number = @Number and exists (select 1 from measurement_code c where c.fragment_id = f.id and c.block = @Block) order by f.id limit 30
            """, new { Measurement, Block, Number }, ct))
        {
            Rounds = [.. await all.ReadAsync<RoundRow>()];
            Scores = [.. await all.ReadAsync<ScoreRow>()];
            Evidence = [.. await all.ReadAsync<FragmentRow>()];
        }

        if (Editing is { } block)
        {
            Fields = [.. MeasurementWords.Levels.Select(l => Scores.Find(s => s.Round == Number && s.Block == block.Key && s.Level == l) is { } s
                ? new ScoreField { Level = l, Stage = s.Stage.ToString(System.Globalization.CultureInfo.InvariantCulture), Why = s.Why, Was = s.Stage + "|" + s.Why }
                : new ScoreField { Level = l, Was = "|" })];
        }

        journal.Read("open measurement blocks", [], Facets.None, "", new { measurement = Measurement });
        (ViewData["Title"], ViewData["Menu"]) = (Rounds.Count == 0 ? text["Nog geen ronde om te beoordelen"].ToString() : new BlockPicture(row.Design, Rounds[^1].Number, Scores).Sentence(text), "/measurements");
        return true;
    }
}
