using System.Text.Json;
using InBeeld.Data;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Questionnaires;
using Route = InBeeld.Statistics.Questionnaires.Route;

namespace InBeeld.Capabilities.Monitor.Waves;

/// <summary>
/// Everything of one wave, for who may see all of it: what was asked, of which units, and what they answered. What indicators, infographics and publications are computed from.
/// </summary>
/// <param name="Wave">The wave itself.</param>
/// <param name="Questionnaire">As it was frozen.</param>
/// <param name="Answers">
/// All units (country, provinces, libraries, locations; Parent is the unit above) with their answers. The id of a unit is that of wave_unit, as text. Features, besides what was frozen (province, municipality,
/// sizeClass, education, pupils): code, by which a unit is found again in another wave, and of a library response: none, begun or handed-in. What was filled in beforehand and confirmed by nobody is missing;
/// what the route does not come along is not asked.
/// </param>
internal sealed record WaveData(WaveRow Wave, Questionnaire Questionnaire, AnswerSet Answers)
{
    private sealed class UnitOfWave
    {
        public Guid Id { get; set; }
        public Guid? ParentId { get; set; }
        public string Level { get; set; } = "";
        public string Name { get; set; } = "";
        public string Code { get; set; } = "";
        public string Features { get; set; } = "{}";
        public decimal Weight { get; set; }
        public string? Response { get; set; }
    }

    private sealed class AnswerOfWave
    {
        public Guid UnitId { get; set; }
        public string Item { get; set; } = "";
        public string State { get; set; } = "";
        public decimal? Number { get; set; }
        public string[] Codes { get; set; } = [];
        public string Words { get; set; } = "";
        public bool About { get; set; }
    }

    /// <summary>Three statements in one journey, whatever the size; asks for waveId.</summary>
    public const string Sql = $"""
            {WaveRow.Select}, w.definition from wave w where w.id = @waveId;
            select u.id, u.parent_id, u.level, u.name, u.code, u.features::text as features, u.stands_for as weight, case when u.level <> 'library' then null when y.state = 'handed-in' then 'handed-in' when y.begun_at is not null then 'begun' else 'none' end as response
              from wave_unit u left join wave_reply y on y.unit_id = u.id where u.wave_id = @waveId
              order by case u.level when 'country' then 0 when 'province' then 1 when 'library' then 2 else 3 end, u.sort_key, u.code, u.id;
            select a.unit_id, a.item, a.state, a.number, a.codes, a.words, a.about from wave_answer a where a.wave_id = @waveId and a.confirmed
            """;

    /// <returns>Null when whoever asks may not see this wave. A library gets its own units only.</returns>
    public static async Task<WaveData?> LoadAsync(Frame frame, Guid waveId, CancellationToken ct)
    {
        using var rows = await frame.ManyAsync(Sql, new { waveId }, ct);
        return await ReadAsync(rows);
    }

    /// <param name="rows">The answers to <see cref="Sql"/>.</param>
    public static async Task<WaveData?> ReadAsync(Dapper.SqlMapper.GridReader rows)
    {
        if (await rows.ReadSingleOrDefaultAsync<WaveRow>() is not { } wave)
        {
            return null;
        }

        var units = (await rows.ReadAsync<UnitOfWave>()).ToList();
        var set = new AnswerSet(units.Select(Of));
        foreach (var a in await rows.ReadAsync<AnswerOfWave>())
        {
            set[Id(a.UnitId), a.Item] = Of(a.State, a.Number, a.Codes, a.Words, a.About);
        }

        var questionnaire = wave.Questionnaire;
        NotAsked(questionnaire, set);
        return new WaveData(wave, questionnaire, set);
    }

    public static string Id(Guid unit) => unit.ToString();

    public static Answer Of(string state, decimal? number, string[] codes, string words, bool about) => StateNames.Read(state) switch
    {
        AnswerState.Value => new Answer(AnswerState.Value, number is { } n ? Plain(n) : null, codes, words, about),
        { } none => Answer.None(none),
        null => Answer.Missing,
    };

    // The database keeps four decimals; 3.0000 is 3.
    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    private static Unit Of(UnitOfWave u)
    {
        var features = JsonSerializer.Deserialize<Dictionary<string, string>>(u.Features) ?? [];
        features["code"] = u.Code;
        if (u.Response is { } response)
        {
            features["response"] = response;
        }

        return new Unit(Id(u.Id), u.Name, u.Level, u.ParentId is { } parent ? Id(parent) : "", features, Plain(u.Weight));
    }

    private static void NotAsked(Questionnaire questionnaire, AnswerSet set)
    {
        var routed = questionnaire.Items.Where(i => i.AskIf.Length > 0).ToList();
        if (routed.Count == 0)
        {
            return;
        }

        var below = set.Units.Where(u => u.Level == "location").ToLookup(u => u.Parent, u => u.Id);
        foreach (var library in set.Units.Where(u => u.Level == "library"))
        {
            var respondent = new Respondent(library.Id, [.. below[library.Id]], (unit, item) => set[unit, item]);
            var asked = Route.Asked(questionnaire, respondent);
            var none = routed.SelectMany(item => respondent.Units(item.Level).Where(unit => asked[unit, item.Key] == Asking.No).Select(unit => (unit, item.Key))).ToList();
            foreach (var (unit, item) in none)
            {
                set[unit, item] = Answer.None(AnswerState.NotAsked);
            }
        }
    }
}
