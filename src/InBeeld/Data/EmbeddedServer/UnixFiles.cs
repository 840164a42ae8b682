namespace InBeeld.Data.EmbeddedServer;

/// <summary>Files and folders with their rights. Only on Unix; on Windows there is no embedded server.</summary>
internal static class UnixFiles
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Others get through to what they know the name of, and see nothing.</summary>
    public const UnixFileMode PassThrough = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Everybody reads and runs.</summary>
    public const UnixFileMode ForAll = PassThrough | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes a folder with exactly these rights; one that is there stays as it is.</summary>
    public static void MakeFolder(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path, mode);
        // Said again: the mask of the process may have taken rights away.
        File.SetUnixFileMode(path, mode);
    }

    /// <summary>Opens a file that, when it is new, only its owner reads and writes.</summary>
    public static FileStream OpenOwn(string path, FileMode mode, FileShare share)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        return new FileStream(path, new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    public static void LetAllRead(string file)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        File.SetUnixFileMode(file, ForAll & ~Execute);
    }

    /// <summary>Copies a folder with its links, for everybody to read, and to run what could be run.</summary>
    public static void CopyForAll(DirectoryInfo from, string to)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();
        MakeFolder(to, ForAll);
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
                File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo folder)
                CopyForAll(folder, target);
            else
            {
                File.Copy(entry.FullName, target);
                var runs = entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
                File.SetUnixFileMode(target, runs ? ForAll : ForAll & ~Execute);
            }
        }
    }
}
