using Dapper;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Capabilities.Monitor.Publications;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Statistics.Questionnaires;
using InBeeld.Statistics.Releases;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>The infographics of the closed waves of the demo, and the news of those of primary education for the library and the schools.</summary>
internal static class DemoInfographics
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var published = new List<(WaveData Data, MakeFigures Making)>();
        var pictures = new DemoTable("infographic", "unit_id:uuid, wave_id:uuid, level:text, name:text, figures:json, made_at:moment");
        foreach (var waveId in (await connection.QueryAsync<Guid>(new CommandDefinition("select id from wave where state = 'closed' order by id", null, tx, cancellationToken: ct))).ToList())
        {
            using var rows = await connection.QueryMultipleAsync(new CommandDefinition(WaveData.Sql, new { waveId }, tx, cancellationToken: ct));
            var data = await WaveData.ReadAsync(rows) ?? throw new InvalidOperationException($"There is no wave {waveId}");
            var making = new MakeFigures(data.Questionnaire, data.Answers, WaveRow.Year(data.Wave.SchoolYear));
            published.Add((data, making));
            foreach (var made in making.All())
            {
                pictures.Add(Guid.Parse(made.Id), waveId, made.Level, made.Name, made.Write(), world.Days.Now.AddDays(-320));
            }
        }

        await pictures.WriteAsync(connection, ct);
        foreach (var (data, making) in published)
        {
            await PublishedAsync(connection, tx, world, data.Wave.Id, "infographics", ReleasedWave.OfPictures(making), 320, ct);
            if (data.Wave.QuestionnaireKey == SuppliedQuestionnaires.MonitorPrimary)
            {
                // As open data too, a week later and safe beside the pictures.
                var before = making.Releases.DistinctBy(r => r.Table).ToLookup(r => r.Table, r => new EarlierRelease("infographics", r.Cells));
                await PublishedAsync(connection, tx, world, data.Wave.Id, "open-data", ReleasedWave.Of(data, ReleaseChoice.Usual, before, ct), 313, ct);
            }
        }

        await connection.ExecuteAsync(new CommandDefinition("""
            insert into notice (to_organisation_id, to_role, kind, link, args) select u.organisation_id, 'programme_leader', 'infographic-made', '/monitor/infographics/' || i.wave_id || '/' || i.unit_id, jsonb_build_array(i.name)
              from infographic i join wave_unit u on u.id = i.unit_id join wave w on w.id = i.wave_id and w.questionnaire_key = @primary where u.organisation_id = @library
            """, new { primary = SuppliedQuestionnaires.MonitorPrimary, library = world.Libraries[0] }, tx, cancellationToken: ct));
    }

    private static Task<int> PublishedAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, Guid wave, string kind, ReleasedWave released, int daysAgo, CancellationToken ct) => connection.ExecuteAsync(new CommandDefinition(
        "select app.put_publication(w.id, @id, w.by_person, @kind, null, @head::jsonb, @figures::jsonb, @tables::jsonb, @at) from wave w where w.id = @wave",
        new { id = world.NextId(), wave, kind, at = world.Days.Now.AddDays(-daysAgo), head = released.Head(), figures = released.Figures(), tables = released.Tables() }, tx, cancellationToken: ct));
}
