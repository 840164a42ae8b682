namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>Reads figures in running Dutch or English by the rules of docs/figures-check.md. It guesses no meaning: a total that the text does not name is a total of its own.</summary>
public sealed partial class FigureReader
{
    private const int SentencesBack = 2;
    private readonly List<Reading> readings = [];
    private readonly List<NotRead> unused = [];
    private readonly List<ReadRelation> relations = [];
    private readonly List<Counted> counted = [];
    private readonly Dictionary<string, HashSet<string>> statedTotals = new(StringComparer.Ordinal);
    private readonly bool dutch;
    private string education = "";
    private string year = "";
    private string sentence = "";
    private int at;
    private List<Token> t = [];

    private FigureReader(bool dutch) => this.dutch = dutch;

    private sealed record Counted(string Name, string Head, int Sentence, bool IsTotal);

    private sealed record TotalOf(string? Name, ReadingRule Why, bool Certain);

    /// <summary>Reads.</summary>
    /// <param name="text">At most <see cref="CheckLimits.Characters"/>.</param>
    /// <param name="trouble">Null, or why it cannot be read: too long, or too many figures.</param>
    public static TextFigures? Read(string text, out string? trouble)
    {
        if (text.Length > CheckLimits.Characters)
        {
            trouble = $"the text: has more than {CheckLimits.Characters} characters; check it in parts.";
            return null;
        }

        var pieces = Pieces.Of(text);
        var words = pieces.SelectMany(s => s.Text.Split(' ', 200)).Take(20_000).ToList();
        var reader = new FigureReader(words.Count(SmallWords.Dutch.Contains) >= words.Count(SmallWords.English.Contains));
        foreach (var piece in pieces)
        {
            if (piece.Table is { } table)
                reader.ReadTable(table);
            else
                reader.Sentence(piece);
            if (reader.readings.Count > CheckLimits.Statements || reader.unused.Count > CheckLimits.Statements)
            {
                trouble = $"the text: has more than {CheckLimits.Statements} figures; check it in parts.";
                return null;
            }
        }

        trouble = null;
        return new(reader.dutch, reader.readings, reader.unused, pieces.Count) { Relations = reader.relations };
    }

    private void Sentence(Piece piece)
    {
        (sentence, t, at) = (piece.Text, Tokens.Of(piece.Text), at + 1);
        Scope();
        var mentions = Mentions.Of(t, dutch, (from, to, why) => unused.Add(new(Shown(), Quote(from, to), why)));
        var used = new bool[mentions.Count];
        var (start, startsAt) = Start(mentions, used, piece.Text[^1] == ':');
        (start, startsAt) = Lead(piece, start, startsAt);
        bases = Bases(piece, mentions, used, start, startsAt);
        var sentenceTotalUsed = false;
        for (var k = 0; k < mentions.Count; k++)
        {
            var m = mentions[k];
            if (used[k])
                continue;
            if (m.Kind is MentionKind.Count or MentionKind.Ratio)
            {
                var percent = PercentOf(mentions, used, k);
                if (All(m) && percent is null)
                    continue;
                Count(m, percent, start, startsAt, ref sentenceTotalUsed);
                continue;
            }

            if (m.Kind == MentionKind.Rough && k + 1 < mentions.Count && mentions[k + 1].Kind == MentionKind.Percent && InBrackets(mentions[k + 1]) && !used[k + 1])
            {
                unused.Add(new(Shown(), Quote(m.From, m.To), ReadingRule.SaidAgain));
                used[k + 1] = true;
                Add(mentions[k + 1], m, Phrase(m.To, true) ?? Start(start, startsAt, m) ?? Based(m) ?? Unnamed(), "");
                continue;
            }

            if (m.Kind == MentionKind.Percent && k + 1 < mentions.Count && mentions[k + 1].Kind == MentionKind.Count && mentions[k + 1].From == m.To + 1 && t[m.To].Text == "(" && m.Near == Nearness.Exact)
            {
                used[k + 1] = true;
                Count(mentions[k + 1], m, start, startsAt, ref sentenceTotalUsed);
                continue;
            }

            Add(m, m, Phrase(m.To, m.Kind == MentionKind.Rough) ?? BackWord(m) ?? Start(start, startsAt, m) ?? Based(m) ?? Unnamed(), "");
        }
    }

    private void Count(Mention m, Mention? percent, TotalOf? start, int startsAt, ref bool sentenceTotalUsed)
    {
        var phrase = NounPhrase.At(t, m.To);
        var own = percent is not null ? Phrase(percent.To, false) : null;
        if (m.Kind == MentionKind.Ratio)
        {
            var name = phrase.Name.Length > 0 ? Scoped(phrase.Name) : null;
            Add(percent, m, new(name, ReadingRule.NamedInPhrase, true), phrase.Head, (long)m.Total);
            if (name is not null)
                State(phrase.Head, name);
            return;
        }

        var total = own ?? Phrase(m.To, false) ?? BackWord(m);
        if (total is null && (percent is not null || !sentenceTotalUsed) && Start(start, startsAt, m) is { } s)
            total = s;
        sentenceTotalUsed |= total is not null;
        if (total is null && percent is not null)
            total = Based(percent) ?? SameNoun(phrase.Head) ?? Unnamed();
        Add(percent, m, total ?? new(null, ReadingRule.OnlyCount, true), phrase.Head);
    }

    /// <summary>The percentage in brackets behind a count, or behind a comma, or behind "=".</summary>
    private Mention? PercentOf(List<Mention> mentions, bool[] used, int k)
    {
        if (k + 1 >= mentions.Count || mentions[k + 1] is not { Kind: MentionKind.Percent, Near: Nearness.Exact } p || used[k + 1])
            return null;
        var between = t.GetRange(mentions[k].To, p.From - mentions[k].To);
        if (between.Count > 14 || between.Any(x => x.Text is ";" or ":" or ")"))
            return null;
        var attached = InBrackets(p) ? between.Count(x => x.Text == "(") == 1
            : between.Count > 0 && between.Count(x => x.Text == ",") == 1 && between[^1].Text == "," ? p.To < t.Count && (t[p.To].Is("van") || t[p.To].Is("of"))
            : between.Count is 1 or 2 && (between[^1].Text == "=" || between[^1].Is("is") || between[^1].Is("ofwel") || between[^1].Is("oftewel"));
        used[k + 1] = attached;
        return attached ? p : null;
    }

    private bool InBrackets(Mention p) => (p.From > 0 && t[p.From - 1].Text == "(") || (p.From > 1 && t[p.From - 2].Text == "(");

    /// <summary>"van alle X", "of the X", "van deze" behind a number; behind a rough share also the noun at once.</summary>
    private TotalOf? Phrase(int i, bool alsoNoun)
    {
        if (i < t.Count && t[i].Text == ")")
            i++;
        if (i >= t.Count)
            return null;
        if (t[i].Is("van") || t[i].Is("of"))
            i++;
        else if (!alsoNoun)
            return null;
        if (i >= t.Count || t[i].Digits)
            return null;
        var phrase = NounPhrase.At(t, i);
        return phrase.Demonstrative ? Back(phrase.Head, i) : phrase.Name.Length == 0 || Whole(phrase) ? null : Named(phrase, ReadingRule.NamedInPhrase);
    }

    private TotalOf Named(NounPhrase phrase, ReadingRule rule)
    {
        if (!phrase.Relative)
            return new(Scoped(phrase.Name), rule, true);
        var before = counted.LastOrDefault(c => c.Head == phrase.Head && at - c.Sentence <= SentencesBack && !c.IsTotal);
        return before is not null ? new(before.Name, ReadingRule.SameNounBefore, false) : new(Scoped(phrase.Name), rule, true);
    }

    /// <summary>"Van alle X ...", "Van de 140 X ...", "Van deze ..." with which the sentence begins.</summary>
    private (TotalOf?, int) Start(List<Mention> mentions, bool[] used, bool leads)
    {
        if (t.Count < 3 || !(t[0].Is("van") || t[0].Is("of")))
            return (null, 0);
        var i = 1;
        while (i < t.Count && SmallWords.Articles.Contains(t[i].Text))
            i++;
        if (mentions.Count > (leads ? 0 : 1) && mentions[0] is { Kind: MentionKind.Count, Near: Nearness.Exact } first && first.From == i && NounPhrase.At(t, first.To) is { Name.Length: > 0 } stated)
        {
            used[0] = true;
            var name = Scoped(stated.Name);
            State(stated.Head, name);
            readings.Add(new(new(Id(), Of: name, Total: (long)first.Value), Shown(), Quote(first.From, first.To), !first.Assumed, first.Assumed ? ReadingRule.ThousandsAssumed : ReadingRule.StatedTotal));
            return (new(name, ReadingRule.NamedAtStart, true), first.To);
        }

        var phrase = NounPhrase.At(t, 1);
        return phrase.Demonstrative ? (Back(phrase.Head, 0), 1) : phrase.Name.Length == 0 || i == 1 || Whole(phrase) ? (null, 0) : (Named(phrase, ReadingRule.NamedAtStart), i);
    }

    private static TotalOf? Start(TotalOf? start, int startsAt, Mention m) => start is not null && m.From >= startsAt ? start : null;

    /// <summary>"hiervan", "waarvan", ", van deze": before the number in the same sentence.</summary>
    private TotalOf? BackWord(Mention m)
    {
        for (var i = m.From - 1; i >= 0 && i >= m.From - 12; i--)
        {
            if (t[i].Text is ";" or ":" or ")")
                return null;
            if (SmallWords.Back.Contains(t[i].Text) || ((t[i].Is("van") || t[i].Is("of")) && i > 0 && t[i - 1].Text == "," && SmallWords.Demonstratives.Contains(t[i + 1].Text)))
                return Back("", i);
        }

        return null;
    }

    private TotalOf? Back(string head, int before)
    {
        var near = counted.Where(c => at - c.Sentence <= SentencesBack && (before > 0 || c.Sentence < at)).ToList();
        if (near.Count == 0)
            return null;
        // The nearest sentence with figures; in it the same noun goes first.
        near.RemoveAll(c => c.Sentence != near[^1].Sentence);
        var same = near.Where(c => head.Length > 0 && c.Head == head).ToList();
        var candidates = same.Count > 0 ? same : near;
        var last = candidates[^1];
        var alone = candidates.Count == 1;
        return new(last.Name, alone ? ReadingRule.RefersBack : ReadingRule.RefersBackToLast, alone);
    }

    private TotalOf? SameNoun(string head) =>
        statedTotals.TryGetValue($"{head}|{education}|{year}", out var names) && names.Count == 1 ? new(names.Single(), ReadingRule.SameNounTotal, false) : null;

    private static TotalOf Unnamed() => new(null, ReadingRule.NotNamed, false);

    private bool All(Mention m)
    {
        var i = m.From - 1;
        while (i > 0 && (t[i].Is("de") || t[i].Is("the")))
            i--;
        if (i < 0 || !(t[i].Is("alle") || t[i].Is("all") || t[i].Is("al")) || m.Near != Nearness.Exact || NounPhrase.At(t, m.To) is not { Name.Length: > 0 } phrase)
            return false;
        var name = Scoped(phrase.Name);
        State(phrase.Head, name);
        readings.Add(new(new(Id(), Of: name, Total: (long)m.Value), Shown(), Quote(i, m.To), !m.Assumed, m.Assumed ? ReadingRule.ThousandsAssumed : ReadingRule.StatedTotal));
        counted.Add(new(name, phrase.Head, at, true));
        return true;
    }

    private void Add(Mention? percent, Mention m, TotalOf total, string head, long? all = null)
    {
        var id = Id();
        var counts = m.Kind is MentionKind.Count or MentionKind.Ratio;
        var share = percent ?? (counts ? null : m);
        var assumed = m.Assumed || share?.Assumed == true;
        var statement = new Statement(
            id,
            counts ? (long)m.Value : null,
            total.Name == id ? null : total.Name,
            all,
            share?.Value,
            share?.Decimals ?? 0,
            counts ? m.Near : share!.Near,
            counts ? m.Step : share!.Step);
        var (from, to) = (Math.Min(m.From, share?.From ?? m.From), Math.Max(m.To, share?.To ?? m.To));
        readings.Add(new(statement, Shown(), Quote(from, to), total.Certain && !assumed, assumed && total.Certain ? ReadingRule.ThousandsAssumed : total.Why));
        counted.Add(new(id, head, at, false));
    }

    private void State(string head, string name)
    {
        if (!statedTotals.TryGetValue($"{head}|{education}|{year}", out var names))
            statedTotals[$"{head}|{education}|{year}"] = names = new(StringComparer.Ordinal);
        names.Add(name);
    }

    /// <summary>Figures of primary and secondary education, and of several years, are kept apart: the level and the year last named belong to the total. Years in brackets are of books.</summary>
    private void Scope()
    {
        for (var i = 0; i < t.Count; i++)
        {
            if (t[i].Text is ['1' or '2', '9' or '0', var c, var d, .. var more] && char.IsAsciiDigit(c) && char.IsAsciiDigit(d) && (more.Length == 0 || (more.Length is 3 or 5 && more[0] is '-' or '–' or '/' && more.Skip(1).All(char.IsAsciiDigit)))
                && (i == 0 || t[i - 1].Text != "("))
                year = t[i].Text[..4] + (more.Length == 0 ? "" : "-" + t[i].Text[..2] + more[^2..]);
            var next = i + 1 < t.Count ? t[i + 1].Text : "";
            if (SmallWords.Primary.Contains(t[i].Text) || (t[i].Is("primair") && next.StartsWith("onderwijs", StringComparison.OrdinalIgnoreCase)))
                education = dutch ? "primair onderwijs" : "primary education";
            else if (SmallWords.Secondary.Contains(t[i].Text) || (t[i].Is("voortgezet") && next.StartsWith("onderwijs", StringComparison.OrdinalIgnoreCase)))
                education = dutch ? "voortgezet onderwijs" : "secondary education";
        }
    }

    private string Scoped(string name)
    {
        var scope = string.Join(", ", new[] { education, year }.Where(s => s.Length > 0));
        return (name.Length > 140 ? name[..140] : name) + (scope.Length == 0 ? "" : $" ({scope})");
    }

    private string Id() => $"#{readings.Count + 1}";

    private string Shown() => sentence.Length > 1_000 ? sentence[..1_000] : sentence;

    private string Quote(int from, int to)
    {
        var (start, end) = (t[from].Start, t[Math.Min(to, t.Count) - 1].End);
        return sentence[start..Math.Min(end, start + 200)];
    }
}
