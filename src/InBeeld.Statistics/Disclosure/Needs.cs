namespace InBeeld.Statistics.Disclosure;

/// <summary>How far the attacker must stay from a cell: at least <see cref="Up"/> above and <see cref="Down"/> below it must be possible, and the whole at least <see cref="Width"/> wide.</summary>
internal readonly record struct Need(long Up, long Down, long Width, PrimaryReason Reason)
{
    public bool Met(long value, long least, long most) =>
        least <= value - Down && (most == CellSystem.Endless || (most >= value + Up && most - least >= Width));
}

/// <summary>Why a cell may not be published.</summary>
public enum PrimaryReason
{
    /// <summary>Too few contributors.</summary>
    FewContributors,

    /// <summary>Nobody in it, and the rules hide zeros.</summary>
    Zero,

    /// <summary>Few contributors are most of it.</summary>
    Dominance,

    /// <summary>Was said to be hidden.</summary>
    Must,
}

/// <summary>Which cells the rules hide, and how wide their intervals must stay. The levels of dominance and the p% rule are those of the handbook of statistical disclosure
/// control (Hundepool and others, 2012, table 4.2); the sliding width stands for a threshold, where no contribution is known.</summary>
internal static class Needs
{
    public static Dictionary<int, Need> Of(CellSystem system, DisclosureRules rules)
    {
        var needs = new Dictionary<int, Need>();
        for (var i = 0; i < system.Tabled; i++)
        {
            var now = system.Wave[i] == 0;
            if ((now || system.Must[i] == CellMust.WasHidden) && system.Must[i] != CellMust.Publish && Of(system, rules, i) is { } need)
                needs.Add(i, need);
        }

        return needs;
    }

    private static Need? Of(CellSystem system, DisclosureRules rules, int i)
    {
        var (value, contributors, largest) = (system.Value[i], system.Contributors[i], system.Largest[i]);
        var width = Math.Max(1, Math.Max(rules.Width is { } w ? w * rules.Unit : rules.MinContributors * rules.Unit, Up(rules.WidthPercent * value / 100)));
        if (rules.Dominance is { } d && largest > 0)
        {
            var beyond = d.P is { } p ? Up(p * largest / 100) - (value - largest - system.Second[i]) : Up(100m * largest / d.Percent) - value;
            var dominant = d.P is { } q ? value - largest - system.Second[i] < q * largest / 100 : 100m * largest > d.Percent * value;
            if (dominant)
                return new(Math.Max(1, beyond), Math.Min(value, Math.Max(1, beyond)), width, PrimaryReason.Dominance);
        }

        if (contributors > 0 && contributors < rules.MinContributors)
            return new(0, 0, width, PrimaryReason.FewContributors);
        if (contributors == 0 && value == 0 && rules.HideZeros)
            return new(0, 0, width, PrimaryReason.Zero);
        return system.Must[i] == CellMust.Hide ? new(0, 0, width, PrimaryReason.Must) : null;
    }

    private static long Up(decimal amount) => (long)Math.Ceiling(amount);
}
