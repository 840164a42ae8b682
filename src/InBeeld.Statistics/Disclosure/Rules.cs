namespace InBeeld.Statistics.Disclosure;

/// <summary>What rules can be.</summary>
internal static class Rules
{
    public static void Check(DisclosureRules rules)
    {
        if (rules.MinContributors is < 1 or > 1_000_000)
            throw new DisclosureException("rules.minContributors: must be 1 to 1000000");
        if (rules.Width is < 1 or > 1_000_000_000)
            throw new DisclosureException("rules.width: must be 1 to 1000000000");
        if (rules.WidthPercent is < 0 or > 1000)
            throw new DisclosureException("rules.widthPercent: must be 0 to 1000");
        if (rules.Rounding is < 0 or > 1_000_000_000)
            throw new DisclosureException("rules.rounding: must be 0 to 1000000000 of the unit");
        if (rules.Unit is not (1 or 10 or 100 or 1000))
            throw new DisclosureException("rules.unit: must be 1, 10, 100 or 1000");
        if (rules.Dominance is not { } d)
            return;
        if (d.P is <= 0 or > 1000)
            throw new DisclosureException("rules.dominance.p: must be above 0 and at most 1000");
        if (d.P is null && (d.N is < 1 or > 100 || d.Percent is <= 0 or >= 100))
            throw new DisclosureException("rules.dominance: n must be 1 to 100, and percent above 0 and below 100");
    }
}
