namespace InBeeld.Kernel;

/// <summary>A range that holds the true value in 95 of 100 such samples. Both ends are in the unit of what was measured.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>Intervals around what a small group of children showed: 95 %, two-sided. They say how far chance reaches, never that something helped.</summary>
public static class Intervals
{
    /// <summary>97.5 % of the standard normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>
    /// For a share: the score interval (E.B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical Association 22, 1927, 209-212). Good for small numbers too.
    /// </summary>
    /// <param name="part">How many of the whole; 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">Of how many; at least 1.</param>
    /// <returns>Two shares between 0 and 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The whole is nought, or the part is not of it.</exception>
    public static Interval OfShare(int part, int whole)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(whole, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        var (p, n) = ((double)part / whole, (double)whole);
        var middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        // At the ends rounding would leave a trace.
        return new Interval(part == 0 ? 0 : Math.Max(0, middle - half), part == whole ? 1 : Math.Min(1, middle + half));
    }

    /// <summary>For a mean: the t-interval ("Student" (W.S. Gosset), "The probable error of a mean", Biometrika 6, 1908, 1-25). Rough below ten values, because what is measured has steps.</summary>
    /// <param name="mean">The mean of the values.</param>
    /// <param name="deviation">Their standard deviation, with n - 1.</param>
    /// <param name="n">How many values; below 2 there is no interval.</param>
    /// <returns>In the unit of the mean; null when there are too few values.</returns>
    public static Interval? OfMean(double mean, double? deviation, int n) =>
        n < 2 || deviation is not { } s ? null : new Interval(mean - (T975(n - 1) * s / Math.Sqrt(n)), mean + (T975(n - 1) * s / Math.Sqrt(n)));

    /// <summary>97.5 % of Student's t (G.W. Hill, "Algorithm 396: Student's t-quantiles", Communications of the ACM 13, 1970, 619-620); 1 and 2 degrees of freedom exactly.</summary>
    /// <param name="freedom">Degrees of freedom; at least 1.</param>
    /// <returns>The quantile, right to three decimals.</returns>
    public static double T975(int freedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(freedom, 1);
        const double p = 0.05;
        if (freedom == 1)
        {
            return 1 / Math.Tan(p * Math.PI / 2);
        }

        if (freedom == 2)
        {
            return Math.Sqrt((2 / (p * (2 - p))) - 2);
        }

        double n = freedom;
        var a = 1 / (n - 0.5);
        var b = 48 / (a * a);
        var c = ((((20_700 * a / b) - 98) * a) - 16) * a + 96.36;
        var d = ((((94.5 / (b + c)) - 3) / b) + 1) * Math.Sqrt(a * Math.PI / 2) * n;
        var y = Math.Pow(d * p, 2 / n);
        if (y > 0.05 + a)
        {
            var x = -Z;
            y = x * x;
            if (freedom < 5)
            {
                c += 0.3 * (n - 4.5) * (x + 0.6);
            }

            c = (((((((0.05 * d * x) - 5) * x) - 7) * x) - 2) * x) + b + c;
            y = ((((((((0.4 * y) + 6.3) * y) + 36) * y) + 94.5) / c) - y - 3) / b;
            y = ((y + 1) * x);
            y = a * y * y;
            y = y > 0.002 ? Math.Exp(y) - 1 : (0.5 * y * y) + y;
        }
        else
        {
            y = ((((1 / ((((n + 6) / (n * y)) - (0.089 * d) - 0.822) * (n + 2) * 3)) + (0.5 / (n + 4))) * y) - 1) * (n + 1) / (n + 2) + (1 / y);
        }

        return Math.Sqrt(n * y);
    }
}
