using System.Text.Json.Serialization;

namespace InBeeld.Capabilities.Monitor.Infographics.Drawing;

/// <summary>Why a figure is not shown. It is said in words; a picture never has a zero or a gap in its place.</summary>
internal enum Withheld
{
    /// <summary>It is shown.</summary>
    No,

    /// <summary>It would be about fewer units than may be told.</summary>
    TooFew,

    /// <summary>With it another figure could be worked out that is not shown.</summary>
    Protected,

    /// <summary>Of no unit the answer is known.</summary>
    NobodyKnows,

    /// <summary>It was not asked in this wave.</summary>
    NotAsked,
}

internal enum FigureKind
{
    /// <summary>k of n, shown as a percentage.</summary>
    Share,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A mean or a median, with decimals.</summary>
    Mean,

    /// <summary>k of n, shown as both: "4 van 7". Of what is no population, such as fields of cooperation.</summary>
    Part,
}

/// <summary>A figure as a picture may show it. One that is withheld carries no number at all, so that no drawing can let it slip.</summary>
internal sealed record Shown
{
    [JsonConstructor]
    private Shown()
    {
    }

    [JsonInclude]
    public FigureKind Kind { get; private init; }

    /// <summary>Of a share a number from 0 to 1; null when withheld.</summary>
    [JsonInclude]
    public decimal? Value { get; private init; }

    [JsonInclude]
    public long? K { get; private init; }

    [JsonInclude]
    public long? N { get; private init; }

    /// <summary>N is about so many.</summary>
    [JsonInclude]
    public bool AboutN { get; private init; }

    /// <summary>Units that were asked and of which it is not known; not in N.</summary>
    [JsonInclude]
    public long Unknown { get; private init; }

    [JsonInclude]
    public int Decimals { get; private init; }

    [JsonInclude]
    public Withheld Why { get; private init; }

    public bool IsShown => Why == Withheld.No;

    /// <exception cref="ArgumentException">k is not between 0 and n.</exception>
    public static Shown Share(long k, long n, long unknown = 0, bool aboutN = false)
    {
        if (k < 0 || k > n || unknown < 0)
        {
            throw new ArgumentException($"{k} cannot be a part of {n}", nameof(k));
        }

        return n == 0 ? Hide(Withheld.NobodyKnows) : new() { Kind = FigureKind.Share, Value = (decimal)k / n, K = k, N = n, Unknown = unknown, AboutN = aboutN };
    }

    /// <summary>A share that was not made of one k and one n: a mean of shares, or one that was published without them.</summary>
    /// <exception cref="ArgumentException">It is not between 0 and 1.</exception>
    public static Shown ShareOf(decimal share, long? n, long unknown = 0) => share is < 0 or > 1
        ? throw new ArgumentException($"{share} is not a share", nameof(share))
        : n == 0 ? Hide(Withheld.NobodyKnows) : new() { Kind = FigureKind.Share, Value = share, N = n, Unknown = unknown };

    public static Shown Count(long count, long? n = null, long unknown = 0) => new() { Kind = FigureKind.Count, Value = count, N = n, Unknown = unknown };

    public static Shown Part(int k, int n) => new() { Kind = FigureKind.Part, Value = k, K = k, N = n };

    public static Shown Mean(decimal mean, long n, int decimals = 1, long unknown = 0) => n == 0 ? Hide(Withheld.NobodyKnows) : new() { Kind = FigureKind.Mean, Value = mean, N = n, Decimals = decimals, Unknown = unknown };

    /// <exception cref="ArgumentException">There is no reason.</exception>
    public static Shown Hide(Withheld why) => why == Withheld.No ? throw new ArgumentException("Say why.", nameof(why)) : new() { Why = why };

    /// <summary>The same, without a word about those of whom it is not known.</summary>
    public Shown WithoutUnknown() => this with { Unknown = 0 };

    /// <summary>The same, unless it is about fewer than so many units.</summary>
    public Shown UnlessFewerThan(long least) => IsShown && Kind is not (FigureKind.Count or FigureKind.Part) && (N ?? least) < least ? Hide(Withheld.TooFew) : this;
}
