using InBeeld.Statistics.Disclosure;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Indicators;

namespace InBeeld.Statistics.Releases;

/// <summary>Makes the indicators of a wave ready to be shown to everybody: per country, province and library what may be told, given all that was told before.</summary>
public static class Releasing
{
    /// <summary>Levels of the smallest places, from large to small.</summary>
    public static IReadOnlyList<string> Levels { get; } = ["country", "province", "library"];

    /// <summary>What an indicator is computed from, without its name: two with the same have the same table. A sum, a mean and a middle of the same numbers do.</summary>
    public static string TableOf(IndicatorDefinition d)
    {
        ArgumentNullException.ThrowIfNull(d);
        var kind = d.Aggregation switch { Aggregation.Share => "share", Aggregation.MeanOfShares => "shares", _ => "sum" };
        return CanonicalJson.Sha256(string.Join('\n', [kind, d.Level, d.Population.Text, d.Denominator?.Text ?? "", d.Numerator.Text, d.Weighted ? "weighted" : "", .. d.Exclusions.Select(e => e.When.Text)]))[..32];
    }

    /// <summary>Decides what may be shown. Indicators about the same units are decided together: what one tells can give away what another hides.</summary>
    /// <param name="definitions">Of one wave, each key once. Numbers below zero are not told.</param>
    /// <param name="index">The units of the wave; of one country.</param>
    /// <param name="policy">What is hidden.</param>
    /// <param name="level">One of <see cref="Levels"/>; figures of libraries only of indicators about their locations.</param>
    /// <param name="before">What everybody has already, per table.</param>
    /// <returns>In the order of the definitions.</returns>
    /// <exception cref="ArgumentException">There is not one country, a unit belongs to none, or the level is not known.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<IndicatorRelease> Of(
        IReadOnlyList<IndicatorDefinition> definitions, UnitIndex index, ReleasePolicy policy, string level, ILookup<string, EarlierRelease>? before = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(policy);
        if (!Levels.Contains(level))
            throw new ArgumentException($"There is no level \"{level}\".", nameof(level));
        if (index.Of("country").Count != 1)
            throw new ArgumentException("There has to be one country.", nameof(index));
        var places = new ReleasePlaces(index, level);
        var inputs = definitions.ToDictionary(d => d.Key, d => IndicatorEngine.Compute(d, index).Inputs, StringComparer.Ordinal);
        var told = definitions.Where(d => inputs[d.Key].All(i => (i.Numerator ?? 0).Sign >= 0 && (i.Denominator ?? 0).Sign >= 0 && i.Weight.Sign >= 0)).ToList();
        var whole = told.All(d => d.Aggregation != Aggregation.MeanOfShares && inputs[d.Key].All(i => (i.Numerator ?? 0).IsWhole && (i.Denominator ?? 0).IsWhole && i.Weight.IsWhole));
        var tables = told.DistinctBy(TableOf).Select(d => new ReleaseTable(d, inputs[d.Key], index, places, policy, whole ? 1 : 1000)).ToList();
        var decided = new JointRelease(tables, places, policy, before ?? Array.Empty<EarlierRelease>().ToLookup(_ => "")).Run(cancel);
        return [.. definitions.Select(d => decided.TryGetValue(TableOf(d), out var table) ? Of(d, index, policy, places, table) : None(d, places))];
    }

    private static IndicatorRelease Of(IndicatorDefinition definition, UnitIndex index, ReleasePolicy policy, ReleasePlaces places, DecidedTable decided)
    {
        var of = places.Units.Where(u => u.Level != "library" || definition.Level == "location");
        return new(
            definition, decided.Table.Key, decided.Cells.Count > 0, [.. of.Select(u => Figure(definition, index, policy, decided, u.Id))], decided.Cells.Count == 0 ? [] : [.. decided.Cells.Select(c => new ReleasedCell(c.Key.Place, c.Key.Part, c.Value.Shown * decided.Table.Thousandths))],
            decided.Cells.Values.Count(c => c.Status == CellStatus.Primary), decided.Cells.Values.Count(c => c.Status == CellStatus.Secondary), decided.Narrowest);
    }

    private static IndicatorRelease None(IndicatorDefinition definition, ReleasePlaces places) => new(definition, TableOf(definition), false, [.. places.Units.Select(u => Hidden(u.Id, Hiding.Protected))], [], 0, 0, null);

    private static ReleasedFigure Figure(IndicatorDefinition definition, UnitIndex index, ReleasePolicy policy, DecidedTable decided, string place)
    {
        var (table, cells) = (decided.Table, decided.Cells);
        Fraction? Value(string part) => cells.GetValueOrDefault((place, part))?.Shown is { } shown ? (Fraction)shown / table.Unit : null;
        var unknown = (long?)Value("unknown")?.Numerator;
        if (table.Value(place, "known") == 0)
            return new(place, Hiding.Nothing, null, "", null, null, unknown);
        var (top, bottom) = definition.Aggregation switch { Aggregation.Share => ("yes", "known"), Aggregation.RatioOfSums => ("top", "bottom"), _ => ("top", "known") };
        string[] needed = definition.Aggregation switch { Aggregation.Sum => [top], Aggregation.Median => [bottom], _ => [top, bottom] };
        if (needed.Where(part => Value(part) is null).ToList() is { Count: > 0 } missing)
            return new(place, missing.Append("no").Any(part => cells.GetValueOrDefault((place, part))?.Status == CellStatus.Primary) ? Hiding.TooFew : Hiding.Protected, null, "", null, Value(bottom), unknown);
        // A middle value of a few is the value of one.
        if (definition.Aggregation == Aggregation.Median && (table.Value(place, "known") / table.Unit < policy.Least || table.TooFewAt(place)))
            return Hidden(place, Hiding.TooFew);
        // Rounded figures are made of rounded numbers, so that they give away no more than those.
        var exact = policy.Rounding > 1 && definition.Aggregation != Aggregation.Median ? Rounded(definition, Value(top)!.Value, Value(bottom)) : IndicatorEngine.Own(definition, index, place).Result.Exact;
        return exact is { } value
            ? new(place, Hiding.No, value, value.ToFixed(definition.Decimals), definition.Weighted || definition.Aggregation == Aggregation.Median ? null : Value(top), Value(bottom), unknown)
            : new(place, Hiding.Nothing, null, "", null, null, unknown);
    }

    private static Fraction? Rounded(IndicatorDefinition definition, Fraction top, Fraction? bottom)
    {
        if (definition.Aggregation == Aggregation.Sum)
            return top;
        return bottom is not { Sign: > 0 } below ? null : (definition.Aggregation == Aggregation.Share && top > below ? Fraction.One : top / below) * (definition.Percent ? 100 : 1);
    }

    private static ReleasedFigure Hidden(string place, Hiding why) => new(place, why, null, "", null, null, null);
}
