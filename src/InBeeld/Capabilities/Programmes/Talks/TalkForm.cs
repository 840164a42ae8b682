namespace InBeeld.Capabilities.Programmes.Talks;

/// <summary>The form of a talk with a parent, on a page about a child.</summary>
/// <param name="Id">Made when it is shown.</param>
/// <param name="Wrong">What is wrong with the line; null: nothing.</param>
internal sealed record TalkForm(Guid Enrolment, Guid Id, string? Who = "parent", string? Line = "", string? Wrong = null);
