namespace InBeeld.Planning.Tests;

/// <summary>Planning knows no web and no database, so that anybody can use it.</summary>
public sealed class PureTests
{
    [Fact]
    public void It_refers_to_nothing_but_the_runtime()
    {
        var used = typeof(Limits).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.NotEmpty(used);
        Assert.DoesNotContain(used, name => !name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_seed_gives_the_same_chance()
    {
        var (one, two) = (new Chance(7), new Chance(7));
        Assert.Equal(Enumerable.Range(0, 20).Select(_ => one.Below(1000)), Enumerable.Range(0, 20).Select(_ => two.Below(1000)));
        Assert.All(Enumerable.Range(0, 1000).Select(_ => one.Below(3)), n => Assert.InRange(n, 0, 2));
    }
}
