using InBeeld.Statistics.Consistency.Reading;

namespace InBeeld.Capabilities.Figures.CheckText;

/// <summary>The part of a sentence around the number.</summary>
internal static class Excerpt
{
    private const int Around = 140;

    public static string Of(Reading r) => Of(r.Sentence, r.Quote);

    public static string Of(NotRead n) => Of(n.Sentence, n.Quote);

    private static string Of(string sentence, string quote)
    {
        if (sentence.Length <= 3 * Around)
        {
            return sentence;
        }

        var at = Math.Max(0, sentence.IndexOf(quote, StringComparison.Ordinal));
        var (from, to) = (Math.Max(0, at - Around), Math.Min(sentence.Length, at + quote.Length + Around));
        while (from > 0 && sentence[from - 1] != ' ')
        {
            from--;
        }

        while (to < sentence.Length && sentence[to] != ' ')
        {
            to++;
        }

        return (from > 0 ? "… " : "") + sentence[from..to] + (to < sentence.Length ? " …" : "");
    }
}
