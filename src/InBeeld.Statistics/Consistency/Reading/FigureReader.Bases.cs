namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>Totals that stand beside percentages or above them: "(N = 102)", the line above a list, a heading.</summary>
public sealed partial class FigureReader
{
    /// <summary>Of the list that is being read; null: the line above it names no total.</summary>
    private TotalOf? lead;

    /// <summary>Of the heading that was last read.</summary>
    private TotalOf? section;

    /// <summary>Per percentage in this sentence.</summary>
    private Dictionary<Mention, TotalOf> bases = [];
    private int lists;

    private TotalOf? Based(Mention m) => bases.GetValueOrDefault(m) ?? section;

    /// <summary>The line above a list hands its total on to the lines of the list; any other piece ends that.</summary>
    private (TotalOf?, int) Lead(Piece piece, TotalOf? start, int startsAt)
    {
        if (piece.Kind == PieceKind.Item)
        {
            // "- Van de scholen ..." has a total of its own.
            return lead is null || start is not null ? (start, startsAt) : (lead, 0);
        }

        lead = piece.Kind == PieceKind.Heading || piece.Text[^1] == ':' ? start is not null ? start with { Why = ReadingRule.LeadIn } : OfAll() : null;
        return (start, startsAt);
    }

    /// <summary>"(percentage van alle scholen):", "% van het totaal:".</summary>
    private TotalOf? OfAll()
    {
        for (var i = 1; i + 1 < t.Count; i++)
        {
            if (!(t[i].Is("van") || t[i].Is("of")))
                continue;
            var share = t[i - 1].Text == "%" || t[i - 1].Is("percentage") || t[i - 1].Is("procent") || t[i - 1].Is("percent") || t[i - 1].Is("aandeel") || t[i - 1].Is("share");
            if ((!share && !t[i + 1].Is("alle") && !t[i + 1].Is("all")) || NounPhrase.At(t, i + 1) is not { Name.Length: > 0, Demonstrative: false } phrase)
                continue;
            // One total for this list, that nobody named.
            return Whole(phrase) ? new($"{phrase.Name} ({++lists})", ReadingRule.LeadIn, false) : Named(phrase, ReadingRule.LeadIn);
        }

        return null;
    }

    /// <summary>"het totaal" is not the name of one total: every table and sentence has another.</summary>
    private static bool Whole(NounPhrase phrase) => phrase.Name is "totaal" or "total" or "geheel" or "whole" or "totale aantal" or "total number";

    /// <summary>
    /// "N = 102", "n: 102 van 140". One of them is the total of the percentages in its sentence of which the text names no total, or states the one total that they have; several with a capital, each behind its
    /// percentage, are each of that one. Otherwise it is a statement of its own: a small n behind a percentage can be the count.
    /// </summary>
    private Dictionary<Mention, TotalOf> Bases(Piece piece, List<Mention> mentions, bool[] used, TotalOf? start, int startsAt)
    {
        Dictionary<Mention, TotalOf> of = [];
        if (piece.Kind == PieceKind.Heading)
            section = null;
        var stated = mentions.Where(m => m.Kind == MentionKind.Base).ToList();
        if (stated.Count == 0)
            return of;
        for (var k = 0; k < mentions.Count; k++)
            used[k] |= mentions[k].Kind == MentionKind.Base;
        var shares = mentions.Where(m => m.Kind is MentionKind.Percent or MentionKind.Rough).ToList();
        var names = shares.Select(m => (Phrase(m.To, m.Kind == MentionKind.Rough) ?? BackWord(m) ?? Start(start, startsAt, m))?.Name).ToList();
        var capital = stated.All(m => t[m.From].Text == "N");
        if (stated.Count > 1)
        {
            var pairs = capital && shares.Count == stated.Count && !shares.Where((s, i) => s.To > stated[i].From || (i > 0 && stated[i - 1].To > s.From)).Any();
            for (var i = 0; i < stated.Count; i++)
            {
                var id = Base(stated[i], null);
                if (pairs && names[i] is null)
                    of[shares[i]] = new(id, ReadingRule.StatedBase, true);
            }

            return of;
        }

        // A heading or a line above a list: "Van de bibliotheken (N = 138)".
        if (shares.Count == 0)
            names.Add(start?.Name);
        var named = names.OfType<string>().Distinct().ToList();
        var one = named.Count == 1 && names.All(n => n is not null) && named[0][0] != '#' && stated[0].Total == 0 && capital ? named[0] : null;
        var total = Base(stated[0], one);
        if (piece.Kind == PieceKind.Heading)
            section = new(one ?? total, ReadingRule.HeadingBase, false);
        if (shares.Count > 0 && named.Count == 0)
        {
            foreach (var s in shares)
                of[s] = new(total, ReadingRule.StatedBase, capital);
        }

        return of;
    }

    private string Base(Mention m, string? name)
    {
        var id = Id();
        var statement = m.Total > 0 ? new Statement(id, (long)m.Value, Total: (long)m.Total) : new Statement(id, Of: name, Total: (long)m.Value);
        readings.Add(new(statement, Shown(), Quote(m.From, m.To), !m.Assumed, m.Assumed ? ReadingRule.ThousandsAssumed : name is null && m.Total > 0 ? ReadingRule.NamedInPhrase : ReadingRule.StatedTotal));
        return id;
    }
}
