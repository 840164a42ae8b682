using InBeeld.Data;
using InBeeld.Kernel.Names;

namespace InBeeld.Capabilities.Funds.Claims;

/// <summary>Money of one fund for one child in one programme.</summary>
internal sealed class ClaimRow
{
    private const string Columns = """
        c.id, c.fund_id, f.name as fund, f.account, c.enrolment_id, e.programme_id, g.name as programme, p.pupil_id, p.given_name, p.prefix, p.surname, c.reference, c.cents, c.actual, c.counts, c.state, c.state_was, c.reason, c.state_at, c.version, c.at,
        coalesce(concat_ws(' ', b.given_name, nullif(b.prefix, ''), b.surname), '') as by
        """;

    private const string From = "fund_claim c join fund f on f.id = c.fund_id join enrolment e on e.id = c.enrolment_id join programme g on g.id = e.programme_id join participant p on p.id = e.participant_id left join person b on b.id = c.state_by";

    public Guid Id { get; set; }
    public Guid FundId { get; set; }
    public string Fund { get; set; } = "";
    public string Account { get; set; } = "";
    public Guid EnrolmentId { get; set; }
    public Guid ProgrammeId { get; set; }
    public string Programme { get; set; } = "";
    public Guid? PupilId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string Reference { get; set; } = "";
    public long Cents { get; set; }
    public long? Actual { get; set; }
    public long Counts { get; set; }
    public string State { get; set; } = "";
    public string StateWas { get; set; } = "";
    public string Reason { get; set; } = "";
    public DateTimeOffset StateAt { get; set; }
    public int Version { get; set; }
    public DateTimeOffset At { get; set; }
    public string By { get; set; } = "";

    public PersonName Name => new(GivenName, Prefix, Surname);

    public bool Alive => State is "committed" or "claimed" or "paid";

    public static Task<ClaimRow?> OfAsync(Frame frame, Guid claim, CancellationToken ct) => frame.OneAsync<ClaimRow>($"select {Columns} from {From} where c.id = @claim", new { claim }, ct);

    public static string OfEnrolment => $"select {Columns} from {From} where c.enrolment_id = @enrolment order by c.at, c.id;";

    /// <summary>The last promised first; after the one that a page ended with.</summary>
    public static string OfFund => $"""
        select {Columns} from {From} where c.fund_id = @fund and (@state::text is null or c.state = @state) and (@after::uuid is null or (c.at, c.id) < (select x.at, x.id from fund_claim x where x.id = @after)) order by c.at desc, c.id desc limit @limit;
        """;

    /// <summary>Sent and not paid yet, the longest ago first; the chosen ones, or all of a programme and period.</summary>
    public static string Sent => $"""
        select {Columns} from {From} where c.id in (select app.sent_claims(@fund, @chosen, @programme, @first, @last)) and (@after::uuid is null or (c.state_at, c.id) > (select x.state_at, x.id from fund_claim x where x.id = @after)) order by c.state_at, c.id limit @limit;
        """;
}
