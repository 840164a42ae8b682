using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Indicators;

/// <summary>Finds units by level and by what they belong to, and gives the values of names in expressions. Made once per wave.</summary>
public sealed class UnitIndex
{
    private const string FeaturePrefix = "feature.";
    private const string ParentPrefix = "parent.";
    private const int MostSteps = 10;

    private readonly Dictionary<string, List<Unit>> byLevel = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Ancestor, string Level), List<Unit>> below = [];

    /// <param name="set">Not changed afterwards.</param>
    public UnitIndex(AnswerSet set)
    {
        Set = set;
        foreach (var unit in set.Units)
        {
            Add(byLevel, unit.Level, unit);
            // A loop in parents ends after so many steps.
            var above = unit.Parent;
            for (var step = 0; above.Length > 0 && step < MostSteps; step++)
            {
                Add(below, (above, unit.Level), unit);
                above = set.UnitOf(above)?.Parent ?? "";
            }
        }
    }

    /// <summary>What it was made of.</summary>
    public AnswerSet Set { get; }

    /// <summary>All levels there are.</summary>
    public IReadOnlyCollection<string> Levels => byLevel.Keys;

    /// <summary>All units of a level, in the order of the set.</summary>
    public IReadOnlyList<Unit> Of(string level) => byLevel.GetValueOrDefault(level, []);

    /// <summary>The unit itself when it is of this level, otherwise those of this level that belong to it.</summary>
    public IReadOnlyList<Unit> Of(string unit, string level) =>
        Set.UnitOf(unit) is { } own && own.Level == level ? [own] : below.GetValueOrDefault((unit, level), []);

    /// <summary>The value of a name as seen from a unit; see <see cref="IndicatorDefinition"/> for what names mean.</summary>
    public ExprValue Value(Unit unit, string name)
    {
        if (name.StartsWith(ParentPrefix, StringComparison.Ordinal))
            return Set.UnitOf(unit.Parent) is { } parent ? Value(parent, name[ParentPrefix.Length..]) : ExprValue.None(AnswerState.NotApplicable);
        if (name.StartsWith(FeaturePrefix, StringComparison.Ordinal))
            return unit.Features.TryGetValue(name[FeaturePrefix.Length..], out var feature) ? ExprValue.Of(feature) : ExprValue.Unknown;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && byLevel.ContainsKey(name[..dot]))
        {
            var rest = name[(dot + 1)..];
            return ExprValue.Of([.. below.GetValueOrDefault((unit.Id, name[..dot]), []).Select(u => Simple(u, rest))]);
        }

        return ExprValue.Of(Set[unit.Id, name]);
    }

    internal static (string Name, bool Feature) Split(string name, IReadOnlyCollection<string> levels)
    {
        while (true)
        {
            if (name.StartsWith(FeaturePrefix, StringComparison.Ordinal))
                return (name, true);
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot <= 0 || (name[..(dot + 1)] != ParentPrefix && !levels.Contains(name[..dot])))
                return (name, false);
            name = name[(dot + 1)..];
        }
    }

    // Below a level only items and features: many of many is not possible.
    private ExprValue Simple(Unit unit, string name) => name.StartsWith(FeaturePrefix, StringComparison.Ordinal) ? Value(unit, name) : ExprValue.Of(Set[unit.Id, name]);

    private static void Add<T>(Dictionary<T, List<Unit>> to, T key, Unit unit)
        where T : notnull
    {
        if (to.TryGetValue(key, out var list))
            list.Add(unit);
        else
            to[key] = [unit];
    }
}
