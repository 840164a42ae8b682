namespace InBeeld.Statistics.Consistency.Reading;

internal enum MentionKind
{
    Count,
    Percent,

    /// <summary>"122 van de 140".</summary>
    Ratio,

    /// <summary>"zeven van de tien", "drie kwart": a share, roughly.</summary>
    Rough,

    /// <summary>"N = 102".</summary>
    Base,
}

/// <summary>A number in a sentence.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="From">The first token.</param>
/// <param name="To">The token behind the last.</param>
/// <param name="Value">Of a ratio the count.</param>
/// <param name="Decimals">Of a percentage.</param>
/// <param name="Total">Of a ratio.</param>
/// <param name="Near">How near.</param>
/// <param name="Step">When it differs from that of the closing zeros.</param>
/// <param name="Assumed">Thousands were assumed.</param>
internal sealed record Mention(MentionKind Kind, int From, int To, decimal Value, int Decimals = 0, decimal Total = 0, Nearness Near = Nearness.Exact, decimal? Step = null, bool Assumed = false);

internal static class Mentions
{
    private static readonly string[] PercentWords = ["%", "procent", "percent"];

    /// <summary>All numbers of a sentence that can be figures, in order; what is seen and not used is told.</summary>
    public static List<Mention> Of(List<Token> t, bool dutch, Action<int, int, ReadingRule> notRead)
    {
        List<Mention> found = [];
        for (var i = 0; i < t.Count;)
        {
            if (Base(t, i, dutch) is { } stated)
            {
                found.Add(stated);
                i = stated.To;
                continue;
            }

            var mention = Fraction(t, i) ?? Number(t, i, dutch, notRead, out _);
            if (mention is null)
            {
                i++;
                continue;
            }

            if (mention.Kind == MentionKind.Count && i > 0 && IsBetween(t, i, mention.To))
            {
                if (Counts(t, mention))
                    notRead(mention.From, mention.To, ReadingRule.Range);
                i = mention.To;
                continue;
            }

            mention = Ratio(t, mention, dutch) ?? mention;
            if (mention.Total > CheckLimits.Number || mention.Value > (mention.Kind == MentionKind.Percent ? 1_000_000 : CheckLimits.Number))
                notRead(mention.From, mention.To, ReadingRule.TooLarge);
            else if (mention.Kind == MentionKind.Percent && mention.Value > 100)
                notRead(mention.From, mention.To, ReadingRule.OverHundred);
            else if (mention.Kind == MentionKind.Percent && IsBetween(t, i, mention.To))
                notRead(mention.From, mention.To, ReadingRule.Range);
            else if (mention.Kind != MentionKind.Count || Counts(t, mention))
                found.Add(mention);
            i = mention.To;
        }

        return found;
    }

    /// <summary>"N = 102", "n: 102 van 140", "(N=2.000)".</summary>
    private static Mention? Base(List<Token> t, int i, bool dutch)
    {
        if (t[i].Text is not ("N" or "n"))
            return null;
        var number = i + 1;
        while (number < t.Count && number < i + 3 && t[number].Text is "*" or "_" or "=" or ":")
            number++;
        if (number == i + 1 || number >= t.Count || t[number - 1].Text is not ("=" or ":") || Whole(t, number, dutch) is not var (value, assumed))
            return null;
        var all = number + 1 < t.Count && (t[number + 1].Is("van") || t[number + 1].Is("of") || t[number + 1].Is("uit")) ? number + 2 : 0;
        if (all > 0 && all < t.Count && (t[all].Is("de") || t[all].Is("the")))
            all++;
        return all > 0 && all < t.Count && Whole(t, all, dutch) is var (total, also) && total > 0
            ? new(MentionKind.Base, i, all + 1, value, Total: total, Assumed: assumed || also) : new(MentionKind.Base, i, number + 1, value, Assumed: assumed);
    }

    private static (decimal Value, bool Assumed)? Whole(List<Token> t, int i, bool dutch) =>
        t[i].Digits && !(i + 1 < t.Count && PercentWords.Contains(t[i + 1].Text, StringComparer.OrdinalIgnoreCase)) && Tokens.Number(t[i].Text, dutch, true) is { Decimals: 0, Value: <= CheckLimits.Number } n ? (n.Value, n.Assumed) : null;

    private static Mention? Number(List<Token> t, int i, bool dutch, Action<int, int, ReadingRule> notRead, out int end)
    {
        end = i + 1;
        decimal value;
        var (decimals, assumed, near) = (0, false, Near(t, i));
        decimal? step = null;
        if (t[i].Digits)
        {
            var scaled = i + 1 < t.Count && NumberWords.Scale(t[i + 1].Text) is not null;
            var percent = i + 1 < t.Count && PercentWords.Contains(t[i + 1].Text, StringComparer.OrdinalIgnoreCase);
            if (Tokens.Number(t[i].Text, dutch, !scaled && !percent) is not { } number)
            {
                notRead(i, i + 1, ReadingRule.TooLarge);
                return null;
            }

            (value, decimals, assumed) = number;
            if (percent)
                return decimals > 6 ? null : new(MentionKind.Percent, i, i + 2, value, decimals, Near: near, Assumed: assumed);
            if (scaled)
            {
                var scale = NumberWords.Scale(t[i + 1].Text)!.Value;
                if (value > CheckLimits.Number)
                    return null;
                var unit = (decimal)scale;
                for (var d = 0; d < decimals; d++)
                    unit /= 10;
                // "484 duizend" is never to the one, even when nothing says about.
                (value, step, near, end) = (value * scale, decimals > 0 ? unit : Share.Step(value, 0) * scale, near == Nearness.Exact ? Nearness.About : near, i + 2);
                if (value != decimal.Truncate(value) || step < 1)
                    return null;
            }
            else if (decimals > 0)
                return null;
        }
        else
        {
            if (!t[i].Word || NumberWords.Value(t[i].Text) is not { } words)
                return null;
            if (NumberWords.Scale(t[i].Text) is { } whole && i > 0)
            {
                // "enkele honderden" is no number; "een half miljoen" is.
                if (SmallWords.Vague.Contains(t[i - 1].Text))
                {
                    notRead(i - 1, i + 1, ReadingRule.Vague);
                    return null;
                }

                words = t[i - 1].Is("half") || t[i - 1].Is("halve") ? whole / 2 : t[i - 1].Is("anderhalf") ? whole * 3 / 2 : words;
            }

            value = words;
            if (i + 1 < t.Count && words < 100 && NumberWords.Scale(t[i + 1].Text) is { } scale)
            {
                (value, end) = (words * scale, i + 2);
                words *= scale;
            }

            if (i + 1 < t.Count && PercentWords.Contains(t[i + 1].Text, StringComparer.OrdinalIgnoreCase))
                return new(MentionKind.Percent, i, i + 2, value, Near: near);
            if (words >= 1000 && near == Nearness.Exact)
                near = Nearness.About;
        }

        return new(MentionKind.Count, i, end, value, Near: near, Step: step, Assumed: assumed);
    }

    /// <summary>"122 van de 140", "122 of the 140", "122 out of 140"; in words with at most 10 or with 100 it is a rough share.</summary>
    private static Mention? Ratio(List<Token> t, Mention m, bool dutch)
    {
        if (m.Kind != MentionKind.Count || m.To >= t.Count)
            return null;
        var i = m.To;
        // "een op de vijf", "1 in 5": also in digits it is never to the one.
        var oneIn = (t[i].Is("op") && i + 1 < t.Count && (t[i + 1].Is("de") || t[i + 1].Is("elke"))) || (t[i].Is("in") && !dutch);
        if (!(oneIn || t[i].Is("uit") || t[i].Is("out") || t[i].Is("van") || t[i].Is("of")))
            return null;
        i++;
        while (i < t.Count && (t[i].Is("of") || t[i].Is("de") || t[i].Is("the") || t[i].Is("alle") || t[i].Is("all") || t[i].Is("in") || t[i].Is("elke") || t[i].Is("every")))
            i++;
        if (i >= t.Count || Number(t, i, dutch, (_, _, _) => { }, out _) is not { Kind: MentionKind.Count } total)
            return null;
        if (total.Value is > 0 and (<= 10 or 20 or 100) && total.Value >= m.Value && (!t[m.From].Digits || oneIn || (total.Value == 10 && t[i].Digits is false)))
            return new(MentionKind.Rough, m.From, total.To, decimal.Round(100 * m.Value / total.Value), Near: m.Near == Nearness.Exact ? Nearness.About : m.Near, Step: 10);
        if (oneIn)
            return null;
        return t[i].Digits && t[m.From].Digits ? new(MentionKind.Ratio, m.From, total.To, m.Value, Total: total.Value, Near: m.Near, Step: m.Step, Assumed: m.Assumed || total.Assumed) : null;
    }

    /// <summary>"de helft", "drie kwart", "een vijfde van", "two thirds": a share, roughly.</summary>
    private static Mention? Fraction(List<Token> t, int i)
    {
        string Word(int at) => at < t.Count ? t[at].Text.ToUpperInvariant() : "";
        var (value, length) = (Word(i), Word(i + 1)) switch
        {
            ("DRIEKWART" or "DRIE-KWART" or "THREE-QUARTERS", _) => (75m, 1),
            ("TWEEDERDE" or "TWEE-DERDE" or "TWO-THIRDS", _) => (67m, 1),
            ("DE", "HELFT") => (50m, 2),
            ("HALF", "OF" or "THE") => (50m, 1),
            ("HALF", "DE" or "HET") => (50m, 1),
            _ => Parts(t, i),
        };
        return length == 0 ? null : new(MentionKind.Rough, i, i + length, value, Near: Near(t, i) is var near and not Nearness.Exact ? near : Nearness.About, Step: 10);
    }

    /// <summary>"een derde van": without what follows it can be the third of a row ("een derde keer").</summary>
    private static (decimal Value, int Length) Parts(List<Token> t, int i)
    {
        if (i + 1 >= t.Count || !t[i].Word || (t[i].Is("a") ? 1 : NumberWords.Value(t[i].Text)) is not (> 0 and < 10 and var count) || NumberWords.Part(t[i + 1].Text) is not { } part || count >= part)
            return (0, 0);
        var sure = count > 1 || t[i + 1].Is("kwart") || i + 2 == t.Count || t[i + 2].Is("van") || t[i + 2].Is("of") || t[i + 2].Is("deel") || t[i + 2].Is("part") || t[i + 2].Text is "," or ")" or "(" or "." or ";";
        return sure ? (decimal.Round(100m * count / part), 2) : (0, 0);
    }

    private static Nearness Near(List<Token> t, int i)
    {
        if (i > 0 && SmallWords.Near.TryGetValue(t[i - 1].Text, out var near))
            return near;
        if (i > 1 && t[i - 1].Is("kleine") && t[i - 2].Is("een"))
            return Nearness.Nearly;
        if (i < 2 || !(t[i - 1].Is("dan") || t[i - 1].Is("than")))
            return Nearness.Exact;
        var not = i > 2 && (t[i - 3].Is("niet") || t[i - 3].Is("no") || t[i - 3].Is("not"));
        return t[i - 2].Is("meer") || t[i - 2].Is("more") ? not ? Nearness.AtMost : Nearness.AtLeast
            : t[i - 2].Is("minder") || t[i - 2].Is("less") || t[i - 2].Is("fewer") ? not ? Nearness.AtLeast : Nearness.AtMost : Nearness.Exact;
    }

    /// <summary>"tussen de 1 en 25%", "1 tot 25".</summary>
    private static bool IsBetween(List<Token> t, int from, int to)
    {
        for (var i = Math.Max(0, from - 5); i < from; i++)
        {
            if (t[i].Is("tussen") || t[i].Is("between"))
                return true;
        }

        return (to + 1 < t.Count && (t[to].Is("tot") || t[to].Is("-") || t[to].Is("–")) && (t[to + 1].Digits || t[to + 1].Is("en") || t[to + 1].Is("de")))
            || (from > 1 && t[from].Digits && (t[from - 1].Is("tot") || t[from - 1].Is("-") || t[from - 1].Is("–") || (t[from - 1].Is("met") && t[from - 2].Is("en"))) && t.Take(from).Any(x => x.Digits));
    }

    /// <summary>Years, ages, dates, money and small numbers in words count nothing that a share is of.</summary>
    private static bool Counts(List<Token> t, Mention m)
    {
        if (!t[m.From].Digits && m.Value < 100)
            return false;
        if (t[m.From].Digits && m.To == m.From + 1 && t[m.From].Text.Length == 4 && m.Value is >= 1900 and <= 2100)
            return false;
        if (t[m.From].Digits && t[m.From].Text is ['0', _, ..])
            return false;
        if (m.To < t.Count && (SmallWords.NotCounted.Contains(t[m.To].Text) || t[m.To].Text is "/" or "€" or "°"))
            return false;
        var before = m.From - 1;
        while (before >= 0 && (t[before].Is(":") || SmallWords.Near.ContainsKey(t[before].Text)))
            before--;
        return before < 0 || !SmallWords.NotCountedAfter.Contains(t[before].Text);
    }
}
