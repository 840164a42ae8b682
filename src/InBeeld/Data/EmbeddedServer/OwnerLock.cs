using System.Text.Json;
using System.Text.Json.Serialization;

namespace InBeeld.Data.EmbeddedServer;

/// <summary>
/// The right to start and stop the server of a data folder. A file lock: it falls away with the process that holds it,
/// however that ends.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    private const int LockedOnLinux = 11;
    private const int LockedOnMac = 35;

    private readonly FileStream file;
    private readonly ServerFolder folder;

    private OwnerLock(FileStream file, ServerFolder folder)
    {
        this.file = file;
        this.folder = folder;
    }

    /// <summary>Null when another process, or another server object of this process, has it.</summary>
    public static OwnerLock? TryTake(ServerFolder folder)
    {
        try
        {
            return new OwnerLock(UnixFiles.OpenOwn(folder.OwnerLock, FileMode.OpenOrCreate, FileShare.None), folder);
        }
        catch (IOException refused) when (refused.HResult is LockedOnLinux or LockedOnMac)
        {
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw EmbeddedServerException.For(folder.Folder, refused);
        }
    }

    public void Tell(OwnerNote note) => folder.Write(folder.OwnerNote, JsonSerializer.Serialize(note));

    public void Dispose()
    {
        File.Delete(folder.OwnerNote);
        file.Dispose();
    }
}

/// <summary>
/// What the owner tells the other processes; a locked file cannot be read, so it stands beside it. It stays behind when the owner is killed.
/// </summary>
/// <param name="Guard">Null while the server is being started.</param>
internal sealed record OwnerNote(ProcessMark Owner, ProcessMark? Guard, string? Cluster, int ServerPid)
{
    public static OwnerNote? Read(ServerFolder folder)
    {
        if (ServerFolder.ReadIfThere(folder.OwnerNote) is not { } text)
            return null;
        try
        {
            return JsonSerializer.Deserialize<OwnerNote>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The owner had a server, and it has ended: the owner is about to let go, or the server fell over.</summary>
    [JsonIgnore]
    public bool ServerIsGone => Cluster is not null && PostmasterFile.Read(Cluster) is not { IsServerAlive: true };

    /// <summary>The server this note speaks of, when it runs and takes connections.</summary>
    public PostmasterFile? ReadyServer() =>
        Cluster is not null && PostmasterFile.Read(Cluster) is { IsReady: true } file && file.Pid == ServerPid && file.IsServerAlive
            ? file
            : null;
}
