using InBeeld.Capabilities.Programmes.Model;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Programmes.Join;

/// <summary>The part of a form about the child that takes part, and whom to call.</summary>
internal sealed record ChildForm(JoinFields Fields, IReadOnlyList<Criterion> Criteria, IReadOnlyList<Refusal> Refused);
