using System.Text;
using CsvHelper;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>CSV as schools export it: any of four delimiters, three encodings, quotes around what needs them.</summary>
internal static class CsvTable
{
    // In the order of preference when two fit equally well: Dutch programs write semicolons.
    private static readonly char[] Delimiters = [';', '\t', ',', '|'];

    // Programs fill rows up with empty cells, at most to the width of a sheet.
    private const int ColumnsOfExcel = 16_384;

    /// <exception cref="RefusedException">The content is no usable table.</exception>
    public static Table Read(byte[] bytes, TableLimits limits, CancellationToken cancel)
    {
        var (text, encoding) = Decode(bytes);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new RefusedException(new Reason(ReasonCode.EmptyFile));
        }

        RefuseOtherFormats(text);
        var (delimiter, from, linesBefore) = Announced(text) ?? (Guess(text), 0, 0);
        var builder = new TableBuilder(limits, padShortRows: false);
        int? open = null;
        using var csv = CsvReader.FromText(text[from..], new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            Mode = CsvMode.Rfc4180,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => open = LeavesQuoteOpen(record.RawRecord, delimiter) ? LineOf(record.LineNumber) : open,
        });
        int LineOf(long line) => (int)line + linesBefore;
        while (csv.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (open is not null)
            {
                break;
            }

            if (csv.FieldCount > ColumnsOfExcel)
            {
                throw new RefusedException(new Reason(ReasonCode.TooManyColumns, limits.MaxColumns));
            }

            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = csv.GetString(i);
            }

            builder.Add(LineOf(csv.LineNumber), cells);
        }

        if (open is { } start)
        {
            throw new RefusedException(new Reason(ReasonCode.OpenQuote, start));
        }

        var (headers, rows, rejected) = builder.Finish();
        return new Table(TableKind.Csv, headers, rows, rejected) { Delimiter = delimiter, Encoding = encoding };
    }

    // Bytes that are valid UTF-8 are UTF-8: text in windows-1252 with any letter beyond ASCII never is, but by chance.
    private static (string Text, string Encoding) Decode(byte[] bytes)
    {
        var (encoding, mark) = TextEncodings.OfByteOrderMark(bytes) ?? (TextEncodings.Utf8, 0);
        try
        {
            return (encoding.GetString(bytes.AsSpan(mark)), encoding.WebName);
        }
        catch (DecoderFallbackException) when (mark == 0)
        {
            return (TextEncodings.Windows1252.GetString(bytes), TextEncodings.Windows1252.WebName);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException(new Reason(ReasonCode.WrongEncoding, encoding.WebName));
        }
    }

    private static void RefuseOtherFormats(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 1000)).TrimStart();
        if (start.StartsWith("<?xml") || start.StartsWith("<EDEX", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(new Reason(ReasonCode.IsEdexml));
        }

        // Zero bytes stand in pictures and programs, never in a table; a web page is sometimes called .xls.
        if (start is ['<', ..] || start.StartsWith("%PDF") || start.StartsWith("{\\rtf") || text.Contains('\0', StringComparison.Ordinal))
        {
            throw new RefusedException(new Reason(ReasonCode.NoTable));
        }
    }

    /// <summary>Excel reads a first line such as "sep=;" as an instruction, and some programs write it.</summary>
    private static (char Delimiter, int From, int Lines)? Announced(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = (end < 0 ? text : text[..end]).Trim(' ', '"');
        if (end < 0 || first.Length != 5 || !first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || !Delimiters.Contains(first[4]))
        {
            return null;
        }

        var from = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        return (first[4], from, 1);
    }

    /// <summary>The delimiter that cuts the first records into the same number of cells, most of all; comma and semicolon alike.</summary>
    private static char Guess(string text)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, 64 * 1024));
        var best = (Delimiter: ';', Score: 0.0);
        foreach (var delimiter in Delimiters)
        {
            var cells = CellCounts(sample, delimiter);
            var usual = cells.GroupBy(count => count).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
            var score = usual.Key == 1 ? 0 : (double)usual.Count() / cells.Count * (2 - (1.0 / usual.Key));
            best = score > best.Score + 0.001 ? (delimiter, score) : best;
        }

        return best.Delimiter;
    }

    private static List<int> CellCounts(ReadOnlySpan<char> sample, char delimiter)
    {
        var counts = new List<int>();
        var cells = 1;
        var quoted = false;
        var any = false;
        foreach (var c in sample)
        {
            quoted ^= c == '"';
            if (quoted || c is not ('\n' or '\r'))
            {
                any |= !char.IsWhiteSpace(c);
                cells += c == delimiter && !quoted ? 1 : 0;
                continue;
            }

            if (any)
            {
                counts.Add(cells);
            }

            (cells, any) = (1, false);
            if (counts.Count == 50)
            {
                return counts;
            }
        }

        if (any || counts.Count == 0)
        {
            counts.Add(cells);
        }

        return counts;
    }

    /// <summary>
    /// A quote that opens a cell and is never closed swallows the rest of the file. Only a quote at the start of a cell
    /// opens it; one in the middle is text.
    /// </summary>
    private static bool LeavesQuoteOpen(string record, char delimiter)
    {
        var atStart = true;
        var quoted = false;
        for (var i = 0; i < record.Length; i++)
        {
            var c = record[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < record.Length && record[i + 1] == '"')
                {
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
            }
            else
            {
                quoted = c == '"' && atStart;
                atStart = c == delimiter;
            }
        }

        return quoted;
    }
}
