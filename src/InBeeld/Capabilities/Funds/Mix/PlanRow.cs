using System.Text.Json;
using InBeeld.Kernel.Names;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Funds.Mix;

/// <summary>A proposal of who pays what.</summary>
internal sealed class PlanRow
{
    public Guid Id { get; set; }
    public Guid? ProgrammeId { get; set; }
    public string Figures { get; set; } = "{}";
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? AppliedAt { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>Promises of it that can still be taken back.</summary>
    public int Free { get; set; }

    public bool Holds => AppliedAt is not null && UndoneAt is null;

    public Figures What => JsonSerializer.Deserialize<Figures>(Figures, JsonSerializerOptions.Web)!;

    public static string Last => """
        select p.id, p.programme_id, p.figures::text as figures, p.at, p.applied_at, p.undone_at, (select count(*) from fund_claim c where c.plan_id = p.id and c.state = 'committed')::integer as free
        from fund_plan p where p.library_id = @library and (@plan::uuid is null or p.id = @plan) and (@plan::uuid is not null or p.programme_id is not distinct from @programme) order by p.at desc limit 1;
        """;

    public string Quality(Text text) => What.ProvenGoals > 0 ? text["Bewezen: minder ongedekt kan niet met dit geld en deze regels."] : text["Misschien kan er nog {0} minder ongedekt blijven, meer zeker niet.", Show.Cents(What.Uncovered - What.Bound)];
}

/// <summary>What one fund would pay.</summary>
internal sealed class PlanFund
{
    public string Name { get; set; } = "";
    public int Claims { get; set; }
    public long Cents { get; set; }

    public static string OfPlan => "select f.name, count(*)::integer as claims, sum(l.cents)::bigint as cents from fund_plan_line l join fund f on f.id = l.fund_id where l.plan_id = @plan group by f.id order by f.preference, f.name, f.id;";
}

/// <summary>What would be paid for one child, line by line.</summary>
internal sealed class PlanLine
{
    public Guid EnrolmentId { get; set; }
    public Guid? PupilId { get; set; }
    public string GivenName { get; set; } = "";
    public string Prefix { get; set; } = "";
    public string Surname { get; set; } = "";
    public string Programme { get; set; } = "";
    public string? Fund { get; set; }
    public long Cents { get; set; }
    public string Why { get; set; } = "";

    /// <summary>The funds that the reason is about.</summary>
    public string Funds { get; set; } = "";

    public PersonName Name => new(GivenName, Prefix, Surname);

    public string Reason(Text text) => Why switch
    {
        "NoFund" => text["Geen geldbron mag voor dit kind betalen. Kijk bij het kind wat er ontbreekt."],
        "NothingFits" => text["De regels van de geldbronnen passen hier niet."],
        "AtTheMost" => text["Elke geldbron die mag, betaalt al het meeste voor dit kind."],
        "Empty" => text["Het geld is op, ook als anderen uit een andere geldbron betaald worden: {0}.", Funds],
        "Rules" => text["Er is geld over, maar de regels laten het hier niet toe: {0}.", Funds],
        _ => text["Er is geen betere verdeling gevonden."],
    };

    /// <summary>Who has something uncovered first; a page is so many children, after the one that a page ended with.</summary>
    public static string OfPlan => """
        with k as (select l.enrolment_id as id, max(case when l.fund_id is null then l.cents else 0 end) as short from fund_plan_line l where l.plan_id = @plan group by 1),
        page as (select k.* from k where @after::uuid is null or (-k.short, k.id) > (select -x.short, x.id from k x where x.id = @after) order by -k.short, k.id limit @limit)
        select l.enrolment_id, p.pupil_id, p.given_name, p.prefix, p.surname, g.name as programme, f.name as fund, l.cents, l.why, coalesce((select string_agg(x.name, ', ' order by x.preference, x.name) from fund x where x.id = any (l.funds)), '') as funds
        from page join fund_plan_line l on l.plan_id = @plan and l.enrolment_id = page.id join enrolment e on e.id = l.enrolment_id join participant p on p.id = e.participant_id join programme g on g.id = e.programme_id left join fund f on f.id = l.fund_id
        order by -page.short, page.id, l.fund_id is null, f.preference, f.name;
        """;
}
