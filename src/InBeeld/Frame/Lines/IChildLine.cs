namespace InBeeld.Frames.Lines;

/// <summary>
/// How a capability tells something of today about the children of a group, in the list of the teacher, without either knowing the other. It registers its own with
/// <c>services.AddScoped&lt;IChildLine, ...&gt;()</c>. In the transaction of the request, under the rights of whoever asks; all of them together in one journey.
/// </summary>
internal interface IChildLine
{
    /// <summary>One statement for the whole group, which asks @group and the day from @start to @end. Its columns are those of <see cref="LineRow"/>.</summary>
    string Sql { get; }

    ChildLine Of(LineRow row);
}

/// <summary>What a statement of <see cref="IChildLine"/> found.</summary>
internal sealed class LineRow
{
    public Guid Pupil { get; set; }

    /// <summary>What the line is about, when it leads there.</summary>
    public Guid? Thing { get; set; }
    public string Word { get; set; } = "";
    public int Number { get; set; }
}

/// <summary>A line under the name of a child.</summary>
/// <param name="Icon">One of icons.svg.</param>
/// <param name="Sentence">Translated.</param>
/// <param name="Link">Where it leads; null: nowhere.</param>
internal sealed record ChildLine(Guid Pupil, string Icon, string Sentence, string? Link = null);
