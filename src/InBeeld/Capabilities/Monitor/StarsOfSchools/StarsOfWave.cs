using InBeeld.Capabilities.Monitor.Infographics.Drawing.Blocks;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Data;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.StarsOfSchools;

/// <summary>A school location of the own library with its stars.</summary>
/// <param name="Code">By which the register knows it.</param>
/// <param name="Cooperates">Null: not known, or not asked.</param>
/// <param name="Fields">On which there is cooperation; without those that do not hold here.</param>
/// <param name="Pictured">There is an infographic of it.</param>
internal sealed record StarredSchool(Guid Id, string Name, string Code, bool? Cooperates, IReadOnlyList<FieldFigure> Fields, ScoreFigure Score, bool Pictured)
{
    /// <summary>What is not known makes no difference for the stars.</summary>
    public bool Sure => Score.AtLeast == Score.AtMost;

    /// <summary>Null: this field does not hold here.</summary>
    public FieldFigure? Field(string key) => Fields.FirstOrDefault(f => f.Key == key);
}

/// <summary>The schools of the own library in a wave whose questionnaire gives stars.</summary>
internal sealed record StarsOfWave(WaveRow Wave, string Library, Questionnaire Questionnaire, AnswerSet Answers, IReadOnlyList<StarredSchool> Schools)
{
    public IReadOnlyList<ScoreField> Fields => Questionnaire.Scoring!.Fields;

    /// <returns>Null when this wave is not one of the own library, or gives no stars.</returns>
    public static async Task<StarsOfWave?> LoadAsync(Frame frame, Guid waveId, CancellationToken ct)
    {
        using var rows = await frame.ManyAsync(WaveData.Sql + "; select i.unit_id from infographic i where i.wave_id = @waveId and i.level = 'location'", new { waveId }, ct);
        if (await WaveData.ReadAsync(rows) is not { Questionnaire: { Scoring: { Bands.Count: > 0 } scoring } questionnaire } data || data.Answers.Units.FirstOrDefault(u => u.Level == "library") is not { } library)
        {
            return null;
        }

        var (pictured, stars) = ((await rows.ReadAsync<Guid>()).ToHashSet(), new Stars(questionnaire, scoring, data.Answers));
        return new(data.Wave, library.Name, questionnaire, data.Answers, [.. data.Answers.Units.Where(u => u.Level == "location").Select(u =>
        {
            var (fields, score) = stars.OfLocation(u.Id);
            var cooperates = data.Answers[u.Id, "cooperates"];
            return new StarredSchool(Guid.Parse(u.Id), u.Name, u.Features.GetValueOrDefault("code", ""), cooperates is { Known: true, Number: { } said } ? said > 0 : null, fields, score, pictured.Contains(Guid.Parse(u.Id)));
        })]);
    }

    /// <summary>Whether there is a link to this page: the chosen wave gives stars. As a column of a query on wave w.</summary>
    public const string Column = "(w.definition like '%\"scoring\"%' and coalesce(jsonb_array_length(w.definition::jsonb -> 'scoring' -> 'bands'), 0) > 0) as starred";

    /// <summary>"samen", as a key of the texts.</summary>
    public static string FieldWord(Together? together) => together switch
    {
        Together.Yes => "samen",
        Together.No => "nog niet",
        Together.Unknown => "niet bekend",
        _ => "geldt hier niet",
    };
}
