namespace InBeeld.Capabilities.Partners.Tasks;

/// <summary>A task of somebody in the network: what, of whom, for which programme and at which level.</summary>
internal sealed class TaskRow
{
    /// <summary>Ends in its where.</summary>
    public const string Sql = """
        select t.id, t.what, t.due, t.done_at, r.programme_id, g.name as programme, r.level, r.partner_id, n.name || case when n.department <> '' then ', ' || n.department else '' end as partner, coalesce(p.name, '') as person
        from network_task t join network_role r on r.id = t.role_id join programme g on g.id = r.programme_id join network_partner n on n.id = r.partner_id left join network_person p on p.id = r.person_id where t.removed_at is null
        """;

    public Guid Id { get; set; }
    public string What { get; set; } = "";
    public DateOnly Due { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public Guid ProgrammeId { get; set; }
    public string Programme { get; set; } = "";
    public string Level { get; set; } = "";
    public Guid PartnerId { get; set; }
    public string Partner { get; set; } = "";
    public string Person { get; set; } = "";
}
