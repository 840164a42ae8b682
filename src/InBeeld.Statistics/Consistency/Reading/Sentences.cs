using System.Text;

namespace InBeeld.Statistics.Consistency.Reading;

/// <summary>What a piece of a text is.</summary>
internal enum PieceKind
{
    Sentence,

    /// <summary>A short line by itself, without a mark at its end.</summary>
    Heading,

    /// <summary>A line of a list.</summary>
    Item,

    /// <summary>Rows and columns.</summary>
    Table,
}

/// <summary>A sentence, heading, line of a list, or table; of a table the text is that of its header.</summary>
internal sealed record Piece(string Text, PieceKind Kind, Table? Table = null);

/// <summary>Cuts a text into sentences: broken words and lines are joined, headings are sentences of their own.</summary>
internal static class Sentences
{
    private const int LongestHeading = 60;

    public static List<Piece> Of(string text)
    {
        List<Piece> sentences = [];
        var sentence = new StringBuilder();
        var (lineLength, ownLine) = (0, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' or '\r')
            {
                var next = i;
                var breaks = 0;
                while (next < text.Length && char.IsWhiteSpace(text[next]))
                    breaks += text[next++] == '\n' ? 1 : 0;
                var after = next < text.Length ? text[next] : '\0';
                Trim(sentence);
                if (sentence.Length > 1 && sentence[^1] == '-' && breaks == 1 && char.IsLetter(sentence[^2]) && char.IsLower(after))
                    sentence.Length--;
                else if (!(sentence.Length > 1 && sentence[^1] == '-' && char.IsDigit(sentence[^2]) && char.IsDigit(after)))
                {
                    // A heading of Markdown is one line; a line of a list ends at an empty line.
                    var ends = ownLine && sentence.Length > 1 && (sentence[0] == '#' || (breaks > 1 && sentence[0] is '-' or '*' or '•' or '–'));
                    if (ends || (char.IsUpper(after) && (breaks > 1 || lineLength < LongestHeading) && Closed(sentence, lineLength)) || after is '-' or '*' or '#' or '•' or '|' || (after == '–' && next + 1 < text.Length && text[next + 1] == ' '))
                    {
                        Close(sentences, sentence, ownLine);
                        ownLine = true;
                    }
                    else
                    {
                        ownLine |= sentence.Length == 0;
                        sentence.Append(' ');
                    }
                }

                (i, lineLength) = (next - 1, 0);
                continue;
            }

            lineLength++;
            sentence.Append(char.IsWhiteSpace(c) && c is not ('\u00A0' or '\u202F') ? ' ' : c);
            if (c is '.' or '!' or '?' && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]) && NextStarts(text, i + 1) && !Abbreviation(sentence))
            {
                Close(sentences, sentence, ownLine);
                ownLine = false;
            }
        }

        Close(sentences, sentence, ownLine);
        return sentences;
    }

    /// <summary>A line that ends here can be a heading: it does not end in a small word.</summary>
    private static bool Closed(StringBuilder sentence, int lineLength)
    {
        if (sentence.Length == 0)
            return true;
        var from = sentence.Length;
        while (from > 0 && char.IsLetter(sentence[from - 1]))
            from--;
        var last = sentence.ToString(from, sentence.Length - from);
        return lineLength < LongestHeading && sentence[^1] is not (',' or '-' or '(' or ';') && !SmallWords.OpenEnds.Contains(last);
    }

    private static bool NextStarts(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '"' or '“' or '(' or '*' or '\''))
            at++;
        return at == text.Length || char.IsUpper(text[at]) || char.IsDigit(text[at]);
    }

    private static bool Abbreviation(StringBuilder s)
    {
        var end = s.Length - 1;
        var from = end;
        while (from > 0 && s[from - 1] != ' ')
            from--;
        return s.ToString(from, end - from).Trim('(') is "ca" or "bijv" or "o.a" or "resp" or "nr" or "e.g" or "approx" or "circ" or "max" or "min" or "A" or "S";
    }

    private static void Trim(StringBuilder s)
    {
        while (s.Length > 0 && s[^1] == ' ')
            s.Length--;
    }

    /// <param name="sentences">So far.</param>
    /// <param name="sentence">What ends here.</param>
    /// <param name="ownLine">It began at the beginning of a line.</param>
    private static void Close(List<Piece> sentences, StringBuilder sentence, bool ownLine)
    {
        var done = string.Join(' ', sentence.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        sentence.Clear();
        if (done.Length == 0)
            return;
        var kind = done[0] == '#' && ownLine ? PieceKind.Heading
            : ownLine && done.Length > 1 && (done[0] == '•' || (done[0] is '-' or '*' or '–' && done[1] == ' ')) ? PieceKind.Item
            : ownLine && done.Length <= 2 * LongestHeading && done[^1] is not ('.' or '!' or '?' or ':' or ';' or ',') ? PieceKind.Heading
            : PieceKind.Sentence;
        sentences.Add(new(done, kind));
    }
}
