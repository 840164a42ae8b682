namespace InBeeld.Capabilities.Measurement.Coding;

/// <summary>A piece of what somebody said, with who by role and in which round, and its codes as "question|block|level".</summary>
internal sealed class FragmentRow
{
    public Guid Id { get; set; }
    public Guid MeasurementId { get; set; }
    public Guid RespondentId { get; set; }
    public int RoundNumber { get; set; }
    public string Role { get; set; } = "";
    public int Number { get; set; }
    public string Words { get; set; } = "";
    public string Quote { get; set; } = "";
    public bool Retro { get; set; }
    public bool Erased { get; set; }
    public int Version { get; set; }
    public Guid[] CodeIds { get; set; } = [];
    public string[] Codes { get; set; } = [];

    /// <summary>The rows as f.</summary>
    public const string Sql = """
        select f.id, f.measurement_id, f.respondent_id, o.number as round_number, r.role, r.number, f.words, f.quote, f.retro, f.erased_at is not null as erased, f.version,
          array(select c.id from measurement_code c where c.fragment_id = f.id order by c.id) as code_ids, array(select c.question || '|' || c.block || '|' || c.level from measurement_code c where c.fragment_id = f.id order by c.id) as codes
        from measurement_fragment f join measurement_respondent r on r.id = f.respondent_id and r.withdrawn_at is null and r.removed_at is null join measurement_round o on o.id = f.round_id
        """;
}
