namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>What a class list says about itself. A CSV or XLSX file says nothing: then all is null.</summary>
internal sealed record ClassListFile
{
    /// <summary>Two digits and two capitals, such as 99ZZ; null when the file names no Dutch school.</summary>
    public string? Brin { get; init; }

    /// <summary>The two digits of the location (dependancecode); null when the file leaves it out.</summary>
    public string? LocationCode { get; init; }

    /// <summary>BRIN and location, such as 99ZZ03. Without a location the standard means location 00.</summary>
    public string? SchoolCode => Brin is null ? null : Brin + (LocationCode ?? "00");

    /// <summary>The supplier's own key of the school.</summary>
    public string? SchoolKey { get; init; }

    /// <summary>Such as 2026-2027: the second year is always the first plus one.</summary>
    public string? SchoolYear { get; init; }

    /// <summary>The day the list describes (peildatum).</summary>
    public DateOnly? DescribedDay { get; init; }

    /// <summary>A time without a zone in the file is taken as Dutch time.</summary>
    public DateTimeOffset? ProducedAt { get; init; }

    /// <summary>The program or person that made the file (auteur).</summary>
    public string? ProducedBy { get; init; }

    /// <summary>"2.0" or "2.1" where the file says so.</summary>
    public string? Version { get; init; }
}

internal enum FileGroupKind
{
    /// <summary>The class a pupil belongs to; at most one.</summary>
    Group,

    /// <summary>A group across classes (samengestelde groep); any number.</summary>
    Combined,
}

/// <summary>A building or location of the school within the file (vestiging).</summary>
internal sealed record FileLocation(string Key, string Name);

/// <param name="Key">Unique among all groups of the file, both kinds together.</param>
/// <param name="Name">Never empty: a group without a name is called by its key.</param>
/// <param name="YearGroup">A code as in <see cref="YearGroups"/>; null for a combination of years.</param>
/// <param name="Kind">Class or group across classes.</param>
internal sealed record FileGroup(string Key, string Name, string? YearGroup, FileGroupKind Kind);

/// <summary>A member of staff. Roles in the file are not read: they never grant rights.</summary>
/// <param name="Key">Unique among the teachers of the file.</param>
/// <param name="GivenName">Empty when not given.</param>
/// <param name="Initials">Null when not given.</param>
/// <param name="Prefix">Such as "van den".</param>
/// <param name="Surname">Empty when not given.</param>
/// <param name="Email">Null when absent or no address.</param>
/// <param name="GroupKeys">Groups of both kinds, only those in the file.</param>
/// <param name="Line">Line of the file, from 1.</param>
internal sealed record FileTeacher(
    string Key,
    string GivenName,
    string? Initials,
    string? Prefix,
    string Surname,
    string? Email,
    IReadOnlyList<string> GroupKeys,
    int Line);

/// <summary>
/// One step through a class list: <see cref="FilePupil"/> and <see cref="RejectedRow"/> in the order of the file,
/// then exactly one <see cref="FileSummary"/> or <see cref="FileRefused"/> as the last.
/// </summary>
internal abstract record FileRow;

/// <summary>A pupil that can be imported. The given name or the surname may be empty, never both.</summary>
internal sealed record FilePupil : FileRow
{
    /// <summary>The school's number for the pupil, or a derived one that begins with "~".</summary>
    public required string Key { get; init; }

    /// <summary>The name used every day: roepnaam, else the first of voornamen, else the initials.</summary>
    public required string GivenName { get; init; }

    public string? Initials { get; init; }

    /// <summary>Such as "van den".</summary>
    public string? Prefix { get; init; }

    public required string Surname { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>The pupil's own year, else that of the class; a code as in <see cref="YearGroups"/>.</summary>
    public string? YearGroup { get; init; }

    /// <summary>The class; null when the file gives none.</summary>
    public string? GroupKey { get; init; }

    public IReadOnlyList<string> CombinedGroupKeys { get; init; } = [];

    public string? LocationKey { get; init; }

    /// <summary>The four digits of a Dutch postcode; the letters are never kept.</summary>
    public string? Postcode4 { get; init; }

    public DateOnly? JoinedOn { get; init; }

    public DateOnly? LeftOn { get; init; }

    /// <summary>Left on or before the reference day.</summary>
    public bool IsLeaver { get; init; }

    /// <summary>Line of the file (XML, CSV) or row of the sheet (XLSX), from 1.</summary>
    public required int Line { get; init; }
}

internal enum RowSubject
{
    Pupil,
    Group,
    Teacher,
}

/// <param name="Line">Line of the file or row of the sheet, from 1.</param>
/// <param name="Key">The key in the file, when it has a readable one.</param>
/// <param name="Field">The element or column that is wrong, in the words of the file.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Subject">What the row describes.</param>
internal sealed record RejectedRow(int Line, string? Key, string? Field, Reason Reason, RowSubject Subject = RowSubject.Pupil) : FileRow;

/// <summary>The file was read to its end.</summary>
/// <param name="Pupils">Pupils that can be imported, leavers among them.</param>
/// <param name="Leavers">Of those, the ones that left.</param>
/// <param name="WithoutGroup">Of those who did not leave, the ones without a class. A warning, not an error.</param>
/// <param name="Rejected">Rejected rows about pupils, groups and teachers together.</param>
/// <param name="Discarded">What was thrown away.</param>
internal sealed record FileSummary(int Pupils, int Leavers, int WithoutGroup, int Rejected, Discarded Discarded) : FileRow;

/// <summary>Nothing of this file may be used.</summary>
internal sealed record FileRefused(Reason Reason) : FileRow;
