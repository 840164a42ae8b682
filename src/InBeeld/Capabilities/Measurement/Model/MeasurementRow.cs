using InBeeld.Capabilities.Measurement.Design;
using InBeeld.Data;

namespace InBeeld.Capabilities.Measurement.Model;

/// <summary>A measurement as who asks may know it: an own one, or what another library shared of it.</summary>
internal sealed class MeasurementRow
{
    public Guid Id { get; set; }
    public Guid LibraryId { get; set; }
    public Guid? ProgrammeId { get; set; }
    public string Library { get; set; } = "";
    public string Programme { get; set; } = "";
    public string Name { get; set; } = "";
    public string About { get; set; } = "";
    public string DesignJson { get; set; } = "";
    public Guid? OriginId { get; set; }
    public string Origin { get; set; } = "";
    public string OriginJson { get; set; } = "";
    public string Shared { get; set; } = "";
    public string SharedTo { get; set; } = "";
    public int KeepMonths { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public bool Forgotten { get; set; }
    public int Version { get; set; }
    public bool Mine { get; set; }

    private MeasurementDesign? design;

    public MeasurementDesign Design => design ??= MeasurementDesign.Read(DesignJson);

    /// <summary>What was found is there to read, not only the design.</summary>
    public bool Found => Mine || Shared == "findings";

    public bool Open => Mine && ClosedOn is null;

    /// <summary>The rows as m.</summary>
    public const string Sql = """
        select m.id, m.library_id, m.programme_id, coalesce(app.measurement_library(m.id), '') as library, coalesce(g.name, '') as programme, m.name, m.about, m.design::text as design_json, m.origin_id, m.origin, coalesce(m.origin_design::text, '') as origin_json,
          m.shared, m.shared_to, m.keep_months, m.closed_on, m.forgotten_at is not null as forgotten, m.version, m.library_id = app.organisation() and app.role() = 'programme_leader' as mine
        from measurement m left join programme g on g.id = m.programme_id
        """;

    public static Task<MeasurementRow?> OfAsync(Frame frame, Guid id, CancellationToken ct) => frame.OneAsync<MeasurementRow>($"{Sql} where m.id = @id and m.removed_at is null", new { id }, ct);

    /// <summary>Only an own one.</summary>
    public static async Task<MeasurementRow?> OwnAsync(Frame frame, Guid id, CancellationToken ct) => await OfAsync(frame, id, ct) is { Mine: true } row ? row : null;
}

/// <summary>A round, with how many people were spoken to.</summary>
internal sealed class RoundRow
{
    public Guid Id { get; set; }
    public Guid MeasurementId { get; set; }
    public int Number { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
    public string Note { get; set; } = "";
    public int Talks { get; set; }
    public int Held { get; set; }
    public int Fragments { get; set; }
    public int Scores { get; set; }

    /// <summary>Asks @Measurement.</summary>
    public const string Sql = """
        select o.id, o.measurement_id, o.number, o.starts, o.ends, o.note,
          (select count(*)::integer from measurement_talk t where t.round_id = o.id and t.removed_at is null and t.state <> 'cancelled') as talks, (select count(*)::integer from measurement_talk t where t.round_id = o.id and t.removed_at is null and t.state = 'held') as held,
          (select count(*)::integer from measurement_fragment f where f.round_id = o.id and f.removed_at is null) as fragments, (select count(*)::integer from measurement_score s where s.round_id = o.id) as scores
        from measurement_round o where o.removed_at is null and o.measurement_id = @Measurement order by o.number
        """;
}
