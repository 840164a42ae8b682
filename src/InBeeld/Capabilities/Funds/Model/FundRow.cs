using InBeeld.Data;

namespace InBeeld.Capabilities.Funds.Model;

/// <summary>Where money comes from, with what was taken of it. All amounts are whole cents.</summary>
internal sealed class FundRow
{
    private const string Columns = """
        f.id, f.name, f.kind, f.starts, f.ends, f.ceiling, f.pays, f.amount, f.per_pupil, f.per_session, f.per_hour, f.most, f.least, f.preference, f.contact, f.account, f.account_by, f.state, f.version, s.committed, s.claimed, s.paid, s.claims,
        array(select k.programme_id from fund_programme k where k.fund_id = f.id order by 1) as programmes
        """;

    private const string From = """
        fund f cross join lateral (select coalesce(sum(c.counts) filter (where c.state = 'committed'), 0)::bigint as committed, coalesce(sum(c.counts) filter (where c.state = 'claimed'), 0)::bigint as claimed,
          coalesce(sum(c.counts) filter (where c.state = 'paid'), 0)::bigint as paid, count(*) filter (where c.counts > 0)::integer as claims from fund_claim c where c.fund_id = f.id) s
        """;

    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Kind { get; set; } = "";
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
    public long Ceiling { get; set; }
    public string Pays { get; set; } = "part";
    public long? Amount { get; set; }
    public long? PerPupil { get; set; }
    public long? PerSession { get; set; }
    public long? PerHour { get; set; }
    public long? Most { get; set; }
    public long Least { get; set; }
    public int Preference { get; set; }
    public string Contact { get; set; } = "";
    public string Account { get; set; } = "";
    public DateOnly? AccountBy { get; set; }
    public string State { get; set; } = "";
    public int Version { get; set; }
    public long Committed { get; set; }
    public long Claimed { get; set; }
    public long Paid { get; set; }
    public int Claims { get; set; }
    public Guid[] Programmes { get; set; } = [];

    /// <summary>Sent or paid.</summary>
    public long Spent => Claimed + Paid;
    public long Left => Ceiling - Committed - Spent;
    public bool Open => State == "open";

    public static string One => $"select {Columns} from {From} where f.id = @fund;";

    /// <summary>Open ones first, who is used first on top.</summary>
    public static string All => $"select {Columns} from {From} where f.library_id = @library order by f.state desc, f.preference, f.name, f.id limit 200;";

    public static Task<FundRow?> OfAsync(Frame frame, Guid fund, CancellationToken ct) => frame.OneAsync<FundRow>(One, new { fund }, ct);

    public static Task<List<FundRow>> ListAsync(Frame frame, Guid library, CancellationToken ct) => frame.ListAsync<FundRow>(All, new { library }, ct);
}

/// <summary>Something to choose, with its name.</summary>
internal sealed class Named
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
}
