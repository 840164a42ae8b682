using System.Text;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <summary>Reads CSV and XLSX to a table. What kind it is follows from the bytes, never from the file's name.</summary>
internal static class TableReader
{
    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0];

    /// <returns>Only a cancellation or a failing disk or connection throws; any content gives a result.</returns>
    public static async Task<FileOutcome<Table>> ReadAsync(Stream stream, TableLimits? limits = null, CancellationToken cancel = default)
    {
        limits ??= TableLimits.Default;
        var bytes = await BytesAsync(stream, limits.MaxBytes, cancel);
        if (bytes is null)
        {
            return new Reason(ReasonCode.TooLarge, limits.MaxBytes / (1024 * 1024));
        }

        try
        {
            return Read(bytes, limits, cancel);
        }
        catch (RefusedException refused)
        {
            return refused.Reason;
        }
    }

    private static Table Read(byte[] bytes, TableLimits limits, CancellationToken cancel)
    {
        if (bytes.Length == 0)
        {
            throw new RefusedException(new Reason(ReasonCode.EmptyFile));
        }

        if (bytes.AsSpan().StartsWith("PK"u8))
        {
            return XlsxTable.Read(bytes, limits, cancel);
        }

        if (bytes.AsSpan().StartsWith(OldOffice))
        {
            // A workbook with a password is an encrypted package inside the container of the old format.
            var encrypted = bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
            throw new RefusedException(new Reason(encrypted ? ReasonCode.EncryptedExcel : ReasonCode.OldExcel));
        }

        return CsvTable.Read(bytes, limits, cancel);
    }

    private static async Task<byte[]?> BytesAsync(Stream stream, int most, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (bytes.Length + count > most)
            {
                return null;
            }

            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }
}
