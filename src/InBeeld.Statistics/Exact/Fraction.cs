using System.Globalization;
using System.Numerics;

namespace InBeeld.Statistics.Exact;

/// <summary>A whole number over a whole number, in lowest terms: adding, dividing and comparing lose nothing. The default is 0.</summary>
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    private readonly BigInteger numerator;
    private readonly BigInteger denominator;

    private Fraction(BigInteger numerator, BigInteger denominator) => (this.numerator, this.denominator) = (numerator, denominator);

    /// <summary>0.</summary>
    public static Fraction Zero => default;

    /// <summary>1.</summary>
    public static Fraction One => new(BigInteger.One, BigInteger.One);

    /// <summary>Carries the sign.</summary>
    public BigInteger Numerator => numerator;

    /// <summary>More than 0.</summary>
    public BigInteger Denominator => denominator.IsZero ? BigInteger.One : denominator;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => numerator.Sign;

    /// <summary>Nothing comes behind the point.</summary>
    public bool IsWhole => Denominator.IsOne;

    /// <summary>The bits of the longest of the two numbers: how much room the value takes.</summary>
    public long Bits => Math.Max(BigInteger.Abs(numerator).GetBitLength(), Denominator.GetBitLength());

    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static Fraction Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();
        if (denominator.IsOne)
            return new(numerator, denominator);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
            common = -common;
        return new(numerator / common, denominator / common);
    }

    /// <summary>The same number.</summary>
    public static Fraction Of(decimal value)
    {
        if (decimal.IsInteger(value))
            return new(new BigInteger(value), BigInteger.One);
        var scale = value.Scale;
        // Within 28 decimals; ten to that power still fits a decimal, the product may not.
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var whole = (new BigInteger((uint)bits[2]) << 64) + (new BigInteger((uint)bits[1]) << 32) + (uint)bits[0];
        return Of(value < 0 ? -whole : whole, BigInteger.Pow(10, scale));
    }

    public static implicit operator Fraction(long value) => new(value, BigInteger.One);

    public static implicit operator Fraction(decimal value) => Of(value);

    public static Fraction operator +(Fraction a, Fraction b) => a.Denominator == b.Denominator
        ? Of(a.numerator + b.numerator, a.Denominator)
        : Of((a.numerator * b.Denominator) + (b.numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) => a + -b;

    public static Fraction operator -(Fraction a) => new(-a.numerator, a.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => Of(a.numerator * b.numerator, a.Denominator * b.Denominator);

    /// <exception cref="DivideByZeroException">The second is 0.</exception>
    public static Fraction operator /(Fraction a, Fraction b) => Of(a.numerator * b.Denominator, a.Denominator * b.numerator);

    public static bool operator ==(Fraction a, Fraction b) => a.Equals(b);

    public static bool operator !=(Fraction a, Fraction b) => !a.Equals(b);

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    /// <summary>Without its sign.</summary>
    public Fraction Abs() => new(BigInteger.Abs(numerator), Denominator);

    public int CompareTo(Fraction other) => Denominator == other.Denominator
        ? numerator.CompareTo(other.numerator)
        : (numerator * other.Denominator).CompareTo(other.numerator * Denominator);

    public bool Equals(Fraction other) => numerator == other.numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(numerator, Denominator);

    /// <summary>Rounded once, half away from zero (2.5 becomes 3, -2.5 becomes -3), to so many decimals.</summary>
    /// <param name="decimals">0 to 28.</param>
    public Fraction Rounded(int decimals) => Of(Scaled(decimals), BigInteger.Pow(10, decimals));

    /// <summary>Written with exactly so many decimals and a point, rounded as <see cref="Rounded"/>: "0.50".</summary>
    public string ToFixed(int decimals)
    {
        var scaled = Scaled(decimals);
        var digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = scaled.Sign < 0 ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    /// <summary>As a decimal with at most 28 digits; null: too large for one.</summary>
    public decimal? ToDecimal()
    {
        try
        {
            return IsWhole ? (decimal)numerator : (decimal)numerator / (decimal)denominator;
        }
        catch (OverflowException)
        {
            // Longer than a decimal holds: the first 28 digits by whole division.
            var whole = BigInteger.Abs(numerator) / Denominator;
            var left = 28 - whole.ToString(CultureInfo.InvariantCulture).Length;
            return left < 0 ? null : decimal.Parse(ToFixed(left), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>"3" or "1/3".</summary>
    public override string ToString() => IsWhole
        ? numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{numerator}/{denominator}");

    private BigInteger Scaled(int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 28);
        var scaled = BigInteger.Abs(numerator) * BigInteger.Pow(10, decimals);
        var rounded = ((2 * scaled) + Denominator) / (2 * Denominator);
        return numerator.Sign < 0 ? -rounded : rounded;
    }
}
