namespace InBeeld.Tests;

/// <summary>For tests that look for breaches: they are shown one per line (the first thirty).</summary>
internal static class Found
{
    public static void None(IEnumerable<string?> breaches)
    {
        var all = breaches.ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all.Take(30))}{(all.Count > 30 ? "\n…" : "")}");
    }
}
