namespace InBeeld.Planning;

/// <summary>How far a search is: the best answer so far and what no answer can be better than.</summary>
/// <param name="Best">Objective of the best answer found; its sign and unit are those of the problem.</param>
/// <param name="Bound">Nothing can be better than this.</param>
/// <param name="Seconds">Since the search began.</param>
/// <param name="PlaceOf">Of an allocation: per child the place in the best answer, -1 for none; null of other searches.</param>
public sealed record Progress(double Best, double Bound, double Seconds, IReadOnlyList<int>? PlaceOf = null);

/// <summary>How long and how a search may look. The same seed and the same number of rounds give the same answer; a time limit that cuts in does not.</summary>
/// <param name="TimeLimitSeconds">Stops with the best answer found; not positive: 60.</param>
/// <param name="Seed">Of the chance in the search.</param>
public sealed record Limits(double TimeLimitSeconds = 60, ulong Seed = 1)
{
    /// <summary>The moment on the clock of the machine (<see cref="System.Diagnostics.Stopwatch"/>) after which a search stops.</summary>
    public TimeSpan Time => TimeSpan.FromSeconds(TimeLimitSeconds > 0 ? Math.Min(TimeLimitSeconds, 86_400) : 60);
}

/// <summary>Chance that is the same on every machine for the same seed: SplitMix64 (Steele, Lea, Flood, 2014).</summary>
public sealed class Chance(ulong seed)
{
    private ulong state = seed;

    /// <returns>64 random bits.</returns>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <returns>A whole number from 0 up to, not including, <paramref name="below"/>; that must be positive.</returns>
    public int Below(int below) => (int)(((UInt128)Next() * (ulong)below) >> 64);

    /// <returns>A number in [0, 1).</returns>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));
}
