using System.Buffers.Binary;

namespace InBeeld.Demonstration;

/// <summary>
/// Chance that falls the same way every time: a generator (SplitMix64, Steele et al. 2014) seeded by a text. Everything that is
/// made gets dice of its own ("99ZZ00/7b/week-3"), so that adding something does not change all that comes after it.
/// </summary>
internal sealed class Dice
{
    private ulong state;

    public Dice(string seed)
    {
        // FNV-1a: string.GetHashCode differs per run.
        state = 14695981039346656037;
        foreach (var letter in seed)
        {
            state = (state ^ letter) * 1099511628211;
        }
    }

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>At least 0, below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double share) => Share() < share;

    /// <summary>At least 0, below the limit.</summary>
    public int Below(int limit) => (int)(Share() * limit);

    /// <summary>Both ends included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    public T Of<T>(IReadOnlyList<T> things) => things[Below(things.Count)];

    /// <summary>One of the things, by weight.</summary>
    public T Weighed<T>(params ReadOnlySpan<(T Thing, double Weight)> things)
    {
        var total = 0.0;
        foreach (var (_, weight) in things)
        {
            total += weight;
        }

        var at = Share() * total;
        foreach (var (thing, weight) in things)
        {
            at -= weight;
            if (at < 0)
            {
                return thing;
            }
        }

        return things[^1].Thing;
    }

    /// <summary>An id of version 7, as elsewhere, but one that is the same every time.</summary>
    public Guid Id(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)at.ToUnixTimeMilliseconds() << 16) | 0x7000 | (Next() & 0xFFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Next() >> 2) | 0x8000000000000000);
        return new Guid(bytes, bigEndian: true);
    }
}
