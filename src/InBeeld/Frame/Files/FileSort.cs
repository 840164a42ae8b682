using System.Text;

namespace InBeeld.Frames.Files;

/// <summary>What a file is by its first bytes; its name says nothing. Only what can be shown without running anything.</summary>
internal static class FileSort
{
    public const int Most = 5 * 1024 * 1024;

    /// <returns>The media type, or null for what is not taken.</returns>
    public static string? Of(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF-"u8))
        {
            return "application/pdf";
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return "image/jpeg";
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return "image/png";
        }

        return IsText(content) ? "text/plain" : null;
    }

    /// <summary>The end of a name that fits; a file that says it is something else is refused.</summary>
    public static bool Fits(string name, string mediaType) => (mediaType, Path.GetExtension(name).ToLowerInvariant()) is ("application/pdf", ".pdf") or ("image/jpeg", ".jpg" or ".jpeg") or ("image/png", ".png") or ("text/plain", ".txt");

    /// <summary>A name without a path and without signs that no folder takes.</summary>
    public static string Name(string given)
    {
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new string([.. name.Where(c => !char.IsControl(c) && !"<>:\"|?*".Contains(c, StringComparison.Ordinal))]).Trim();
        var end = Path.GetExtension(clean);
        return clean.Length <= 200 ? clean : clean[..(200 - end.Length)] + end;
    }

    // Markup is text too; it is sent as a download, never shown.
    private static bool IsText(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content.Contains((byte)0))
        {
            return false;
        }

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
            return text.All(c => !char.IsControl(c) || c is '\r' or '\n' or '\t');
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
