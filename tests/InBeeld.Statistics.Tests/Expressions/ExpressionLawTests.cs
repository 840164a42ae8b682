using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using InBeeld.Statistics.Exact;
using InBeeld.Statistics.Expressions;

namespace InBeeld.Statistics.Tests.Expressions;

/// <summary>Three values: what is said for sure stays so whatever the unknown turns out to be, and nothing ever throws.</summary>
public sealed class ExpressionLawTests
{
    private static readonly string[] Names = ["p", "q", "r"];
    private static readonly bool?[] Three = [true, false, null];

    private static readonly Gen<string> Logic = Gen.Sized(size => Depth(Math.Min(size, 5)));

    private static Gen<string> Depth(int depth) => depth == 0
        ? Gen.Elements(Names)
        : Gen.OneOf(
            Gen.Elements(Names),
            Depth(depth - 1).Select(a => $"not ({a})"),
            Depth(depth - 1).SelectMany(a => Depth(depth - 1).Select(b => $"({a}) and ({b})")),
            Depth(depth - 1).SelectMany(a => Depth(depth - 1).Select(b => $"({a}) or ({b})")));

    [Fact]
    public void What_is_decided_while_something_is_unknown_holds_for_every_value_it_can_have() =>
        Prop.ForAll(Logic.ToArbitrary(), text =>
        {
            var expression = Expression.Parse(text).Expression!;
            foreach (var values in All(Three))
            {
                var said = Holds(expression, values);
                var full = All(Three.Take(2).ToArray()).Where(v => Enumerable.Range(0, 3).All(i => values[i] is null || values[i] == v[i]));
                if (said is not null)
                    Assert.All(full, v => Assert.Equal(said, Holds(expression, v)));
                Assert.True(values.Contains(null) || said is not null);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_an_expression_or_an_error_within_the_text() =>
        Prop.ForAll(
            Gen.ListOf(Gen.Elements("p", "1", "2.5", "'a'", "(", ")", "+", "-", "*", "/", "=", "<", "and", "or", "not", "in", ",", "sum", "known", "[x]", "if", "'", "é", "%", " ")).Select(l => string.Join(' ', l)).ToArbitrary(),
            text =>
            {
                var parsed = Expression.Parse(text);
                Assert.Equal(parsed.Fine, parsed.Errors.Count == 0);
                Assert.All(parsed.Errors, e => Assert.InRange(e.Position, 0, text.Length));
                foreach (var value in new[] { ExprValue.Unknown, ExprValue.Of(0), ExprValue.Of("x"), ExprValue.Of([ExprValue.Of(1), ExprValue.Unknown]), ExprValue.Chosen([]) })
                    Assert.NotNull(parsed.Expression?.Evaluate(_ => value) ?? value);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fractions_add_compare_and_round_as_whole_numbers_do() =>
        Prop.ForAll(Gen.Choose(-500, 500).Four().ToArbitrary(), (t) =>
        {
            var (a, b, c, d) = (t.Item1, Math.Abs(t.Item2) + 1, t.Item3, Math.Abs(t.Item4) + 1);
            var (x, y) = (Fraction.Of(a, b), Fraction.Of(c, d));
            Assert.Equal(Fraction.Of((a * d) + (c * b), b * d), x + y);
            Assert.Equal((a * d).CompareTo(c * b), x.CompareTo(y));
            Assert.Equal(x, x + y - y);
            if (c != 0)
                Assert.Equal(x, x / y * y);
            // Rounded at two decimals, by trial: the nearest, and of two equally near the one further from 0.
            var rounded = x.Rounded(2);
            Assert.True((rounded - x).Abs() <= Fraction.Of(1, 200));
            if ((rounded - x).Abs() == Fraction.Of(1, 200))
                Assert.True(rounded.Abs() > x.Abs());
            Assert.Equal(rounded, (Fraction)decimal.Parse(x.ToFixed(2), CultureInfo.InvariantCulture));
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<bool?[]> All(bool?[] of) =>
        from p in of from q in of from r in of select new[] { p, q, r };

    private static bool? Holds(Expression expression, bool?[] values) =>
        expression.Holds(n => values[Array.IndexOf(Names, n)] is { } v ? ExprValue.Of(v) : ExprValue.Unknown);
}
