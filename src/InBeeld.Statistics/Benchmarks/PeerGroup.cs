using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Statistics.Benchmarks;

/// <summary>A group of units to compare with, frozen as ids: what happens to features afterwards does not change it.</summary>
/// <param name="Wave">For which wave it was frozen.</param>
/// <param name="Kind">"country", "feature", "size", "nearest" or "own".</param>
/// <param name="About">In words: the province, the class, the features of nearest.</param>
/// <param name="Of">The unit it was made for; "" when it is the same for everybody.</param>
/// <param name="Units">Ids, each once, in the order of their signs.</param>
/// <param name="WithoutSelf">The unit that is compared is not counted in it, also when it is in the list.</param>
public sealed record PeerGroup(string Wave, string Kind, string About, string Of, IReadOnlyList<string> Units, bool WithoutSelf);

/// <summary>Classes of size as data.</summary>
/// <param name="Size">A number per unit, such as "sum(location.pupils)".</param>
/// <param name="Classes">Rising; a class has all up to and with its number; null: all above.</param>
public sealed record SizeClasses(Expression Size, IReadOnlyList<(decimal? UpTo, string Code)> Classes)
{
    /// <summary>The class of every unit of a level by id; null when its size is not known or above the last class.</summary>
    public IReadOnlyDictionary<string, string?> Of(UnitIndex index, string level) => index.Of(level).ToDictionary(
        u => u.Id,
        u => Node.AsNumber(Size.Evaluate(n => index.Value(u, n))) is { } size ? Classes.FirstOrDefault(c => c.UpTo is not { } to || size <= to).Code : null,
        StringComparer.Ordinal);
}

/// <summary>Makes groups. All are in the order of ids and hold the unit itself; whether it counts is decided by <see cref="PeerGroup.WithoutSelf"/>.</summary>
public static class PeerGroups
{
    /// <summary>All units of a level.</summary>
    public static PeerGroup Country(string wave, UnitIndex index, string level, bool withoutSelf) =>
        new(wave, "country", "", "", Ids(index.Of(level)), withoutSelf);

    /// <summary>Units of the same level with the same feature, such as the province. Without that feature: only the unit itself.</summary>
    public static PeerGroup Feature(string wave, UnitIndex index, Unit unit, string feature, bool withoutSelf)
    {
        var own = unit.Features.GetValueOrDefault(feature);
        return new(wave, "feature", own ?? "", unit.Id, Ids(index.Of(unit.Level).Where(u => u.Id == unit.Id || (own is not null && u.Features.GetValueOrDefault(feature) == own))), withoutSelf);
    }

    /// <summary>Units of the same level in the same class of size. When the size is not known: only the unit itself.</summary>
    /// <param name="classes">Of all units of the level, from <see cref="SizeClasses.Of"/>.</param>
    public static PeerGroup Size(string wave, Unit unit, IReadOnlyDictionary<string, string?> classes, bool withoutSelf)
    {
        var own = classes.GetValueOrDefault(unit.Id);
        return new(wave, "size", own ?? "", unit.Id, [.. classes.Where(c => c.Key == unit.Id || (own is not null && c.Value == own)).Select(c => c.Key).Order(StringComparer.Ordinal)], withoutSelf);
    }

    /// <summary>A group that somebody chose.</summary>
    /// <param name="least">No group may have fewer units without the unit itself.</param>
    /// <returns>The group, or the sentence that says why not.</returns>
    public static (PeerGroup? Group, string? Error) Own(string wave, UnitIndex index, Unit unit, IReadOnlyCollection<string> ids, int least, string about, bool withoutSelf)
    {
        var wrong = ids.FirstOrDefault(i => index.Set.UnitOf(i) is not { } u || u.Level != unit.Level);
        if (wrong is not null)
            return (null, $"unit \"{wrong}\" is not there or is no {unit.Level}");
        var others = ids.Where(i => i != unit.Id).Distinct(StringComparer.Ordinal).ToList();
        return others.Count < least
            ? (null, $"group: {others.Count} others are fewer than the {least} that a group must have")
            : (new(wave, "own", about, unit.Id, [.. others.Append(unit.Id).Order(StringComparer.Ordinal)], withoutSelf), null);
    }

    private static List<string> Ids(IEnumerable<Unit> units) => [.. units.Select(u => u.Id).Order(StringComparer.Ordinal)];
}
