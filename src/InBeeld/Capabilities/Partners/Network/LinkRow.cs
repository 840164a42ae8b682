using InBeeld.Data;

namespace InBeeld.Capabilities.Partners.Network;

/// <summary>A partner in a programme at a level, as whoever asks may know it: a municipality gets no names of people.</summary>
internal sealed class LinkRow
{
    public Guid Id { get; set; }
    public Guid ProgrammeId { get; set; }
    public string Programme { get; set; } = "";
    public Guid PartnerId { get; set; }
    public string Partner { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Level { get; set; } = "";
    public Guid? PersonId { get; set; }
    public string Person { get; set; } = "";
    public string Function { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Email { get; set; } = "";
    public DateOnly Starts { get; set; }
    public DateOnly? Ends { get; set; }

    /// <summary>Who takes part today; asks @programme (null: all), @today and @limit.</summary>
    public const string Sql = """
        select r.id, r.programme_id, g.name as programme, r.partner_id, n.name || case when n.department <> '' then ', ' || n.department else '' end as partner, n.kind, r.level, r.person_id,
          coalesce(p.name, '') as person, coalesce(p.function, '') as function, coalesce(p.phone, '') as phone, coalesce(p.email, '') as email, r.starts, r.ends
        from network_role r join programme g on g.id = r.programme_id join network_partner n on n.id = r.partner_id and n.removed_at is null left join network_person p on p.id = r.person_id
        where r.removed_at is null and r.starts <= @today and (r.ends is null or r.ends >= @today) and (@programme::uuid is null or r.programme_id = @programme)
        order by g.name, g.id, array_position('{strategic,tactical,operational}', r.level), n.name, n.department, p.name, r.id limit @limit
        """;

    public static Task<List<LinkRow>> ListAsync(Frame frame, Guid? programme, DateOnly today, int limit, CancellationToken ct) => frame.ListAsync<LinkRow>(Sql, new { programme, today, limit }, ct);
}
