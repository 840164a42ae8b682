namespace InBeeld.Data.EmbeddedServer;

/// <summary>
/// Who runs the server, from which programs, and where its cluster lies. As root that is another user, who may not be able
/// to enter the data folder or the clone; what he cannot enter then lies under <see cref="Elsewhere"/>.
/// </summary>
internal sealed record ServerPlace(ServerAccount Account, PostgresPrograms Programs, string Folder)
{
    public const string Elsewhere = "/var/lib/inbeeld";

    public string Cluster => ClusterIn(Folder);

    public bool HasCluster => File.Exists(Path.Combine(Cluster, "PG_VERSION"));

    public static async Task<ServerPlace> FindAsync(ServerFolder folder, Action<string> say, CancellationToken ct)
    {
        var programs = await PostgresPrograms.FindAsync(ct);
        var pointed = ServerFolder.ReadIfThere(folder.Pointer);
        if (pointed is not null)
            RefuseCopyOrLoss(folder, pointed);
        try
        {
            return Environment.IsPrivilegedProcess
                ? await ForRootAsync(folder, pointed, programs, say, ct)
                : ForOrdinaryUser(folder, pointed, programs);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw EmbeddedServerException.For(pointed ?? folder.Folder, refused);
        }
    }

    /// <summary>To be called when the cluster is there, so that a first start that broke off leaves no pointer to nothing.</summary>
    public void Remember(ServerFolder folder)
    {
        if (Folder != folder.Inside)
            folder.Write(folder.Pointer, Folder);
    }

    /// <summary>Removes all the server has on disk; for throwaway servers.</summary>
    public async Task EraseAsync(ServerFolder folder, CancellationToken ct)
    {
        // The account empties its own folder, so that no link in it can lead us anywhere.
        await Account.RunAsync("cd \"$1\" && rm -rf -- cluster cluster.new-*", Folder, ct);
        if (Folder != folder.Inside)
            Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
        Directory.Delete(folder.Folder, recursive: true);
    }

    private static ServerPlace ForOrdinaryUser(ServerFolder folder, string? pointed, PostgresPrograms programs)
    {
        if (!programs.PathIsSafe)
        {
            throw new EmbeddedServerException(
                $"PostgreSQL cannot be started from {programs.Folder}: its path has a character with a meaning for the shell. "
                + $"Rename the folder, or give another one in {PostgresPrograms.FolderVariable}.");
        }
        var place = pointed ?? folder.Inside;
        UnixFiles.MakeFolder(place, UnixFiles.OwnerOnly);
        // Of another user: said here with the folder's name rather than by PostgreSQL afterwards.
        _ = Directory.EnumerateFileSystemEntries(place).Any();
        return new ServerPlace(ServerAccount.Own, programs, place);
    }

    private static async Task<ServerPlace> ForRootAsync(
        ServerFolder folder, string? pointed, PostgresPrograms programs, Action<string> say, CancellationToken ct)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new EmbeddedServerException(
                $"PostgreSQL may not run as root. Start InBeeld as an ordinary user. {EmbeddedServerException.Alternative}");
        }
        var place = pointed ?? folder.Inside;
        ServerAccount account;
        if (Directory.Exists(ClusterIn(place)))
        {
            account = await ServerAccount.OwnerOfAsync(ClusterIn(place), ct);
            if (!await account.CanReachAsync(ClusterIn(place), ct))
            {
                throw new EmbeddedServerException(
                    $"The database in {place} belongs to the user {account.Name}, who cannot enter that folder any more. "
                    + $"Let {account.Name} through (chmod o+x on the folders above it).");
            }
        }
        else
        {
            account = await ServerAccount.ForRootAsync(ct);
            if (!await GiveAsync(place, account, ct))
                place = await MakeElsewhereAsync(folder, account, say, ct);
        }
        if (!programs.PathIsSafe || !await account.CanRunAsync(programs, ct))
        {
            programs = await programs.CopyToAsync(Elsewhere, say, ct);
            if (!await account.CanRunAsync(programs, ct))
            {
                throw new EmbeddedServerException(
                    $"The user {account.Name} cannot run PostgreSQL, neither where it is nor as a copy in {programs.Folder}. "
                    + $"Name another user in {ServerAccount.NameVariable}. {EmbeddedServerException.Alternative}");
            }
        }
        return new ServerPlace(account, programs, place);
    }

    /// <summary>Makes the folder and gives it to the account; false when the account cannot have it or come there.</summary>
    private static async Task<bool> GiveAsync(string place, ServerAccount account, CancellationToken ct)
    {
        UnixFiles.MakeFolder(place, UnixFiles.OwnerOnly);
        var given = await Command.RunAsync(Command.Of("chown", account.Owner, place), ct);
        return given.Succeeded && await account.CanReachAsync(place, ct);
    }

    private static async Task<string> MakeElsewhereAsync(
        ServerFolder folder, ServerAccount account, Action<string> say, CancellationToken ct)
    {
        Directory.Delete(folder.Inside);
        UnixFiles.MakeFolder(Elsewhere, UnixFiles.PassThrough);
        var home = Path.Combine(Elsewhere, ServerFolder.ShortHash(folder.Data));
        var place = Path.Combine(home, "server");
        if (Directory.Exists(ClusterIn(place)))
        {
            var aside = $"{home}-{Guid.CreateVersion7():N}";
            Directory.Move(home, aside);
            say($"An earlier database of {folder.Data} is kept in {aside}; remove it when nobody needs it.");
        }
        UnixFiles.MakeFolder(home, UnixFiles.PassThrough);
        folder.Write(BackPointer(place), folder.Data);
        if (!await GiveAsync(place, account, ct))
        {
            throw new EmbeddedServerException(
                $"PostgreSQL may not run as root, and the user {account.Name} can enter neither {folder.Data} nor {place}. "
                + $"Choose a data folder that {account.Name} can enter with --data, or start InBeeld as an ordinary user.");
        }
        say($"PostgreSQL may not run as root and the user {account.Name} cannot enter {folder.Data}: the database is kept in {place}.");
        return place;
    }

    private static void RefuseCopyOrLoss(ServerFolder folder, string pointed)
    {
        if (!Directory.Exists(ClusterIn(pointed)))
        {
            throw new EmbeddedServerException(
                $"The database of {folder.Data} should be in {pointed}, but it is not there or cannot be read by {Environment.UserName}. "
                + $"Start as the user who made it, put it back, or remove {folder.Folder} to begin with an empty database.");
        }
        var other = ServerFolder.ReadIfThere(BackPointer(pointed));
        if (other is null || other == folder.Data)
            return;
        if (ServerFolder.ReadIfThere(Path.Combine(other, "postgres", "place")) == pointed)
        {
            throw new EmbeddedServerException(
                $"The data folder {folder.Data} is a copy of {other}: both would use the one database in {pointed}. "
                + $"Remove {folder.Folder} to begin with an empty database here.");
        }
        // The data folder was moved, and its database comes along.
        folder.Write(BackPointer(pointed), folder.Data);
    }

    private static string BackPointer(string place) => Path.Combine(Path.GetDirectoryName(place)!, "data-folder");

    private static string ClusterIn(string place) => Path.Combine(place, "cluster");
}
