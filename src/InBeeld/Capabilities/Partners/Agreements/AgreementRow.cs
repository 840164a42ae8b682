namespace InBeeld.Capabilities.Partners.Agreements;

/// <summary>An agreement with a partner. How far it is follows from its days.</summary>
internal sealed class AgreementRow
{
    /// <summary>A leader hears so many days before the end.</summary>
    public const int Ahead = 90;

    /// <summary>Ends in its where.</summary>
    public const string Sql = """
        select a.id, a.partner_id, n.name || case when n.department <> '' then ', ' || n.department else '' end as partner, a.programme_id, coalesce(g.name, '') as programme, a.title, a.what, a.starts, a.ends, a.agreed_on, a.signed_them, a.signed_us, a.ended_on, a.version,
          a.renews_id, (select x.id from network_agreement x where x.renews_id = a.id and x.removed_at is null) as renewed_id, f.id as file_id, coalesce(f.name, '') as file
        from network_agreement a join network_partner n on n.id = a.partner_id left join programme g on g.id = a.programme_id
          left join lateral (select f.id, f.name from network_file f where f.agreement_id = a.id and f.removed_at is null order by f.id desc limit 1) f on true where a.removed_at is null
        """;

    public Guid Id { get; set; }
    public Guid PartnerId { get; set; }
    public string Partner { get; set; } = "";
    public Guid? ProgrammeId { get; set; }
    public string Programme { get; set; } = "";
    public string Title { get; set; } = "";
    public string What { get; set; } = "";
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
    public DateOnly? AgreedOn { get; set; }
    public DateOnly? SignedThem { get; set; }
    public DateOnly? SignedUs { get; set; }
    public DateOnly? EndedOn { get; set; }
    public int Version { get; set; }
    public Guid? RenewsId { get; set; }
    public Guid? RenewedId { get; set; }
    public Guid? FileId { get; set; }
    public string File { get; set; } = "";

    public string State(DateOnly today) => EndedOn is not null || Ends < today ? "ended"
        : SignedThem is not null && SignedUs is not null ? Ends <= today.AddDays(Ahead) ? "ending" : "signed"
        : AgreedOn is not null ? "agreed" : "asked";

    public string Icon(DateOnly today) => State(today) switch { "asked" => "chat", "agreed" => "note", "signed" => "check", "ending" => "clock", _ => "cross" };

    public static string StateWord(string state) => state switch { "asked" => "Gevraagd", "agreed" => "Eens, nog niet getekend", "signed" => "Getekend", "ending" => "Loopt binnenkort af", _ => "Afgelopen" };
}
