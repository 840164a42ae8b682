using System.Text;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>The encodings that class lists come in. Each throws on bytes that do not belong to it.</summary>
internal static class TextEncodings
{
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Encoding Utf16 { get; } = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);

    public static Encoding Utf16BigEndian { get; } = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>The Western Windows encoding; files that call themselves ISO 8859-1 nearly always mean this one.</summary>
    public static Encoding Windows1252 { get; } = Page(1252);

    /// <summary>The encoding that a byte order mark tells, with the length of the mark; null without a mark.</summary>
    public static (Encoding Encoding, int Length)? OfByteOrderMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8, 3),
        [0xFF, 0xFE, 0x00, 0x00, ..] or [0x00, 0x00, 0xFE, 0xFF, ..] =>
            throw new RefusedException(new Reason(ReasonCode.UnknownEncoding, "UTF-32")),
        [0xFF, 0xFE, ..] => (Utf16, 2),
        [0xFE, 0xFF, ..] => (Utf16BigEndian, 2),
        _ => null,
    };

    /// <summary>An encoding by the name in an XML declaration; null when we do not read it.</summary>
    public static Encoding? ByName(string name) => name.ToUpperInvariant() switch
    {
        "UTF-8" or "UTF8" or "US-ASCII" or "ASCII" => Utf8,
        "ISO-8859-1" or "ISO8859-1" or "LATIN1" or "WINDOWS-1252" or "CP1252" => Windows1252,
        "ISO-8859-15" => Page(28605),
        "WINDOWS-1250" => Page(1250),
        "WINDOWS-1254" or "ISO-8859-9" => Page(1254),
        // A program that wrote to a string first says UTF-16 about bytes that are UTF-8. Only bytes that can be read
        // one by one get here, so the bytes are right and the name is wrong.
        "UTF-16" or "UNICODE" => Utf8,
        _ => null,
    };

    private static Encoding Page(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page)!;
}
