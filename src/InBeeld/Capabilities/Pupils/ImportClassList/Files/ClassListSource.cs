namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>
/// An opened class list, the same for every format. Groups and teachers are known at once; pupils pass one by one,
/// so that a file of any size takes a bounded amount of memory.
/// </summary>
internal sealed class ClassListSource(
    ClassListFile file,
    IReadOnlyList<FileLocation> locations,
    IReadOnlyList<FileGroup> groups,
    IReadOnlyList<FileTeacher> teachers,
    Func<CancellationToken, IEnumerable<FileRow>> rows,
    IDisposable? owned = null) : IDisposable
{
    public ClassListFile File { get; } = file;

    public IReadOnlyList<FileLocation> Locations { get; } = locations;

    public IReadOnlyList<FileGroup> Groups { get; } = groups;

    public IReadOnlyList<FileTeacher> Teachers { get; } = teachers;

    /// <summary>
    /// Pupils and rejected rows in the order of the file; the last row is always a <see cref="FileSummary"/> or a
    /// <see cref="FileRefused"/>. May be called again, not twice at the same time.
    /// </summary>
    /// <remarks>
    /// Plain enumeration on purpose: the bytes are in memory or in a local file by now, and an XML reader that awaits
    /// each node costs more than it yields. The caller may await inside its loop.
    /// </remarks>
    public IEnumerable<FileRow> Rows(CancellationToken cancel = default) => rows(cancel);

    /// <summary>All rows at once, for a file of one school.</summary>
    public FileOutcome<ClassListContent> ReadAll(CancellationToken cancel = default)
    {
        var pupils = new List<FilePupil>();
        var rejected = new List<RejectedRow>();
        FileSummary? summary = null;
        foreach (var row in Rows(cancel))
        {
            switch (row)
            {
                case FilePupil pupil: pupils.Add(pupil); break;
                case RejectedRow reject: rejected.Add(reject); break;
                case FileSummary end: summary = end; break;
                case FileRefused refused: return refused;
            }
        }

        return new ClassListContent(File, Locations, Groups, Teachers, pupils, rejected, summary!);
    }

    public void Dispose() => owned?.Dispose();
}

/// <summary>A class list in memory.</summary>
internal sealed record ClassListContent(
    ClassListFile File,
    IReadOnlyList<FileLocation> Locations,
    IReadOnlyList<FileGroup> Groups,
    IReadOnlyList<FileTeacher> Teachers,
    IReadOnlyList<FilePupil> Pupils,
    IReadOnlyList<RejectedRow> Rejected,
    FileSummary Summary);
