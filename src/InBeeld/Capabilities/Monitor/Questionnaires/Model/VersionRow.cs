using Dapper;
using InBeeld.Data;
using InBeeld.Statistics.Questionnaires;

namespace InBeeld.Capabilities.Monitor.Questionnaires.Model;

/// <summary>A version of a questionnaire of the own institute, with its definition.</summary>
internal sealed class VersionRow
{
    // The order in which versions are shown beside each other.
    private const string Select = "select v.id, v.questionnaire_id, v.number, v.state, v.definition, v.revision, v.faults, v.published_at, p.given_name as published_by, v.at from questionnaire_version v left join person p on p.id = v.published_by";

    private ReadQuestionnaire? read;

    public Guid Id { get; set; }
    public Guid QuestionnaireId { get; set; }
    public int Number { get; set; }
    public string State { get; set; } = "";
    public string Definition { get; set; } = "";
    public int Revision { get; set; }
    public int Faults { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public string? PublishedBy { get; set; }
    public DateTimeOffset At { get; set; }

    public bool Draft => State == "draft";

    /// <summary>What the definition says; only what InBeeld wrote itself is kept, so it can always be read.</summary>
    public ReadQuestionnaire Read => read ??= QuestionnaireReader.Read(Definition);

    public Questionnaire Questionnaire => Read.Questionnaire!;

    public static Task<VersionRow?> OfAsync(Frame frame, Guid version, CancellationToken ct) => frame.OneAsync<VersionRow>($"{Select} where v.id = @version", new { version }, ct);

    /// <summary>A version, all versions of its questionnaire (without definitions), and the one before it; in one journey.</summary>
    public static async Task<(VersionRow? Version, List<VersionRow> All, VersionRow? Before)> WithAllAsync(Frame frame, Guid version, CancellationToken ct)
    {
        using var many = await frame.ManyAsync($"""
            {Select} where v.id = @version;
            select o.id, o.number, o.state, o.published_at from questionnaire_version v join questionnaire_version o on o.questionnaire_id = v.questionnaire_id where v.id = @version order by o.number desc limit 50;
            {Select} join questionnaire_version n on n.questionnaire_id = v.questionnaire_id and v.number = n.number - 1 where n.id = @version
            """, new { version }, ct);
        return (await many.ReadFirstOrDefaultAsync<VersionRow>(), (await many.ReadAsync<VersionRow>()).AsList(), await many.ReadFirstOrDefaultAsync<VersionRow>());
    }
}
