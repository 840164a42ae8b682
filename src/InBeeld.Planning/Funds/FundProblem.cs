namespace InBeeld.Planning.Funds;

/// <summary>How a fund pays.</summary>
public enum Pays
{
    /// <summary>Any part of the cost.</summary>
    Part,

    /// <summary>What the other funds leave, all of it, or nothing: with this fund a pupil is covered whole.</summary>
    Rest,

    /// <summary>Exactly <see cref="Fund.Amount"/>, or nothing.</summary>
    Fixed,
}

/// <summary>A fund that may pay for a pupil.</summary>
/// <param name="Fund">Index of the fund.</param>
/// <param name="Most">Cents, for this pupil; null: no other limit than that of the fund.</param>
public sealed record FundShare(int Fund, long? Most = null);

/// <summary>A pupil who takes part.</summary>
/// <param name="Id">Unique; a reference, not a name.</param>
/// <param name="Cost">Cents; not negative.</param>
/// <param name="Shares">The funds that may pay; each at most once.</param>
public sealed record FundPupil(string Id, long Cost, IReadOnlyList<FundShare> Shares);

/// <summary>Where money comes from.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Left">Cents that can still be spent; not negative.</param>
/// <param name="MostPerPupil">Cents; null: no limit.</param>
/// <param name="Pays">How it pays.</param>
/// <param name="Amount">With <see cref="Pays.Fixed"/>: the cents; more than 0.</param>
/// <param name="Least">A claim of fewer cents is not made; 0: no limit.</param>
/// <param name="Preference">The fund with the lowest number is used first, from 0 to <see cref="FundProblem.LastPreference"/>.</param>
public sealed record Fund(
    string Id, long Left, long? MostPerPupil = null, Pays Pays = Pays.Part, long Amount = 0, long Least = 0, int Preference = 0);

/// <summary>
/// Pupils who cost money and funds that may pay. All amounts are whole cents.
/// Goals, each only where the one before is not hurt: the fewest cents uncovered; the fewest claims; the cents, each times the preference of its fund, as low as possible.
/// </summary>
public sealed record FundProblem(IReadOnlyList<FundPupil> Pupils, IReadOnlyList<Fund> Funds)
{
    /// <summary>No amount may be larger: sums stay exact.</summary>
    public const long Largest = 100_000_000_000;

    /// <summary>No preference may be higher.</summary>
    public const int LastPreference = 1000;

    /// <exception cref="ArgumentException">Names the pupil or fund and what is wrong.</exception>
    public void Check()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fund in Funds)
        {
            Need(ids.Add(fund.Id), $"fund \"{fund.Id}\" is there twice");
            Need(Amount(fund.Left), $"fund \"{fund.Id}\": left must be 0 or more and not too large");
            Need(Amount(fund.MostPerPupil ?? 0), $"fund \"{fund.Id}\": mostPerPupil must be 0 or more and not too large");
            Need(Amount(fund.Least), $"fund \"{fund.Id}\": least must be 0 or more and not too large");
            Need(fund.Pays == Pays.Fixed ? fund.Amount is > 0 and <= Largest : fund.Amount == 0, $"fund \"{fund.Id}\": amount must be more than 0 with fixed, and left out otherwise");
            Need(fund.Preference is >= 0 and <= LastPreference, $"fund \"{fund.Id}\": preference must be from 0 to {LastPreference}");
        }

        ids.Clear();
        var seen = new int[Funds.Count];
        for (var i = 0; i < Pupils.Count; i++)
        {
            var pupil = Pupils[i];
            Need(ids.Add(pupil.Id), $"pupil \"{pupil.Id}\" is there twice");
            Need(Amount(pupil.Cost), $"pupil \"{pupil.Id}\": cost must be 0 or more and not too large");
            foreach (var share in pupil.Shares)
            {
                Need((uint)share.Fund < (uint)Funds.Count, $"pupil \"{pupil.Id}\" has a fund that is not in funds");
                Need(seen[share.Fund] != i + 1, $"pupil \"{pupil.Id}\" has fund \"{Funds[share.Fund].Id}\" twice");
                Need(Amount(share.Most ?? 0), $"pupil \"{pupil.Id}\": most must be 0 or more and not too large");
                seen[share.Fund] = i + 1;
            }
        }
    }

    private static bool Amount(long cents) => cents is >= 0 and <= Largest;

    private static void Need(bool fine, string otherwise)
    {
        if (!fine)
            throw new ArgumentException(otherwise);
    }
}
