using System.Xml;

namespace InBeeld.Capabilities.Pupils.ImportClassList.Files;

/// <param name="ReferenceDay">Who left on or before this day is a leaver; no one is born after it.</param>
internal sealed record EdexmlOptions(DateOnly ReferenceDay)
{
    public long MaxBytes { get; init; } = 200L * 1024 * 1024;

    public int MaxPupils { get; init; } = 500_000;

    public int MaxGroups { get; init; } = 20_000;

    public int MaxTeachers { get; init; } = 20_000;
}

/// <summary>
/// Reads EDEXML 2.0 and 2.1, the Dutch standard for class lists. The file passes twice: first all of it, to know that it
/// is whole and which groups and teachers there are; then pupil by pupil. So a file that breaks off halfway is refused
/// before its first pupil is seen, and memory does not grow with the number of pupils but for their keys.
/// </summary>
/// <remarks>
/// Source: the EDEXML 2.0 and 2.1 schemas of Edustandaard. On purpose more lenient than those: any school year, elements
/// in any order, any name space, unknown elements skipped.
/// </remarks>
internal static class EdexmlReader
{
    /// <summary>
    /// Opens a class list. Keep the stream open as long as the result; a stream that cannot go back (a request body) is
    /// copied to a temporary file that only this process can read and that goes when the result is disposed.
    /// </summary>
    /// <returns>Only a cancellation or a failing disk or connection throws; any content gives a result.</returns>
    public static async Task<FileOutcome<ClassListSource>> OpenAsync(Stream stream, EdexmlOptions options, CancellationToken cancel = default)
    {
        var tooLarge = new Reason(ReasonCode.TooLarge, options.MaxBytes / (1024 * 1024));
        FileStream? copy = null;
        if (!stream.CanSeek)
        {
            copy = TemporaryFile();
            if (!await CopyAsync(stream, copy, options.MaxBytes, cancel))
            {
                await copy.DisposeAsync();
                return tooLarge;
            }
        }

        var file = copy ?? stream;
        var outline = file.Length > options.MaxBytes
            ? tooLarge
            : Guard(file, options, cursor => new EdexmlOutline(options, cancel).Read(cursor));
        if (outline.Value is not { } known)
        {
            copy?.Dispose();
            return outline.Refused!;
        }

        return new ClassListSource(
            known.File, known.Locations, known.Groups, known.Teachers, token => EdexmlPupils.Rows(file, options, known, token), copy);
    }

    /// <summary>Runs one pass over the file and turns everything that content can cause into a refusal.</summary>
    internal static FileOutcome<T> Guard<T>(Stream file, EdexmlOptions options, Func<EdexmlCursor, T> pass)
        where T : class
    {
        EdexmlCursor? cursor = null;
        try
        {
            cursor = new EdexmlCursor(file, options.MaxBytes);
            return pass(cursor);
        }
        catch (Exception problem) when (Refusal(problem, cursor) is { } refused)
        {
            return refused;
        }
        finally
        {
            cursor?.Dispose();
        }
    }

    /// <summary>What an exception of the parser means to the user; null for exceptions that the content cannot cause.</summary>
    internal static FileRefused? Refusal(Exception problem, EdexmlCursor? cursor) => problem switch
    {
        RefusedException refused => new FileRefused(refused.Reason),
        XmlException when cursor is not { MetRoot: true } => new FileRefused(new Reason(ReasonCode.NoXml)),
        XmlException xml => new FileRefused(new Reason(ReasonCode.BrokenXml, Math.Max(xml.LineNumber, 1))),
        _ => null,
    };

    private static async Task<bool> CopyAsync(Stream from, FileStream to, long maxBytes, CancellationToken cancel)
    {
        var buffer = new byte[128 * 1024];
        int count;
        while ((count = await from.ReadAsync(buffer, cancel)) > 0)
        {
            if (to.Length + count > maxBytes)
            {
                return false;
            }

            await to.WriteAsync(buffer.AsMemory(0, count), cancel);
        }

        return true;
    }

    private static FileStream TemporaryFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), "inbeeld-" + Guid.CreateVersion7()), options);
    }
}
