using System.Buffers;
using System.Text;
using System.Text.Unicode;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.People.ImportOpenData.Reading;

/// <summary>
/// A file of open data as text. Looks through the whole file once, before anything is read: not too large, no binary,
/// and in which encoding (byte order mark, else UTF-8 when every byte fits, else windows-1252, which DUO publishes in).
/// </summary>
internal static class OpenDataText
{
    public const long MostBytes = 200L * 1024 * 1024;

    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \r\n\t;,"u8);

    static OpenDataText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Windows1252 => Encoding.GetEncoding(1252);

    /// <param name="stream">Seekable; stands at its first byte afterwards.</param>
    /// <returns>The encoding, or the refusal of a file that is empty, too large or no text.</returns>
    public static Outcome<Encoding> Inspect(Stream stream)
    {
        if (stream.Length > MostBytes)
        {
            return Refusal.Of("Het bestand is groter dan {0} MB.", MostBytes / 1024 / 1024);
        }

        stream.Position = 0;
        var found = Look(stream);
        stream.Position = 0;
        return found;
    }

    private static Outcome<Encoding> Look(Stream stream)
    {
        var buffer = new byte[128 * 1024];
        var kept = 0;
        var first = true;
        var utf8 = true;
        var anything = false;
        Encoding? marked = null;
        while (true)
        {
            var got = stream.ReadAtLeast(buffer.AsSpan(kept), 1, throwOnEndOfStream: false);
            var bytes = buffer.AsSpan(0, kept + got);
            if (first)
            {
                if (NotText(bytes) is { } refusal)
                {
                    return refusal;
                }

                marked = Marked(bytes);
                first = false;
            }

            // Two bytes a letter: half of them nought, so nothing more can be said of the bytes.
            if (marked is UnicodeEncoding)
            {
                return marked;
            }

            if (bytes.Contains((byte)0))
            {
                return Refusal.Of("Dit is geen tekstbestand. Kies het csv-bestand zoals DUO of het CBS het publiceert.");
            }

            anything |= bytes.ContainsAnyExcept(Separators) && !(marked is not null && bytes.Length <= 3);
            if (got == 0)
            {
                utf8 &= kept == 0;
                break;
            }

            kept = utf8 ? Left(bytes, ref utf8) : 0;
            bytes[^kept..].CopyTo(buffer);
        }

        return !anything ? Refusal.Of("Het bestand is leeg.") : marked ?? (utf8 ? new UTF8Encoding(false) : Windows1252);
    }

    // How many bytes at the end may be the begin of a letter that goes on in the next piece.
    private static int Left(ReadOnlySpan<byte> bytes, ref bool utf8)
    {
        for (var cut = 0; cut <= Math.Min(3, bytes.Length); cut++)
        {
            if (Utf8.IsValid(bytes[..^cut]))
            {
                return cut;
            }
        }

        utf8 = false;
        return 0;
    }

    private static Encoding? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(true),
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static Refusal? NotText(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.TrimStart(" \r\n\t"u8);
        return start switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => Refusal.Of("Dit is een Excel- of zipbestand. Kies het csv-bestand."),
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => Refusal.Of("Dit is een pdf. Kies het csv-bestand."),
            [(byte)'<', ..] => Refusal.Of("Dit is een webpagina of xml-bestand. Kies het csv-bestand."),
            _ => null,
        };
    }
}
