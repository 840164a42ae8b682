using System.Globalization;
using System.Numerics;
using InBeeld.Statistics.Consistency;

namespace InBeeld.Capabilities.Figures.CheckText;

/// <summary>A bar of the picture. <paramref name="Open"/>: it has no end.</summary>
internal sealed record IntervalBar(double From, double Wide, bool Open);

/// <summary>A row of the picture. No bars: no number is possible.</summary>
internal sealed record IntervalRow(string Word, string Range, IReadOnlyList<IntervalBar> Bars, bool Together);

/// <summary>What a total can be, as bars on one axis.</summary>
internal sealed class TotalPicture(Quantity total, FigureSentences say, int number)
{
    public const int MostTotals = 60;
    public const int MostRows = 12;
    public const double Width = 400;
    private const double Margin = 8;

    public Quantity Total => total;

    public FigureSentences Say => say;

    public int Number => number;

    public bool HasPicture => Drawn(total);

    /// <summary>The ends of the axis, in words.</summary>
    public (string Low, string High) Ends => (FigureSentences.Whole(Low), FigureSentences.Whole(High));

    public IReadOnlyList<IntervalRow> Rows(string together) =>
    [
        .. total.Alone.Take(MostRows).Select(a => new IntervalRow(Short($"{a.Statement}: {say.FigureAlone(a.Statement)}"), FigureSentences.Short(a.Numbers), Bars(a.Numbers), false)),
        new IntervalRow(together, FigureSentences.Short(total.Together), Bars(total.Together), true),
    ];

    /// <summary>There is something to compare, or nothing is possible.</summary>
    public static bool Worth(Quantity q) => q.IsTotal && (q.Together is null || Drawn(q));

    public static string At(double x) => x.ToString("0.##", CultureInfo.InvariantCulture);

    // More than one number is possible for some statement, and there is an end to draw to.
    private static bool Drawn(Quantity q) => q.Alone.Take(MostRows).Any(a => a.Numbers is { } n && n.To != n.From) && q.Alone.Take(MostRows).Select(a => a.Numbers).Append(q.Together).Any(n => n?.To is not null);

    private IEnumerable<Possible> All => total.Alone.Take(MostRows).Select(a => a.Numbers).Append(total.Together).OfType<Possible>();

    private BigInteger Low => All.Min(n => n.From);

    private BigInteger High => BigInteger.Max(All.Max(n => n.To ?? n.From), Low + 1);

    private IReadOnlyList<IntervalBar> Bars(Possible? p) => p is null ? []
        : p.Runs is { Count: > 1 and <= 100 } runs ? [.. runs.Select(r => Bar(r.From, r.To))] : [Bar(p.From, p.To)];

    private IntervalBar Bar(BigInteger from, BigInteger? to)
    {
        var start = X(from);
        // A single number is still to be seen.
        return new(start, Math.Max(4, (to is { } end ? X(end) : Width) - start), to is null);
    }

    private double X(BigInteger n) => Margin + ((Width - (2 * Margin)) * (double)((n - Low) * 10_000 / (High - Low)) / 10_000);

    private static string Short(string words) => words.Length > 30 ? words[..29] + "…" : words;
}
