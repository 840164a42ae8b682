using InBeeld.Statistics.Consistency;

namespace InBeeld.Statistics.Tests.Consistency;

/// <summary>Small problems by chance against all whole numbers, tried one by one with a reckoning that shares nothing with the search.</summary>
public sealed class SmallFiguresTests
{
    [Theory]
    [InlineData(Rounding.HalfUp)]
    [InlineData(Rounding.Any)]
    public void What_is_possible_is_what_trying_all_numbers_gives(Rounding rounding)
    {
        var (contradictions, agreements) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var problem = Small(seed, rounding);
            var answer = FiguresCheck.Run(problem);
            var worlds = Worlds(problem, problem.Statements).ToList();
            Assert.True(answer.Consistent == worlds.Count > 0, $"seed {seed}");
            (contradictions, agreements) = worlds.Count > 0 ? (contradictions, agreements + 1) : (contradictions + 1, agreements);
            foreach (var q in answer.Quantities.Where(q => q.Name is "a" or "b" or "c" or "n"))
            {
                var tried = worlds.Select(w => w[q.Name]).Distinct().Order().ToList();
                if (worlds.Count == 0 || !Used(problem, problem.Statements, q.Name))
                {
                    continue;
                }

                Assert.True(q.Together is { Exact: true } p && p.From == tried[0] && p.To == tried[^1], $"seed {seed} {q.Name}");
                if (q.Together.Runs is { } runs)
                {
                    Assert.Equal(tried, [.. runs.SelectMany(r => Enumerable.Range((int)r.From, (int)(r.To - r.From) + 1))]);
                }
            }
        }

        Assert.True(contradictions > 50 && agreements > 50, $"{contradictions} {agreements}");
    }

    [Fact]
    public void Every_set_is_minimal_and_none_is_forgotten()
    {
        var sets = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var problem = Small(seed, Rounding.HalfUp);
            var answer = FiguresCheck.Run(problem);
            List<string> tried = [];
            for (var mask = 0; mask < 1 << problem.Statements.Count; mask++)
            {
                bool Holds(int m) => Worlds(problem, [.. problem.Statements.Where((_, i) => (m >> i & 1) == 1)]).Any();
                if (!Holds(mask) && Enumerable.Range(0, problem.Statements.Count).All(i => (mask >> i & 1) == 0 || Holds(mask & ~(1 << i))))
                    tried.Add(string.Join(',', problem.Statements.Where((_, i) => (mask >> i & 1) == 1).Select(s => s.Id)));
            }

            Assert.True(answer.Complete);
            Assert.Equal(tried.Order(StringComparer.Ordinal), answer.Conflicts.Select(c => string.Join(',', c.Statements)).Order(StringComparer.Ordinal));
            sets += tried.Count;
        }

        Assert.True(sets > 100, $"{sets}");
    }

    [Fact]
    public void The_ends_of_a_repair_repair()
    {
        var repairs = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var problem = Small(seed, Rounding.HalfUp);
            foreach (var conflict in FiguresCheck.Run(problem).Conflicts)
            {
                foreach (var r in conflict.Repairs.Where(r => r.What != RepairOf.Of))
                {
                    foreach (var value in new[] { r.From, r.To ?? r.From })
                    {
                        var set = problem.Statements.Where(s => conflict.Statements.Contains(s.Id)).Select(s => s.Id != r.Statement ? s : r.What switch
                        {
                            RepairOf.Count => s with { Count = (long)value },
                            RepairOf.Total => s with { Total = (long)value },
                            _ => s with { Percent = value },
                        });
                        Assert.True(Worlds(problem, [.. set]).Any(), $"seed {seed} {r}");
                        repairs++;
                    }
                }
            }
        }

        Assert.True(repairs > 100, $"{repairs}");
    }

    /// <summary>Up to four statements about n or a, with n at most 12 by a statement that is always there as a relation.</summary>
    private static FigureProblem Small(int seed, Rounding rounding)
    {
        var chance = new Random(seed);
        var ids = new[] { "a", "b", "c", "d" };
        // Mostly of a world that exists, so that some hold and some do not.
        var n = chance.Next(4, 13);
        var world = ids.Select(_ => chance.Next(0, n + 1)).ToArray();
        List<Statement> all = [];
        for (var i = 0; i < chance.Next(2, 5); i++)
        {
            var of = i > 0 && chance.Next(3) == 0 && world[0] >= world[i] && world[0] > 0 ? "a" : "n";
            var whole = of == "a" ? world[0] : n;
            var percent = chance.Next(3) == 0 ? null : chance.Next(9) == 0 ? chance.Next(0, 105) : (int?)(((200 * world[i]) + whole) / (2 * whole));
            var total = chance.Next(4) == 0 ? chance.Next(8) == 0 ? chance.Next(1, 13) : whole : (long?)null;
            var count = chance.Next(3) > 0 || (percent is null && total is null) ? chance.Next(9) == 0 ? chance.Next(0, 13) : world[i] : (long?)null;
            all.Add(new(ids[i], count, of, total, percent, 0, MayExceed: chance.Next(6) == 0));
        }

        return new(all, [.. ids.Append("n").Select(x => $"{x} <= 12"), .. chance.Next(5) == 0 ? new[] { "n = a + b + rest" } : [], .. chance.Next(5) == 0 ? new[] { "2 * c < d + 3" } : []], rounding);
    }

    private static bool Used(FigureProblem problem, IReadOnlyList<Statement> statements, string x) =>
        statements.Any(s => s.Id == x || s.TotalName == x) || problem.Relations.Any(r => r.Split(' ').Contains(x) && !r.EndsWith("12", StringComparison.Ordinal));

    private static IEnumerable<Dictionary<string, int>> Worlds(FigureProblem problem, IReadOnlyList<Statement> statements)
    {
        IEnumerable<int> All(string x) => Used(problem, statements, x) ? Enumerable.Range(0, 13) : [0];
        var sum = problem.Relations.Contains("n = a + b + rest");
        var less = problem.Relations.Contains("2 * c < d + 3");
        foreach (var n in All("n"))
        foreach (var a in All("a"))
        {
            if (!True(statements.Where(s => s.Id == "a"), n, a, a))
                continue;
            foreach (var b in All("b"))
            {
                if ((sum && a + b > n) || !True(statements.Where(s => s.Id == "b"), n, a, b))
                    continue;
                foreach (var c in All("c"))
                {
                    if (!True(statements.Where(s => s.Id == "c"), n, a, c))
                        continue;
                    foreach (var d in All("d"))
                    {
                        if ((!less || 2 * c < d + 3) && True(statements.Where(s => s.Id == "d"), n, a, d))
                            yield return new() { ["n"] = n, ["a"] = a, ["b"] = b, ["c"] = c, ["d"] = d };
                    }
                }
            }
        }

        bool True(IEnumerable<Statement> about, int n, int a, int x) => about.All(s =>
        {
            var total = s.Of == "a" ? a : n;
            if ((s.Count is { } count && count != x) || (s.Total is { } t && t != total) || (!s.MayExceed && x > total))
                return false;
            if (s.Percent is not { } percent)
                return true;
            if (total == 0)
                return false;
            // Decimal division of small numbers: 28 digits are enough to see on which side of a half or a whole it lies.
            var share = 100m * x / total;
            return problem.Rounding == Rounding.HalfUp ? decimal.Floor(share + 0.5m) == percent : Math.Abs(share - percent) < 1;
        });
    }
}
