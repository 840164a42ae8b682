using System.Text.Json.Serialization;

namespace InBeeld.Capabilities.Pupils.ImportClassList;

/// <summary>
/// What a list holds and what it would change, in numbers. Every pupil of the file counts once:
/// InFile = New + Changed + Moved + Same + Leavers + RejectedPupils.
/// </summary>
internal sealed record Tally
{
    /// <summary>Pupils in the file, also the rejected ones.</summary>
    public int InFile { get; init; }

    /// <summary>Not on the list of the school now; those who come back among them.</summary>
    public int New { get; init; }

    /// <summary>Of the new ones, who was at this school before: the same child again.</summary>
    public int Back { get; init; }

    /// <summary>Another name, birth date, year or other field; in the same group.</summary>
    public int Changed { get; init; }

    /// <summary>To another group, whatever else changed.</summary>
    public int Moved { get; init; }

    /// <summary>On the list of the school now, and not in the file.</summary>
    public int Gone { get; init; }

    public int Same { get; init; }

    /// <summary>In the file as somebody who left.</summary>
    public int Leavers { get; init; }

    /// <summary>Rows about pupils, groups and teachers that cannot be used.</summary>
    public int Rejected { get; init; }

    public int RejectedPupils { get; init; }

    /// <summary>Rejected pupils of whom it is not clear who they are: they may stand among the gone.</summary>
    public int RejectedUnknown { get; init; }

    /// <summary>Not left, and without a group in the file.</summary>
    public int WithoutGroup { get; init; }

    public int Groups { get; init; }

    public int CombinedGroups { get; init; }

    public int Teachers { get; init; }

    public int GroupsNew { get; init; }

    public int GroupsChanged { get; init; }

    public int GroupsGone { get; init; }

    /// <summary>On the list of the school before this list.</summary>
    public int Before { get; init; }

    /// <summary>The file does not say of which school it is.</summary>
    public bool NamesNoSchool { get; init; }

    /// <summary>The last list that was applied was of this school year, which is a later one.</summary>
    public string? LaterYear { get; init; }

    /// <summary>The same file was applied before, on this moment.</summary>
    public DateTimeOffset? SameFileAt { get; init; }

    /// <summary>Pupils that stayed when the import was undone, because something was noted about them.</summary>
    public IReadOnlyList<Guid> Kept { get; init; } = [];

    /// <summary>More than a fifth of the school would go, or it is not certain who goes: somebody has to say that this is right.</summary>
    [JsonIgnore]
    public bool MustBeAccepted => Gone > 0 && (Gone * 5 > Before || RejectedUnknown > 0);

    [JsonIgnore]
    public bool ChangesNothing => New + Changed + Moved + Gone + GroupsNew + GroupsChanged + GroupsGone == 0;
}
