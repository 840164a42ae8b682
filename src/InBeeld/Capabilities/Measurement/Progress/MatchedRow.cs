namespace InBeeld.Capabilities.Measurement.Progress;

/// <summary>Of two rounds how many of a role were spoken to in both, in one, and told afterwards about before. Never added up.</summary>
internal sealed class MatchedRow
{
    public string Role { get; set; } = "";
    public int Matched { get; set; }
    public int OnlyA { get; set; }
    public int OnlyB { get; set; }
    public int Retro { get; set; }
}
