using InBeeld.Capabilities.Measurement.Design;
using InBeeld.Capabilities.Measurement.Model;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Measurement.Blocks;

/// <summary>How far one building block is at one level in one round: 0 nothing yet, 1 begin, 2 on the way, 3 stands.</summary>
internal sealed class ScoreRow
{
    public int Round { get; set; }
    public string Block { get; set; } = "";
    public string Level { get; set; } = "";
    public int Stage { get; set; }
    public string Why { get; set; } = "";

    /// <summary>Asks @Measurement.</summary>
    public const string Sql = """
        select o.number::integer as round, s.block, s.level, s.stage::integer as stage, s.why from measurement_score s join measurement_round o on o.id = s.round_id and o.removed_at is null where s.measurement_id = @Measurement order by o.number
        """;
}

/// <summary>The building blocks of one round as a picture: a row per block, a column per level, three bars that fill up, and the number in words beside it.</summary>
internal sealed record BlockPicture(MeasurementDesign Design, int Round, IReadOnlyList<ScoreRow> All)
{
    public const int RowHeight = 40, NameWidth = 210, CellWidth = 96, Top = 34;

    public int Width => NameWidth + (CellWidth * 3);

    public int Height => Top + (RowHeight * Design.Used.Count());

    public ScoreRow? At(string block, string level) => All.FirstOrDefault(s => s.Round == Round && s.Block == block && s.Level == level);

    /// <summary>"24 of 24 places judged. Stands: 3. On the way: 11. Begin: 10. Nothing yet: 0.".</summary>
    public string Sentence(Text text)
    {
        var mine = All.Where(s => s.Round == Round && Design.Used.Any(b => b.Key == s.Block)).ToList();
        var places = Design.Used.Count() * 3;
        if (mine.Count == 0)
        {
            return text["{0}: nog niets beoordeeld.", MeasurementWords.Round(Round, text)];
        }

        return text["{0}: {1} van {2} plekken beoordeeld. Staat: {3}. Op weg: {4}. Begin: {5}. Nog niets: {6}.", MeasurementWords.Round(Round, text), mine.Count, places, mine.Count(s => s.Stage == 3), mine.Count(s => s.Stage == 2), mine.Count(s => s.Stage == 1), mine.Count(s => s.Stage == 0)];
    }
}
