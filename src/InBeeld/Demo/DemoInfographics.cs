using Dapper;
using InBeeld.Capabilities.Monitor.Infographics.Making;
using InBeeld.Capabilities.Monitor.Publications;
using InBeeld.Capabilities.Monitor.Waves;
using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Indicators;
using InBeeld.Statistics.Questionnaires;
using InBeeld.Statistics.Releases;
using Npgsql;

namespace InBeeld.Demonstration;

/// <summary>The infographics of the closed wave of the demo, and the news of it for the library and the schools.</summary>
internal static class DemoInfographics
{
    private sealed record Place(Guid Id, Guid? ParentId, string Level, string Name, string Code, int SchoolYear);

    private sealed class Given
    {
        public Guid UnitId { get; set; }
        public string Item { get; set; } = "";
        public string State { get; set; } = "";
        public decimal? Number { get; set; }
        public string[] Codes { get; set; } = [];
    }

    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, CancellationToken ct)
    {
        var wave = await connection.QueryFirstAsync<Guid>(new CommandDefinition("select id from wave where state = 'closed' order by school_year desc limit 1", null, tx, cancellationToken: ct));
        var places = (await connection.QueryAsync<Place>(new CommandDefinition("""
            select u.id, u.parent_id, u.level, u.name, u.code, w.school_year::integer from wave_unit u join wave w on w.id = u.wave_id where u.wave_id = @wave
            order by array_position(array['country', 'province', 'library', 'location'], u.level), u.sort_key, u.code
            """, new { wave }, tx, cancellationToken: ct))).AsList();
        var questionnaire = SuppliedQuestionnaires.Of(SuppliedQuestionnaires.MonitorPrimary);
        var answers = new AnswerSet(places.Select(p => new Unit(WaveData.Id(p.Id), p.Name, p.Level, p.ParentId is { } parent ? WaveData.Id(parent) : "", new Dictionary<string, string>())));
        foreach (var a in await connection.QueryAsync<Given>(new CommandDefinition("select unit_id, item, state, number, codes from wave_answer where wave_id = @wave and confirmed", new { wave }, tx, cancellationToken: ct)))
        {
            answers[WaveData.Id(a.UnitId), a.Item] = WaveData.Of(a.State, a.Number, a.Codes, "", false);
        }

        // Of a school without cooperation nothing more is asked.
        foreach (var alone in places.Where(p => p.Level == "location").Select(p => WaveData.Id(p.Id)).Where(id => answers[id, "cooperates"] is { Known: true, Number: 0 }))
        {
            foreach (var item in questionnaire.Items.Where(i => i.Level == ItemLevel.Location && i.AskIf.Length > 0))
            {
                answers[alone, item.Key] = Answer.None(AnswerState.NotAsked);
            }
        }

        var pictures = new DemoTable("infographic", "unit_id:uuid, wave_id:uuid, level:text, name:text, figures:json, made_at:moment");
        var making = new MakeFigures(questionnaire, answers, WaveRow.Year(places[0].SchoolYear));
        foreach (var made in making.All())
        {
            pictures.Add(Guid.Parse(made.Id), wave, made.Level, made.Name, made.Write(), world.Days.Now.AddDays(-320));
        }

        await pictures.WriteAsync(connection, ct);
        await PublishedAsync(connection, tx, world, wave, "infographics", ReleasedWave.OfPictures(making.Releases), 320, ct);
        // The wave as open data, a week later and safe beside the pictures.
        var index = new UnitIndex(answers);
        var set = IndicatorSet.For(questionnaire);
        var before = making.Releases.DistinctBy(r => r.Table).ToLookup(r => r.Table, r => new EarlierRelease("infographics", r.Cells));
        await PublishedAsync(connection, tx, world, wave, "open-data", new(ReleaseChoice.Usual, set, Releasing.Of([.. set.Indicators.Select(i => i.Definition)], index, ReleaseChoice.Usual.Policy, ReleaseChoice.Usual.Level, before, ct)), 313, ct);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into notice (to_organisation_id, to_role, kind, link, args) select u.organisation_id, 'programme_leader', 'infographic-made', '/monitor/infographics/' || i.wave_id || '/' || i.unit_id, jsonb_build_array(i.name)
              from infographic i join wave_unit u on u.id = i.unit_id where u.organisation_id = @library and i.wave_id = @wave
            """, new { wave, library = world.Libraries[0] }, tx, cancellationToken: ct));
    }

    private static Task<int> PublishedAsync(NpgsqlConnection connection, NpgsqlTransaction tx, DemoWorld world, Guid wave, string kind, ReleasedWave released, int daysAgo, CancellationToken ct) => connection.ExecuteAsync(new CommandDefinition("""
        insert into publication (id, wave_id, institute_id, kind, edition, level, policy, indicators, shown, hidden, sha256, by_person, at)
          select @id, w.id, w.institute_id, @kind, 1, h ->> 'level', h -> 'policy', h -> 'indicators', (h ->> 'shown')::integer, (h ->> 'hidden')::integer, h ->> 'sha256', w.by_person, @at from wave w, (select @head::jsonb as h) x where w.id = @wave;
        insert into publication_figure (publication_id, unit_id, indicator, why, shown, exact, k, n, unknown)
          select @id, x.unit, x.indicator, x.why, x.shown, x.exact, x.k, x.n, x.unknown from jsonb_to_recordset(@figures::jsonb) as x (unit uuid, indicator text, why text, shown text, exact text, k text, n text, unknown bigint);
        insert into publication_cells (publication_id, table_key, cells) select @id, x.key, x.cells from jsonb_to_recordset(@tables::jsonb) as x (key text, cells jsonb)
        """, new { id = world.NextId(), wave, kind, at = world.Days.Now.AddDays(-daysAgo), head = released.Head(), figures = released.Figures(), tables = released.Tables() }, tx, cancellationToken: ct));
}
