using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(InBeeld.Tests.LongFirst))]

namespace InBeeld.Tests;

/// <summary>Classes that take minutes begin first, so that at the end not one of them runs alone; the others in the order in which they come.</summary>
public sealed class LongFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = ["AccessMatrixTestsPart", "AccessibilityTestsPart", "AccessMatrixTests", "DemoLoadTests", "ChainTests", "LargeFileTests", "KilledProcessTests", "Journeys"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderByDescending(c => Long.Any(name => c.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
