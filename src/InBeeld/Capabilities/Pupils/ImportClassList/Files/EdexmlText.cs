using System.Text;
using System.Text.RegularExpressions;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>
/// The characters of an XML file on their way to the parser. Refuses what the parser would keep in memory as a whole or
/// would have to trust: a DTD (before the parser sees it, so no entity is ever declared), a tag or a CDATA section
/// without end. Ordinary text needs no limit here: the parser hands it on in pieces.
/// </summary>
internal sealed partial class EdexmlText(TextReader inner, Reason onWrongBytes) : TextReader
{
    private const int MaxTag = 64 * 1024;
    private const int MaxCData = 8 * 1024 * 1024;

    private Place place;
    private char previous;
    private int length;
    private int run;
    private int line = 1;

    private enum Place
    {
        Text,
        Opened,
        Declaration,
        Tag,
        InSingleQuotes,
        InDoubleQuotes,
        Comment,
        CData,
        Instruction,
    }

    /// <summary>Characters of an XML file from its beginning, in the encoding that its mark or declaration tells.</summary>
    /// <exception cref="RefusedException">The file is empty or in an encoding that we do not read.</exception>
    public static EdexmlText Open(Stream stream)
    {
        stream.Position = 0;
        var start = new byte[1024];
        var count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var (encoding, mark) = Detect(start.AsSpan(0, count));
        stream.Position = mark;
        var looksLikeXml = start.AsSpan(mark, count - mark).TrimStart(" \t\r\n\0"u8) is [(byte)'<', ..];
        return new EdexmlText(
            new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true),
            looksLikeXml ? new Reason(ReasonCode.WrongEncoding, encoding.WebName) : new Reason(ReasonCode.NoXml));
    }

    public override int Peek() => inner.Peek();

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        int count;
        try
        {
            count = inner.Read(buffer);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException(onWrongBytes);
        }

        foreach (var c in buffer[..count])
        {
            Watch(c);
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static (Encoding Encoding, int Mark) Detect(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            throw new RefusedException(new Reason(ReasonCode.EmptyFile));
        }

        if (TextEncodings.OfByteOrderMark(start) is { } marked)
        {
            return marked;
        }

        if (start is [(byte)'<', 0, ..])
        {
            return (TextEncodings.Utf16, 0);
        }

        if (start is [0, (byte)'<', ..])
        {
            return (TextEncodings.Utf16BigEndian, 0);
        }

        var declared = DeclaredEncoding().Match(Encoding.Latin1.GetString(start));
        if (!declared.Success)
        {
            return (TextEncodings.Utf8, 0);
        }

        var name = declared.Groups["name"].Value;
        return (TextEncodings.ByName(name) ?? throw new RefusedException(new Reason(ReasonCode.UnknownEncoding, name)), 0);
    }

    private void Watch(char c)
    {
        line += c == '\n' ? 1 : 0;
        switch (place)
        {
            case Place.Text:
                if (c == '<')
                {
                    Enter(Place.Opened);
                }

                break;
            case Place.Opened:
                Enter(c switch { '!' => Place.Declaration, '?' => Place.Instruction, '>' => Place.Text, _ => Place.Tag });
                break;
            case Place.Declaration:
                Declaration(c);
                break;
            case Place.Tag:
                Grow(MaxTag);
                place = c switch { '>' => Place.Text, '\'' => Place.InSingleQuotes, '"' => Place.InDoubleQuotes, _ => place };
                break;
            case Place.InSingleQuotes:
            case Place.InDoubleQuotes:
                Grow(MaxTag);
                place = c == (place == Place.InSingleQuotes ? '\'' : '"') ? Place.Tag : place;
                break;
            case Place.Comment:
                Until('-', c);
                break;
            case Place.CData:
                Grow(MaxCData);
                Until(']', c);
                break;
            case Place.Instruction:
                place = previous == '?' && c == '>' ? Place.Text : place;
                break;
        }

        previous = c;
    }

    // Behind "<!": "--" is a comment, "[CDATA[" is text, "DOCTYPE" is a DTD. Anything else is no XML; the parser says so.
    private void Declaration(char c)
    {
        length++;
        if (length == 1 && c is 'D' or 'd')
        {
            throw new RefusedException(new Reason(ReasonCode.HasDtd));
        }

        if (length == 2 && c == '-' && previous == '-')
        {
            Enter(Place.Comment);
        }
        else if (length == 7 && c == '[')
        {
            Enter(Place.CData);
        }
        else if (c == '>' || length > 7)
        {
            Enter(Place.Text);
        }
    }

    private void Until(char twice, char c)
    {
        if (c == '>' && run >= 2)
        {
            Enter(Place.Text);
        }

        run = c == twice ? run + 1 : 0;
    }

    private void Enter(Place next)
    {
        place = next;
        length = 0;
        run = 0;
    }

    private void Grow(int limit)
    {
        if (++length > limit)
        {
            throw new RefusedException(new Reason(ReasonCode.PieceTooLong, line));
        }
    }

    [GeneratedRegex(@"^<\?xml\s[^>]*?encoding\s*=\s*[""'](?<name>[A-Za-z0-9._:-]{1,40})[""']", RegexOptions.CultureInvariant)]
    private static partial Regex DeclaredEncoding();
}
