namespace InBeeld.Planning.Funds;

/// <summary>What a mix is worth; compared in the order of the fields, less is better.</summary>
/// <param name="Uncovered">Cents that no fund pays.</param>
/// <param name="Claims">How many claims are made.</param>
/// <param name="Preference">Cents, each times the preference of its fund.</param>
public readonly record struct FundWorth(long Uncovered, int Claims, long Preference) : IComparable<FundWorth>
{
    /// <summary>Negative: this one is better.</summary>
    public int CompareTo(FundWorth other)
    {
        var c = Uncovered.CompareTo(other.Uncovered);
        if (c == 0)
            c = Claims.CompareTo(other.Claims);
        return c == 0 ? Preference.CompareTo(other.Preference) : c;
    }

    public static bool operator <(FundWorth a, FundWorth b) => a.CompareTo(b) < 0;

    public static bool operator >(FundWorth a, FundWorth b) => a.CompareTo(b) > 0;

    public static bool operator <=(FundWorth a, FundWorth b) => a.CompareTo(b) <= 0;

    public static bool operator >=(FundWorth a, FundWorth b) => a.CompareTo(b) >= 0;
}

/// <summary>A fund pays for a pupil.</summary>
/// <param name="Pupil">Index of the pupil.</param>
/// <param name="Fund">Index of the fund.</param>
/// <param name="Cents">More than 0.</param>
public sealed record FundClaim(int Pupil, int Fund, long Cents);

/// <summary>Why something stays uncovered.</summary>
public enum WhyNotPaid
{
    /// <summary>No fund may pay for this pupil.</summary>
    NoFund,

    /// <summary>Funds may pay, but their rules (the least, the fixed amount, nothing left) fit no claim for this pupil at all.</summary>
    NothingFits,

    /// <summary>All funds that may pay do, each the most it pays for one pupil.</summary>
    AtTheMost,

    /// <summary>All funds that can be reached, also by letting other pupils be paid by another fund, are empty.</summary>
    Empty,

    /// <summary>Money is left in a fund, but its rules (the whole rest, the fixed amount, the least) leave it unused here; proven that no mix leaves less uncovered.</summary>
    Rules,

    /// <summary>No better mix was found; not proven that there is none.</summary>
    NotFound,
}

/// <summary>A pupil of whom something stays uncovered.</summary>
/// <param name="Pupil">Index of the pupil.</param>
/// <param name="Cents">More than 0.</param>
/// <param name="Why">The reason.</param>
/// <param name="Funds">With <see cref="WhyNotPaid.Empty"/>: the closed set, all funds that can be reached. With <see cref="WhyNotPaid.Rules"/>: those that have money left. Otherwise those that may pay.</param>
public sealed record NotPaid(int Pupil, long Cents, WhyNotPaid Why, IReadOnlyList<int> Funds);

/// <summary>A mix, as good as its <see cref="Bound"/> says.</summary>
/// <param name="Claims">By pupil, then by fund.</param>
/// <param name="Bound">No mix leaves less uncovered; no mix as good on the goals before has fewer claims or a lower preference. 0 where nothing is known.</param>
/// <param name="Proven">Nothing is better on any goal.</param>
/// <param name="ProvenGoals">How many goals are proven, in order: 1 is the cents uncovered, 2 the claims as well, 3 all.</param>
/// <param name="FirstCome">In the order of the file, the fund preferred most first.</param>
/// <param name="Nodes">Flows that were looked at.</param>
public sealed record FundAnswer(
    IReadOnlyList<FundClaim> Claims,
    FundWorth Worth,
    FundWorth Bound,
    bool Proven,
    int ProvenGoals,
    IReadOnlyList<NotPaid> NotPaid,
    FundWorth FirstCome,
    int Nodes,
    double Seconds);
