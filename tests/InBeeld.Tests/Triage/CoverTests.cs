using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using InBeeld.Capabilities.Triage.Model;

namespace InBeeld.Tests.Triage;

/// <summary>Whether boxes cover a space, held against going through all its combinations.</summary>
public sealed class CoverTests
{
    private sealed record Case(int[] Sizes, uint[][] Boxes);

    [Fact]
    public void A_gap_is_found_exactly_when_some_combination_lies_in_no_box_and_it_is_one_of_those()
    {
        var holes = 0;
        Prop.ForAll(Cases().ToArbitrary(), c =>
        {
            var boxes = c.Boxes.Select(sets => new Box(sets)).ToList();
            var free = Combinations(c.Sizes).Where(point => !boxes.Exists(b => Lies(point, b))).ToList();
            var gap = Cover.Gap(c.Sizes, boxes);
            holes += free.Count > 0 ? 1 : 0;
            return free.Count == 0 ? gap is null : gap is not null && free.Exists(point => point.SequenceEqual(gap));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
        // Both happen, or this proves nothing.
        Assert.InRange(holes, 100, 1900);
    }

    [Fact]
    public void Two_boxes_meet_exactly_when_they_share_a_combination_and_what_they_share_lies_in_both() =>
        Prop.ForAll(Cases().Where(c => c.Boxes.Length >= 2).ToArbitrary(), c =>
        {
            var (a, b) = (new Box(c.Boxes[0]), new Box(c.Boxes[1]));
            var shared = Combinations(c.Sizes).Any(point => Lies(point, a) && Lies(point, b));
            return shared == a.Meets(b) && (!shared || (Lies(a.And(b).First(), a) && Lies(a.And(b).First(), b)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Fourteen_conditions_of_three_values_are_checked_at_once()
    {
        // Five million combinations: one box per dimension for its value yes, and one for none of them; without that last one a single combination kind is open.
        var sizes = Enumerable.Repeat(3, 14).ToArray();
        var boxes = Enumerable.Range(0, 14).Select(d => new Box([.. Enumerable.Range(0, 14).Select(i => i == d ? 0b010u : 0b111u)])).ToList();
        var watch = Stopwatch.StartNew();
        Assert.Equal(Enumerable.Repeat(0, 14), Cover.Gap(sizes, boxes)!);
        boxes.Add(new Box([.. Enumerable.Repeat(0b101u, 14)]));
        Assert.Null(Cover.Gap(sizes, boxes));
        // All but one combination.
        boxes[^1] = new Box([0b001u, .. Enumerable.Repeat(0b101u, 13)]);
        boxes.AddRange(Enumerable.Range(1, 13).Select(d => new Box([0b100u, .. Enumerable.Range(1, 13).Select(i => i == d ? 0b001u : 0b101u)])));
        Assert.Equal(Enumerable.Repeat(2, 14), Cover.Gap(sizes, boxes)!);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    private static Gen<Case> Cases() =>
        from dimensions in Gen.Choose(1, 5)
        from sizes in Gen.Choose(2, 4).ArrayOf(dimensions)
        from count in Gen.Choose(0, 9)
        from boxes in Gen.CollectToArray(Enumerable.Range(0, count), _ => Gen.CollectToArray(sizes, Set))
        select new Case(sizes, boxes);

    // Often all values, as in a table where most conditions do not matter.
    private static Gen<uint> Set(int size) => Gen.Frequency((3, Gen.Constant((1u << size) - 1)), (2, Gen.Choose(1, (1 << size) - 1).Select(x => (uint)x)));

    private static bool Lies(int[] point, Box box) => point.Select((v, d) => (box.Sets[d] >> v & 1) == 1).All(x => x);

    private static IEnumerable<int[]> Combinations(int[] sizes) =>
        sizes.Aggregate((IEnumerable<int[]>)[[]], (points, size) => points.SelectMany(p => Enumerable.Range(0, size).Select(v => (int[])[.. p, v])));
}
