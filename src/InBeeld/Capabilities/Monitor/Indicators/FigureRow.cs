using System.Text.Json;
using InBeeld.Kernel.Web;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Capabilities.Monitor.Indicators;

/// <summary>A figure as it was kept, without its record.</summary>
internal sealed class FigureRow
{
    public const string Columns = "f.wave_id, f.unit_id, f.indicator, f.version, f.withheld, f.shown, f.exact, f.k, f.n, f.units, f.unknown, f.not_applicable, f.excluded::text as excluded, f.asked, f.answered, f.sha256";

    public Guid WaveId { get; set; }
    public Guid UnitId { get; set; }
    public string Indicator { get; set; } = "";
    public int Version { get; set; }
    public string Withheld { get; set; } = "";
    public string Shown { get; set; } = "";
    public string? Exact { get; set; }
    public string? K { get; set; }
    public string? N { get; set; }
    public int Units { get; set; }
    public int Unknown { get; set; }
    public int NotApplicable { get; set; }
    public string Excluded { get; set; } = "{}";
    public int Asked { get; set; }
    public int Answered { get; set; }
    public string Sha256 { get; set; } = "";

    /// <summary>Name and level of the unit, only where they were asked for.</summary>
    public string Name { get; set; } = "";

    public string Level { get; set; } = "";

    public IReadOnlyDictionary<string, int> LeftOut => JsonSerializer.Deserialize<Dictionary<string, int>>(Excluded) ?? [];

    public string Address => $"/monitor/figures/{WaveId}/{Uri.EscapeDataString(Indicator)}/{UnitId}";

    /// <summary>"62 %", or a line.</summary>
    public string Value(IndicatorDefinition definition, Text text) => Level == "library" ? definition.Own(Exact, text) : definition.Words(Exact);

    /// <summary>What it stands on: no share without k and N.</summary>
    public string Base(IndicatorDefinition definition, Text text) => definition.Aggregation switch
    {
        Aggregation.Share or Aggregation.RatioOfSums => text["{0} van {1}", Exactly.Number(K), Exactly.Number(N)],
        _ => definition.Level == "location" ? text.N(Units, "1 locatie", "{0} locaties") : text.N(Units, "1 bibliotheek", "{0} bibliotheken"),
    };
}
