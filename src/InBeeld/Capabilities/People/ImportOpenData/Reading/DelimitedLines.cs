using System.Text;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>One line of a file: its number (the first is 1) and its fields; <c>TooLong</c>: skipped, because no table has such a line.</summary>
internal readonly record struct DelimitedLine(long Number, IReadOnlyList<string> Fields, bool TooLong)
{
    public bool Blank => !TooLong && Fields.All(string.IsNullOrWhiteSpace);
}

/// <summary>
/// Lines of a delimited file, one at a time. A field may stand in quotes (doubled inside); a quote that is not closed on its
/// line is read as a letter, so that one stray quote cannot swallow the rest of the file. Never throws on what is in the file.
/// </summary>
internal sealed class DelimitedLines(Stream stream, Encoding encoding)
{
    public const int LongestLine = 64 * 1024;

    private static readonly char[] Delimiters = [';', '\t', ',', '|'];

    private readonly Decoder decoder = encoding.GetDecoder();
    private readonly StringBuilder line = new();
    private readonly byte[] bytes = new byte[64 * 1024];
    private readonly char[] buffer = new char[encoding.GetMaxCharCount(64 * 1024)];
    private int at;
    private int filled;
    private bool afterReturn;
    private long number;
    private char delimiter;

    /// <summary>The header decides the delimiter, so it is read first.</summary>
    public DelimitedLine? Header()
    {
        while (NextText(out var tooLong) is { } text)
        {
            if (tooLong || text.Length == 0 || string.IsNullOrWhiteSpace(text))
            {
                if (tooLong)
                {
                    return new DelimitedLine(number, [], true);
                }

                continue;
            }

            delimiter = Delimiters.MaxBy(d => text.Count(c => c == d));
            return new DelimitedLine(number, Split(text.TrimStart('\uFEFF'), delimiter), false);
        }

        return null;
    }

    /// <summary>The lines after the header, without blank ones.</summary>
    public IEnumerable<DelimitedLine> Rest()
    {
        while (NextText(out var tooLong) is { } text)
        {
            var next = new DelimitedLine(number, tooLong ? [] : Split(text, delimiter), tooLong);
            if (!next.Blank)
            {
                yield return next;
            }
        }
    }

    internal static List<string> Split(string text, char delimiter)
    {
        var fields = new List<string>(32);
        var start = 0;
        while (start <= text.Length)
        {
            if (start < text.Length && text[start] == '"' && Quoted(text, start, delimiter) is var (value, after))
            {
                fields.Add(value);
                start = after + 1;
                continue;
            }

            var end = text.IndexOf(delimiter, start);
            end = end < 0 ? text.Length : end;
            fields.Add(text[start..end]);
            start = end + 1;
        }

        return fields;
    }

    // A closing quote is one before a delimiter or the end; otherwise the field is not a quoted one.
    private static (string Value, int After)? Quoted(string text, int start, char delimiter)
    {
        var value = new StringBuilder();
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] != '"')
            {
                value.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '"')
            {
                value.Append('"');
                i++;
            }
            else
            {
                return i + 1 == text.Length || text[i + 1] == delimiter ? (value.ToString(), i + 1) : null;
            }
        }

        return null;
    }

    private string? NextText(out bool tooLong)
    {
        line.Clear();
        tooLong = false;
        var any = false;
        while (at < filled || Fill())
        {
            var letter = buffer[at++];
            if (letter == '\n' && afterReturn)
            {
                afterReturn = false;
                continue;
            }

            afterReturn = letter == '\r';
            any = true;
            if (letter is '\r' or '\n')
            {
                number++;
                return line.ToString();
            }

            if (line.Length < LongestLine)
            {
                line.Append(letter);
            }
            else
            {
                tooLong = true;
            }
        }

        if (!any)
        {
            return null;
        }

        number++;
        return line.ToString();
    }

    private bool Fill()
    {
        at = 0;
        int got;
        do
        {
            got = stream.Read(bytes);
            filled = decoder.GetChars(bytes.AsSpan(0, got), buffer, flush: got == 0);
        }
        while (filled == 0 && got > 0);

        return filled > 0;
    }
}
