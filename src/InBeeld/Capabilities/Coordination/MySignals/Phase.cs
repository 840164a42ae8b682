namespace InBeeld.Capabilities.Coordination.MySignals;

/// <summary>One of the three steps that whoever signalled sees: received, somebody leads, closed.</summary>
/// <param name="State">done, now, next (still to come, and waited for) or later.</param>
internal sealed record Phase(string Word, string Detail, string State);
