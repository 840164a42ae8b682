namespace InBeeld.Capabilities.Pupils.ImportClassList.Preview;

/// <summary>What reads a file: the reader of EDEXML, or that of tables (CSV, XLSX).</summary>
internal enum FileSort
{
    Edexml,
    Table,
}

internal static class FileSorts
{
    /// <summary>By its first bytes, never by its name: XML begins with a sign that no table begins with. The stream stands at its beginning again.</summary>
    public static async Task<FileSort> OfAsync(Stream file, CancellationToken ct)
    {
        var bytes = new byte[256];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        file.Position = 0;
        // Byte order marks, the empty halves of UTF-16 and blank space stand before it.
        var first = bytes.AsSpan(0, length).IndexOfAnyExcept((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']);
        return first >= 0 && bytes[first] == (byte)'<' ? FileSort.Edexml : FileSort.Table;
    }
}
