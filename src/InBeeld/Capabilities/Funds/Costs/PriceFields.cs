using InBeeld.Capabilities.Funds.Model;
using InBeeld.Frames;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Funds.Costs;

/// <summary>A part of the cost as somebody fills it in.</summary>
internal sealed class PriceFields
{
    public string? Name { get; set; }
    public string? Kind { get; set; } = "session";
    public string? Cents { get; set; }
    public string? Counts { get; set; } = "planned";
    public string? Expected { get; set; }
    public string? Starts { get; set; }
    public string? Ends { get; set; }

    public static PriceFields Of(PriceRow row) => new() { Name = row.Name, Kind = row.Kind, Cents = Typed.OfCents(row.Cents), Counts = row.Counts, Expected = row.Expected == 0 ? "" : Typed.Of((int?)row.Expected), Starts = Typed.Of(row.Starts), Ends = Typed.Of(row.Ends) };

    /// <summary>The columns, or what is wrong.</summary>
    public (List<Refusal> Refused, object? Values) Check(Guid id, Guid programme, int? version, Guid person, DateTimeOffset now)
    {
        Name = Name?.Trim() ?? "";
        var refused = new List<Refusal>();
        if (Name.Length is 0 or > 80)
        {
            refused.Add(new Refusal("Name", "Zeg in hooguit 80 tekens waarvoor het is."));
        }

        if (!FundWords.PriceKinds.Contains(Kind))
        {
            refused.Add(new Refusal("Kind", "Kies waarvoor je het bedrag rekent."));
        }

        var cents = Typed.Cents("Cents", Cents, true, 1, 100_000_000, refused);
        var expected = Typed.Number("Expected", Expected, 500, refused) ?? 0;
        var (from, to) = (Typed.Day(Starts), Typed.Day(Ends));
        if (from is null || from < new DateOnly(2000, 1, 1))
        {
            refused.Add(new Refusal("Starts", "Kies de eerste dag."));
        }

        if (to is null || to < from || to > from?.AddDays(3700))
        {
            refused.Add(new Refusal("Ends", "Kies een laatste dag na de eerste, hooguit tien jaar later."));
        }

        return (refused, refused.Count > 0 ? null : new { id, programme, version, person, now, Name, Kind, cents, counts = Counts == "attended" ? "attended" : "planned", expected, from, to });
    }
}
