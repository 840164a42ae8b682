using System.Text;
using InBeeld.Capabilities.Places.Rooms.Model;
using InBeeld.Kernel;

namespace InBeeld.Capabilities.Places.Rooms.Import;

/// <summary>The file cannot be read; the refusal says why. The only exception that a reader throws.</summary>
internal sealed class RoomFileException(string sentence, params object[] args) : Exception(sentence)
{
    public Refusal Refusal { get; } = new("Upload", sentence, args);
}

/// <summary>A line of a table of seats that could not be read, and why.</summary>
/// <param name="Row">Counted in the file, from 1; the heading is a row too.</param>
/// <param name="Field">As the heading calls it.</param>
/// <param name="Line">The line itself, so that nothing is lost.</param>
internal sealed record RowProblem(int Row, string Field, Refusal Reason, string Line);

/// <summary>What was read: a room, and the lines that could not be.</summary>
/// <param name="Heading">The heading of the table, to read its lines again.</param>
/// <param name="Skipped">Parts of a drawing that mean nothing here.</param>
internal sealed record ReadRoom(RoomDraft Draft, string Kind, IReadOnlyList<RowProblem> Problems, string Heading = "", int Skipped = 0);

/// <summary>Reads a table of seats (CSV) or a drawing (SVG, DXF). What it is, is seen in what stands in it.</summary>
internal static class RoomFile
{
    public const int MostMegabytes = 5;
    public const int MostBytes = MostMegabytes * 1024 * 1024;

    /// <exception cref="RoomFileException">It is none of these, too large, or broken.</exception>
    public static ReadRoom Read(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            throw new RoomFileException("Kies een bestand dat niet leeg is.");
        }

        if (bytes.Length > MostBytes)
        {
            throw new RoomFileException("Dit bestand is groter dan {0} MB.", MostMegabytes);
        }

        return Read(Decode(bytes));
    }

    public static ReadRoom Read(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("%PDF") || start.StartsWith("PK\u0003\u0004") || start.StartsWith("AutoCAD Binary") || start.StartsWith("AC10") || text.Contains('\0', StringComparison.Ordinal))
        {
            throw new RoomFileException("Dit bestand lezen wij niet. Bewaar het als CSV, SVG of DXF in tekst.");
        }

        if (start.StartsWith("<"))
        {
            return SvgRoom.Read(text);
        }

        return DxfRoom.Looks(text) ? DxfRoom.Read(text) : SeatTable.Read(text);
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return bytes switch
            {
                [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
                [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
                [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(false, true).GetString(bytes, 3, bytes.Length - 3),
                _ => new UTF8Encoding(false, true).GetString(bytes),
            };
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8: an older program of Windows wrote it.
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
