namespace InBeeld.Capabilities.Measurement.Compare;

/// <summary>What stands for an initiative in one line of the table of two side by side; "block:" and a building block: where that one stands.</summary>
internal sealed class AspectRow
{
    public Guid MeasurementId { get; set; }
    public string Aspect { get; set; } = "";
    public string Words { get; set; } = "";
}
