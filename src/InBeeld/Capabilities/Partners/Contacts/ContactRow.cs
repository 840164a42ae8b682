namespace InBeeld.Capabilities.Partners.Contacts;

/// <summary>One time that somebody spoke to a partner.</summary>
internal sealed class ContactRow
{
    /// <summary>Ends in its where.</summary>
    public const string Sql = """
        select c.id, c.partner_id, n.name || case when n.department <> '' then ', ' || n.department else '' end as partner, coalesce(p.name, '') as person, c.channel, c.day, c.words, c.next_step, c.next_on, c.next_done,
          coalesce((select trim(w.given_name || ' ' || w.surname) from person w where w.id = c.by_person), '') as by
        from network_contact c join network_partner n on n.id = c.partner_id left join network_person p on p.id = c.person_id where c.removed_at is null
        """;

    public Guid Id { get; set; }
    public Guid PartnerId { get; set; }
    public string Partner { get; set; } = "";
    public string Person { get; set; } = "";
    public string Channel { get; set; } = "";
    public DateOnly Day { get; set; }
    public string Words { get; set; } = "";
    public string NextStep { get; set; } = "";
    public DateOnly? NextOn { get; set; }
    public DateTimeOffset? NextDone { get; set; }
    public string By { get; set; } = "";
}
