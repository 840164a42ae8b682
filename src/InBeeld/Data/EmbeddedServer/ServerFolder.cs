using System.Security.Cryptography;
using System.Text;

namespace InBeeld.Data.EmbeddedServer;

/// <summary>What the server keeps in <c>postgres/</c> of the data folder, all of it written and read by the application's own user.</summary>
internal sealed class ServerFolder
{
    private const int LogsKept = 10;

    private ServerFolder(string data)
    {
        Data = data;
        Folder = Path.Combine(data, "postgres");
    }

    public string Data { get; }
    public string Folder { get; }
    public string OwnerLock => Path.Combine(Folder, "owner.lock");
    public string OwnerNote => Path.Combine(Folder, "owner.json");
    public string Password => Path.Combine(Folder, "owner-password");
    public string Port => Path.Combine(Folder, "port");

    /// <summary>Where the cluster lies when it could not lie in the data folder; absent otherwise.</summary>
    public string Pointer => Path.Combine(Folder, "place");

    public string Inside => Path.Combine(Folder, "server");

    private string Logs => Path.Combine(Folder, "log");

    public static ServerFolder Open(string dataFolder)
    {
        if (File.Exists(dataFolder))
            throw new EmbeddedServerException($"The data folder {dataFolder} is a file. Choose a folder with --data.");
        try
        {
            Directory.CreateDirectory(dataFolder);
            var folder = new ServerFolder(RealPath(dataFolder));
            // As root another user runs the server, who must get through to Inside.
            UnixFiles.MakeFolder(folder.Folder, Environment.IsPrivilegedProcess ? UnixFiles.PassThrough : UnixFiles.OwnerOnly);
            UnixFiles.MakeFolder(folder.Logs, UnixFiles.OwnerOnly);
            return folder;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw EmbeddedServerException.For(dataFolder, refused);
        }
    }

    /// <summary>A name for the log of this start; the oldest logs go.</summary>
    public string NewLog(TimeProvider time)
    {
        foreach (var old in Directory.GetFiles(Logs, "*.log").Order(StringComparer.Ordinal).SkipLast(LogsKept - 1))
            File.Delete(old);
        return Path.Combine(Logs, $"postgres-{time.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}.log");
    }

    /// <summary>Writes a whole file or nothing. What is no secret stays readable for the user of the folder when root wrote it once.</summary>
    public void Write(string path, string text, bool secret = false)
    {
        var half = $"{path}.{Guid.CreateVersion7():N}";
        try
        {
            using (var file = new StreamWriter(UnixFiles.OpenOwn(half, FileMode.CreateNew, FileShare.None)))
                file.Write(text);
            if (!secret)
                UnixFiles.LetAllRead(half);
            File.Move(half, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            File.Delete(half);
            throw EmbeddedServerException.For(Folder, refused);
        }
    }

    public static string? ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException refused)
        {
            throw EmbeddedServerException.For(Path.GetDirectoryName(path)!, refused);
        }
    }

    public static string ShortHash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    /// <summary>One folder, one path: by whichever link it was reached, all processes name it the same.</summary>
    private static string RealPath(string path)
    {
        var at = Path.GetPathRoot(Path.GetFullPath(path))!;
        foreach (var part in Path.GetFullPath(path)[at.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new DirectoryInfo(Path.Combine(at, part));
            at = next.LinkTarget is null ? next.FullName : RealPath(next.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        }
        return at;
    }
}
