using InBeeld.Data;

namespace InBeeld.Capabilities.Programmes.Progress.Model;

/// <summary>A goal of a child in a programme, with its scales and what was measured.</summary>
internal sealed class GoalRow
{
    private const string Columns = "g.id, g.enrolment_id, g.words, g.agreed_with, g.from_day, g.scale, g.stopped_on, g.stop_reason, g.version";

    public Guid Id { get; set; }
    public Guid EnrolmentId { get; set; }
    public string Words { get; set; } = "";
    public string[] AgreedWith { get; set; } = [];
    public DateOnly FromDay { get; set; }
    public int Scale { get; set; }
    public DateOnly? StoppedOn { get; set; }
    public string StopReason { get; set; } = "";
    public int Version { get; set; }

    /// <summary>The oldest first; the last one that is not newer than <see cref="Scale"/> holds now.</summary>
    public List<ScaleRow> Scales { get; private set; } = [];

    public ScaleRow Holds => Scales.Find(s => s.Number == Scale)!;

    /// <summary>On the scale that holds now, as the guide saw it last; null when it was not measured with.</summary>
    public MeasurementRow? Last => Holds.Measured.LastOrDefault(m => m.Who == "guide");

    /// <summary>From -2 to +2: as last measured, otherwise where it began.</summary>
    public int Level => Last?.Level ?? Holds.Start;

    public bool Reached => Level >= 0;

    /// <summary>The sentence of the step where the child is.</summary>
    public string Now => Holds.Steps[Level + 2];

    /// <summary>Those that run first, each in the order in which they were made. One journey.</summary>
    public static async Task<List<GoalRow>> OfAsync(Frame frame, Guid enrolment, CancellationToken ct)
    {
        using var rows = await frame.ManyAsync(Sql, new { enrolment }, ct);
        return await ReadAsync(rows);
    }

    public const string Sql = $"""
        select {Columns} from goal g where g.enrolment_id = @enrolment order by g.stopped_on is not null, g.at, g.id limit 60;
        {ScaleRow.Sql} where g.enrolment_id = @enrolment order by s.number;
        {MeasurementRow.Sql} where m.enrolment_id = @enrolment and m.replaced_at is null order by m.day, m.at, m.id;
        """;

    /// <summary>Reads the three answers of <see cref="Sql"/>.</summary>
    public static async Task<List<GoalRow>> ReadAsync(Dapper.SqlMapper.GridReader rows)
    {
        var goals = (await rows.ReadAsync<GoalRow>()).ToList();
        var scales = (await rows.ReadAsync<ScaleRow>()).ToLookup(s => s.GoalId);
        var measured = (await rows.ReadAsync<MeasurementRow>()).ToLookup(m => (m.GoalId, m.Scale));
        foreach (var goal in goals)
        {
            goal.Scales = [.. scales[goal.Id]];
            goal.Scales.ForEach(s => s.Measured = [.. measured[(goal.Id, s.Number)]]);
        }

        return goals;
    }

    public static async Task<GoalRow?> FindAsync(Frame frame, Guid id, CancellationToken ct)
    {
        if (await frame.OneAsync<Guid?>("select enrolment_id from goal where id = @id", new { id }, ct) is not { } enrolment)
        {
            return null;
        }

        return (await OfAsync(frame, enrolment, ct)).Find(g => g.Id == id);
    }
}

/// <summary>The five steps of a goal, each a sentence for this child; other words make a next scale.</summary>
internal sealed class ScaleRow
{
    public const string Sql = "select s.goal_id, s.number, s.steps, s.start, s.from_day from goal_scale s join goal g on g.id = s.goal_id";

    public Guid GoalId { get; set; }
    public int Number { get; set; }

    /// <summary>From -2 to +2.</summary>
    public string[] Steps { get; set; } = [];

    public int Start { get; set; }
    public DateOnly FromDay { get; set; }

    /// <summary>In the order of the days.</summary>
    public List<MeasurementRow> Measured { get; set; } = [];
}

/// <summary>Where a child was with a goal on a day, as its guide or the child itself saw it.</summary>
internal sealed class MeasurementRow
{
    public const string Sql = """
        select m.id, m.goal_id, m.scale, m.who, m.day, m.moment, m.level, m.words, m.batch, m.at from goal_measurement m
        """;

    public Guid Id { get; set; }
    public Guid GoalId { get; set; }
    public int Scale { get; set; }

    /// <summary>guide or pupil.</summary>
    public string Who { get; set; } = "";

    public DateOnly Day { get; set; }
    public string Moment { get; set; } = "";
    public int Level { get; set; }
    public string Words { get; set; } = "";
    public Guid Batch { get; set; }
    public DateTimeOffset At { get; set; }
}
