using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Disclosure;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Statistics.Releases;

/// <summary>The places figures are told of: a country, its provinces and perhaps its libraries.</summary>
internal sealed class ReleasePlaces
{
    // What belongs to a place that has parts, but to none of them.
    private const string Rest = "/-";

    private readonly AnswerSet set;
    private readonly Dictionary<string, string?> above = new(StringComparer.Ordinal);

    /// <param name="level">One of <see cref="Releasing.Levels"/>: the smallest places.</param>
    public ReleasePlaces(UnitIndex index, string level)
    {
        set = index.Set;
        Units = [.. set.Units.Where(u => u.Level == "country" || u.Level == "province" && level != "country" || u.Level == "library" && level == "library")];
        var ids = Units.Select(u => u.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var unit in Units)
            above[unit.Id] = ids.Contains(unit.Parent) ? unit.Parent : null;
        foreach (var unit in Units.Where(u => above.ContainsValue(u.Id)).ToList())
            above[unit.Id + Rest] = unit.Id;
        int Depth(string? node) => node is null ? 0 : 1 + Depth(above[node]);
        Tree = new Dimension("place", above.OrderBy(a => Depth(a.Key)).Select(a => (a.Key, a.Value)).ToList());
        Country = Tree.NameOf(0);
    }

    /// <summary>The places that have a name, in the order of the units.</summary>
    public IReadOnlyList<Unit> Units { get; }

    public Dimension Tree { get; }

    public string Country { get; }

    public string? Above(string place) => above[place];

    /// <summary>The unit of that level above a unit, or itself.</summary>
    public string? Above(Unit unit, string level)
    {
        for (var up = unit; up is not null; up = set.UnitOf(up.Parent))
        {
            if (up.Level == level)
                return up.Id;
        }

        return null;
    }

    /// <summary>The smallest place of a unit. A library has none for itself: it belongs to its province.</summary>
    /// <exception cref="ArgumentException">It belongs to no country.</exception>
    public string Of(Unit unit)
    {
        for (var up = unit.Level == "library" ? set.UnitOf(unit.Parent) : unit; up is not null; up = set.UnitOf(up.Parent))
        {
            if (above.ContainsKey(up.Id))
                return above.ContainsKey(up.Id + Rest) && (unit.Level != "library" || up.Level == "country") ? up.Id + Rest : up.Id;
        }

        throw new ArgumentException($"{unit.Name} belongs to no country", nameof(unit));
    }
}
