namespace InBeeld.Statistics.Questionnaires;

/// <summary>Why a crossing is proposed as it is; a page words it in its own language.</summary>
public enum CrossingReason
{
    /// <summary>Nothing that matters differs.</summary>
    Nothing,

    /// <summary>The question or its explanation is worded otherwise.</summary>
    Wording,

    /// <summary>The key of the item, its place, or whether an answer is required.</summary>
    Form,

    /// <summary>The least, the most or the decimals.</summary>
    Limits,

    /// <summary>Options are worded otherwise, ordered otherwise, or score otherwise; the codes are the same. Or to a choice of several an option was added.</summary>
    Options,

    /// <summary>Options went, or came in a choice of one.</summary>
    OtherOptions,

    /// <summary>It is asked of others: the route differs.</summary>
    Route,

    /// <summary>Another unit.</summary>
    Unit,

    /// <summary>Asked of libraries instead of locations, or the other way round.</summary>
    Level,

    /// <summary>Another kind of answer.</summary>
    Kind,
}

/// <summary>A proposal for one concept that stands in both versions.</summary>
/// <param name="Before">The item in the version before.</param>
/// <param name="Now">The item in this version.</param>
/// <param name="Kind">What is proposed.</param>
/// <param name="Reasons">Why, what weighs most first; never empty.</param>
public sealed record ProposedCrossing(Item Before, Item Now, CrossingKind Kind, IReadOnlyList<CrossingReason> Reasons);

/// <summary>One thing in which two versions differ.</summary>
/// <param name="Before">Null: the item came.</param>
/// <param name="Now">Null: the item went.</param>
/// <param name="Field">Name of the field as in JSON; "" when the item came or went.</param>
/// <param name="Was">What stood there, for people; in Dutch where it has two languages.</param>
/// <param name="Is">What stands there now.</param>
public sealed record ItemDifference(Item? Before, Item? Now, string Field, string Was, string Is);

/// <summary>From one version to the next.</summary>
public static class Crosswalks
{
    /// <summary>
    /// A proposal per concept that stands in both, in the order of the new version. Kind, level, unit, route, or options that went (or came in a choice of one) make a break; other
    /// differences a change. It compares the form, not the meaning: a question worded otherwise may measure something else, so a person decides.
    /// </summary>
    public static IReadOnlyList<ProposedCrossing> Propose(Questionnaire before, Questionnaire now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        return [.. Pairs(before, now).Where(p => p.Before is not null && p.Now is not null).Select(p => Propose(p.Before!, p.Now!))];
    }

    /// <summary>What came, what differs (in the order of the new version), and then what went.</summary>
    public static IReadOnlyList<ItemDifference> Differences(Questionnaire before, Questionnaire now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        return [.. Pairs(before, now).SelectMany(p => p.Before is null || p.Now is null ? [new ItemDifference(p.Before, p.Now, "", "", "")] : Fields(p.Before, p.Now))];
    }

    /// <summary>Whether a line over the years stops at a concept in this version: a break, or nobody said that it does not.</summary>
    public static bool Breaks(Questionnaire now, string concept)
    {
        ArgumentNullException.ThrowIfNull(now);
        return now.Crosswalk?.Crossings.FirstOrDefault(c => c.Concept == concept) is not { Kind: not CrossingKind.Break };
    }

    private static IEnumerable<(Item? Before, Item? Now)> Pairs(Questionnaire before, Questionnaire now)
    {
        var was = before.Items.GroupBy(i => i.Concept).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var stays = now.Items.Select(i => i.Concept).ToHashSet(StringComparer.Ordinal);
        return now.InOrder().Select(i => (was.GetValueOrDefault(i.Concept), (Item?)i)).Concat(before.InOrder().Where(i => !stays.Contains(i.Concept)).Select(i => ((Item?)i, (Item?)null)));
    }

    private static ProposedCrossing Propose(Item a, Item b)
    {
        var reasons = new List<CrossingReason>();
        void Add(bool differs, CrossingReason reason)
        {
            if (differs)
                reasons.Add(reason);
        }

        var (came, went) = (b.Options.Any(o => a.Options.All(x => x.Code != o.Code)), a.Options.Any(o => b.Options.All(x => x.Code != o.Code)));
        var other = a.Kind == b.Kind && (went || (came && b.Kind == ItemKind.Choice));
        Add(a.Kind != b.Kind, CrossingReason.Kind);
        Add(a.Level != b.Level, CrossingReason.Level);
        Add(a.Unit != b.Unit, CrossingReason.Unit);
        Add(a.AskIf != b.AskIf, CrossingReason.Route);
        Add(other, CrossingReason.OtherOptions);
        Add(a.Kind == b.Kind && !other && !a.Options.SequenceEqual(b.Options), CrossingReason.Options);
        Add(a.Least != b.Least || a.Most != b.Most || a.Decimals != b.Decimals, CrossingReason.Limits);
        Add(a.Label != b.Label || a.Help != b.Help, CrossingReason.Wording);
        Add(a.Key != b.Key || a.Required != b.Required, CrossingReason.Form);
        return reasons.Count == 0 ? new(a, b, CrossingKind.Same, [CrossingReason.Nothing])
            : new(a, b, reasons[0] >= CrossingReason.OtherOptions ? CrossingKind.Break : CrossingKind.Changed, reasons);
    }

    private static IEnumerable<ItemDifference> Fields(Item a, Item b)
    {
        (string Field, string Was, string Is)[] all =
        [
            ("label", a.Label.Nl, b.Label.Nl), ("label", a.Label.En, b.Label.En), ("help", a.Help.Nl, b.Help.Nl), ("help", a.Help.En, b.Help.En),
            ("key", a.Key, b.Key), ("kind", QuestionnaireNames.Of(a.Kind), QuestionnaireNames.Of(b.Kind)), ("level", QuestionnaireNames.Of(a.Level), QuestionnaireNames.Of(b.Level)),
            ("section", a.Section, b.Section), ("unit", a.Unit.Nl, b.Unit.Nl), ("decimals", Number(a.Decimals), Number(b.Decimals)), ("least", Number(a.Least), Number(b.Least)),
            ("most", Number(a.Most), Number(b.Most)), ("askIf", a.AskIf, b.AskIf), ("required", a.Required ? "1" : "0", b.Required ? "1" : "0"), ("options", Options(a, "nl"), Options(b, "nl")), ("options", Options(a, "en"), Options(b, "en")),
            ("points", Points(a), Points(b)), ("field", a.Field, b.Field),
        ];
        return all.Where(f => f.Was != f.Is).DistinctBy(f => f.Field).Select(f => new ItemDifference(a, b, f.Field, f.Was, f.Is));
    }

    private static string Number(decimal? number) => number is { } n ? QuestionnaireWriter.Plain(n).ToString(System.Globalization.CultureInfo.InvariantCulture) : "";

    private static string Options(Item item, string language) => string.Join("; ", item.Options.Select(o => $"{o.Code}: {o.Label.In(language)}"));

    private static string Points(Item item) => string.Join(", ",
        item.Options.Where(o => o.Points != 0).Select(o => $"{o.Code}: {Number(o.Points)}")
            .Concat(item.Points.Yes != 0 ? [Number(item.Points.Yes)] : [])
            .Concat(item.Points.Bands.Select(b => $"{Number(b.From)}: {Number(b.Points)}")));
}
