using Dapper;
using InBeeld.Capabilities.Monitor.Indicators;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Kernel.Access;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>The figures of the closed waves of the demo, computed as a researcher does.</summary>
internal static class DemoIndicators
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var vera = world.Memberships.First(m => m.Role == Role.Researcher).Person.Id;
        var closed = (await connection.QueryAsync<Guid>(new CommandDefinition("select id from wave where state = 'closed' order by school_year, id", transaction: tx, cancellationToken: ct))).ToList();
        foreach (var waveId in closed)
        {
            WaveData data;
            using (var rows = await connection.QueryMultipleAsync(new CommandDefinition(WaveData.Sql, new { waveId }, tx, cancellationToken: ct)))
            {
                data = await WaveData.ReadAsync(rows) ?? throw new InvalidOperationException($"There is no wave {waveId}");
            }

            var all = WaveFigures.Of(waveId.ToString(), data.Questionnaire, data.Answers);
            await connection.ExecuteAsync(new CommandDefinition("select app.put_figures(w, @vera, @head::jsonb, @figures::jsonb, @groups::jsonb, @comparisons::jsonb, @at) from wave w where w.id = @waveId", new
            {
                waveId, vera, head = all.Head(data.Questionnaire), figures = WaveFigures.Rows(all.Figures), groups = WaveFigures.Rows(all.Groups), comparisons = WaveFigures.Rows(all.Comparisons), at = world.Days.Now.AddDays(-290),
            }, tx, cancellationToken: ct));
        }
    }
}
