namespace InBeeld.Frames.Lines;

/// <summary>
/// How a capability tells something of today about the children of a group, in the list of the teacher, without either knowing the other. It registers its own with
/// <c>services.AddScoped&lt;IChildLine, ...&gt;()</c>. In the transaction of the request, under the rights of whoever asks; one query for the whole group.
/// </summary>
internal interface IChildLine
{
    Task<IReadOnlyList<ChildLine>> OfGroupAsync(Guid group, DateOnly today, CancellationToken ct);
}

/// <summary>A line under the name of a child.</summary>
/// <param name="Icon">One of icons.svg.</param>
/// <param name="Sentence">Translated.</param>
internal sealed record ChildLine(Guid Pupil, string Icon, string Sentence);
