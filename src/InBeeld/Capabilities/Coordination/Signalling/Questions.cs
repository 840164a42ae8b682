using InBeeld.Kernel;

namespace InBeeld.Capabilities.Coordination.Signalling;

/// <summary>What _Questions.cshtml draws.</summary>
/// <param name="OfSchool">Whether what was done is asked of a school, or of somebody else.</param>
internal sealed record Questions(SignalFields Fields, IReadOnlyList<Refusal> Refused, Destination Destination, string? Lives, bool ToOwn, bool OfSchool, Guid? Earlier);
