namespace InBeeld.Capabilities.Pupils.Contract;

/// <summary>
/// A class list of a school was applied, or undone, in this transaction. A long list tells it several times, with other pupils each time.
/// </summary>
/// <param name="School">The school whose list it is.</param>
/// <param name="Pupils">Who came, came back, or went to another group. Not who left.</param>
/// <param name="Groups">Groups (no combined ones) whose children are not the same any more.</param>
public sealed record ClassListApplied(Guid School, IReadOnlyCollection<Guid> Pupils, IReadOnlyCollection<Guid> Groups);

/// <summary>
/// An import is being undone, and the pupils that came with it are about to be taken off the list again. Whoever holds something about one of them
/// that was noted since says so with <see cref="Keep"/>; that pupil stays.
/// </summary>
public sealed class NewPupilsGo(Guid school, IReadOnlyCollection<Guid> pupils)
{
    private readonly HashSet<Guid> kept = [];

    public Guid School { get; } = school;

    public IReadOnlyCollection<Guid> Pupils { get; } = pupils;

    public IReadOnlyCollection<Guid> Kept => kept;

    public void Keep(IEnumerable<Guid> pupils) => kept.UnionWith(pupils);
}
