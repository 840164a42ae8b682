namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>What a number counts or is a share of.</summary>
/// <param name="Name">The words without articles: the noun with what belongs to it and the first phrase behind it, such as "schoolvestigingen in werkgebied". In small letters; "" when there is none.</param>
/// <param name="Head">The noun itself.</param>
/// <param name="Relative">A clause follows that sets a part apart: "waarmee ...", "that ...".</param>
/// <param name="Demonstrative">It begins with "deze", "these", "same".</param>
internal sealed record NounPhrase(string Name, string Head, bool Relative, bool Demonstrative)
{
    private const int MostWords = 5;
    private static readonly NounPhrase None = new("", "", false, false);

    public static NounPhrase At(List<Token> t, int i)
    {
        List<string> words = [];
        var (head, demonstrative) = ("", false);
        for (; i < t.Count && (SmallWords.Articles.Contains(t[i].Text) || SmallWords.Demonstratives.Contains(t[i].Text)); i++)
            demonstrative |= SmallWords.Demonstratives.Contains(t[i].Text);
        for (; i < t.Count && words.Count < MostWords && Plain(t[i]); i++)
            words.Add(Lower(t[i]));
        if (words.Count == 0)
            return None with { Demonstrative = demonstrative };
        head = words[^1];
        if (i < t.Count && SmallWords.Relative.Contains(t[i].Text))
            return new(string.Join(' ', words.Concat(Clause(t, i, 3))), head, true, demonstrative);
        if (i < t.Count && SmallWords.Prepositions.Contains(t[i].Text))
        {
            List<string> more = [Lower(t[i++])];
            for (; i < t.Count && more.Count < 4 && (Plain(t[i]) || SmallWords.Articles.Contains(t[i].Text)); i++)
            {
                if (!SmallWords.Articles.Contains(t[i].Text))
                    more.Add(Lower(t[i]));
            }

            if (more.Count > 1 && more[1] is not ("totaal" or "total"))
                words.AddRange(more);
            // "in Nederland met een schoollocatie": another group than "in Nederland".
            if (i < t.Count && (SmallWords.Relative.Contains(t[i].Text) || t[i].Is("met") || t[i].Is("zonder") || t[i].Is("with") || t[i].Is("without")))
                words.AddRange(Clause(t, i, 3));
        }

        return new(string.Join(' ', words), head, false, demonstrative);
    }

    private static IEnumerable<string> Clause(List<Token> t, int i, int most) =>
        t.Skip(i).TakeWhile(x => x.Word).Where(x => !SmallWords.Articles.Contains(x.Text)).Take(most).Select(Lower);

    private static bool Plain(Token t) =>
        t.Word && !SmallWords.Prepositions.Contains(t.Text) && !SmallWords.Verbs.Contains(t.Text) && !SmallWords.Articles.Contains(t.Text) && !SmallWords.Back.Contains(t.Text) && !SmallWords.Near.ContainsKey(t.Text);

    private static string Lower(Token t) => (t.Text.Length > 35 ? t.Text[..35] : t.Text).ToLowerInvariant();
}
