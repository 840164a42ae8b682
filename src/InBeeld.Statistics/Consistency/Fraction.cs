using System.Numerics;

namespace InBeeld.Statistics.Consistency;

/// <summary>A number without rounding: whole by whole, the divisor above 0 and nothing left to divide out.</summary>
internal readonly struct Fraction : IEquatable<Fraction>
{
    private readonly BigInteger divisorLessOne;

    public Fraction(BigInteger over, BigInteger under)
    {
        if (under.Sign < 0)
            (over, under) = (-over, -under);
        var common = BigInteger.GreatestCommonDivisor(over, under);
        (Over, divisorLessOne) = common.IsOne ? (over, under - 1) : (over / common, (under / common) - 1);
    }

    public BigInteger Over { get; }

    public BigInteger Under => divisorLessOne + 1;

    public int Sign => Over.Sign;

    public bool Whole => divisorLessOne.IsZero;

    public static implicit operator Fraction(BigInteger whole) => new(whole, 1);

    public static Fraction operator +(Fraction a, Fraction b) => a.Whole && b.Whole ? new Fraction(a.Over + b.Over, 1) : new Fraction((a.Over * b.Under) + (b.Over * a.Under), a.Under * b.Under);

    public static Fraction operator -(Fraction a, Fraction b) => a.Whole && b.Whole ? new Fraction(a.Over - b.Over, 1) : new Fraction((a.Over * b.Under) - (b.Over * a.Under), a.Under * b.Under);

    public static Fraction operator *(Fraction a, Fraction b) => a.Whole && b.Whole ? new Fraction(a.Over * b.Over, 1) : new Fraction(a.Over * b.Over, a.Under * b.Under);

    public static Fraction operator /(Fraction a, Fraction b) => new(a.Over * b.Under, a.Under * b.Over);

    public static bool operator <(Fraction a, Fraction b) => (a - b).Sign < 0;

    public static bool operator >(Fraction a, Fraction b) => (a - b).Sign > 0;

    public static bool operator ==(Fraction a, Fraction b) => a.Over == b.Over && a.Under == b.Under;

    public static bool operator !=(Fraction a, Fraction b) => !(a == b);

    public BigInteger Floor() => FloorOf(Over, Under);

    public bool Equals(Fraction other) => this == other;

    public override bool Equals(object? obj) => obj is Fraction f && Equals(f);

    public override int GetHashCode() => HashCode.Combine(Over, divisorLessOne);

    /// <summary>The largest whole number that is at most a by b, with b above 0.</summary>
    public static BigInteger FloorOf(BigInteger a, BigInteger b)
    {
        var q = BigInteger.DivRem(a, b, out var rest);
        return rest.Sign < 0 ? q - 1 : q;
    }

    /// <summary>The smallest whole number that is at least a by b, with b above 0.</summary>
    public static BigInteger CeilingOf(BigInteger a, BigInteger b) => -FloorOf(-a, b);
}
