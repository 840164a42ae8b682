using InBeeld.Data;
using InBeeld.Kernel.Web;

namespace InBeeld.Capabilities.Funds.Costs;

/// <summary>A part of what taking part in a programme costs.</summary>
internal sealed class PriceRow
{
    public Guid Id { get; set; }
    public Guid ProgrammeId { get; set; }
    public string Name { get; set; } = "";
    public string Kind { get; set; } = "";
    public long Cents { get; set; }
    public string Counts { get; set; } = "";
    public int Expected { get; set; }
    public DateOnly Starts { get; set; }
    public DateOnly Ends { get; set; }
    public int Version { get; set; }

    public static string OfProgramme => "select p.* from programme_price p where p.programme_id = @programme and p.removed_at is null order by p.starts, p.name, p.id limit 50;";

    public static Task<PriceRow?> OfAsync(Frame frame, Guid price, CancellationToken ct) => frame.OneAsync<PriceRow>("select p.* from programme_price p where p.id = @price and p.removed_at is null", new { price }, ct);
}

/// <summary>One line of what taking part costs for a child.</summary>
internal sealed class CostLine
{
    public string Name { get; set; } = "";
    public string Kind { get; set; } = "";
    public long Price { get; set; }

    /// <summary>1, sessions, or minutes.</summary>
    public int Units { get; set; }

    /// <summary>Counted by what is expected: the child has no group yet.</summary>
    public bool Guess { get; set; }
    public long Cents { get; set; }

    public static string OfEnrolment => "select p.name, p.kind, p.cents as price, k.units, k.guess, k.cents from app.enrolment_costs(array[@enrolment]) k join programme_price p on p.id = k.price_id order by p.starts, p.name, p.id;";

    /// <summary>How the amount came about.</summary>
    public string Says(Text text) => Kind switch
    {
        "pupil" => text["één keer {0}", Show.Cents(Price)],
        "session" => text.N(Units, "1 bijeenkomst van {1}", "{0} bijeenkomsten van {1}", Show.Cents(Price)),
        _ => text["{0} uur en {1} minuten, {2} per uur", Units / 60, Units % 60, Show.Cents(Price)],
    } + (Guess ? " " + text["(verwacht, nog geen groep)"] : "");
}
