using InBeeld.Statistics.Answers;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Expressions;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Statistics.Benchmarks;

/// <summary>A feature by which units are alike.</summary>
/// <param name="Value">A number, or for a category a text or one code.</param>
/// <param name="Category">Two categories are the same or not.</param>
/// <param name="Weight">More than 0.</param>
public sealed record LikeFeature(Expression Value, bool Category, decimal Weight = 1);

/// <summary>
/// The k units that are most alike. The distance is the sum over features of weight times the square of the difference divided by the variance over all units of the level (so in
/// standard deviations; the square has the same order and stays an exact fraction). Other categories count as 2, and so does what one of the two does not know: that is what two units
/// drawn at random differ on average. A feature that is the same for all adds nothing. Equal distances are taken in the order of ids.
/// </summary>
public sealed class Nearest
{
    private static readonly Fraction Strange = 2;

    private readonly UnitIndex index;
    private readonly string level;
    private readonly IReadOnlyList<LikeFeature> features;
    private readonly Dictionary<string, (Fraction? Number, string? Category)[]> values;
    private readonly Fraction[] scale;

    /// <param name="level">Of the units.</param>
    /// <param name="features">1 to 20.</param>
    /// <exception cref="ArgumentException">No feature or too many, or a weight that is not above 0.</exception>
    public Nearest(UnitIndex index, string level, IReadOnlyList<LikeFeature> features)
    {
        if (features.Count is 0 or > 20 || features.Any(f => f.Weight <= 0))
            throw new ArgumentException("There must be 1 to 20 features with a weight above 0.", nameof(features));
        (this.index, this.level, this.features) = (index, level, features);
        values = index.Of(level).ToDictionary(u => u.Id, u => features.Select(f => Value(f, u)).ToArray(), StringComparer.Ordinal);
        scale = [.. features.Select((f, i) => f.Category ? f.Weight : Scale(f, [.. values.Values.Select(v => v[i].Number).OfType<Fraction>()]))];
    }

    /// <summary>The squared distance between two units.</summary>
    public Fraction Distance(string a, string b)
    {
        var (x, y, sum) = (values[a], values[b], Fraction.Zero);
        for (var i = 0; i < features.Count; i++)
        {
            if (features[i].Category)
                sum += x[i].Category is { } c && c == y[i].Category ? 0 : scale[i] * Strange;
            else if (scale[i].Sign > 0)
                sum += x[i].Number is { } p && y[i].Number is { } q ? scale[i] * (p - q) * (p - q) : Strange * features[i].Weight;
        }

        return sum;
    }

    /// <summary>The unit itself and the k that are most alike; fewer when there are no more.</summary>
    public PeerGroup Group(string wave, Unit unit, int k, string about, bool withoutSelf)
    {
        var others = index.Of(level).Where(u => u.Id != unit.Id).Select(u => (u.Id, Distance: Distance(unit.Id, u.Id)))
            .OrderBy(u => u.Distance).ThenBy(u => u.Id, StringComparer.Ordinal).Take(k).Select(u => u.Id);
        return new(wave, "nearest", about, unit.Id, [.. others.Append(unit.Id).Order(StringComparer.Ordinal)], withoutSelf);
    }

    // Weight over variance; 0 when all are the same.
    private static Fraction Scale(LikeFeature feature, List<Fraction> all)
    {
        if (all.Count == 0)
            return 0;
        var mean = IndicatorEngine.Sum(all, x => x) / all.Count;
        var variance = IndicatorEngine.Sum(all, x => (x - mean) * (x - mean)) / all.Count;
        return variance.Sign == 0 ? 0 : feature.Weight / variance;
    }

    private (Fraction? Number, string? Category) Value(LikeFeature feature, Unit unit)
    {
        var value = feature.Value.Evaluate(n => index.Value(unit, n));
        return feature.Category ? (null, value.Known ? value.ToString() : null) : (Node.AsNumber(value), null);
    }
}
